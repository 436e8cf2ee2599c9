import type { Site } from "../../site/model.ts";
import type { Instant } from "../../time/instant.ts";
import type { Certificate, StandingPaper } from "../certificate.ts";
import { SHUT } from "./bench.ts";

/** A reading as it came in; `value` null: the device failed. */
export type Raw = {
  readonly point: string;
  readonly value: number | null;
  readonly at: Instant;
  readonly receivedAt: Instant;
};

/** What a person said by hand, as it was taken. */
export type Said = { readonly item: string; readonly at: Instant };

/** What is asked of each item, written down anew from the regulations: by point, what is right. */
const ASKS: Readonly<Record<string, readonly string[]>> = {
  D1: ["D1.contact", "D1.lock"],
  D2: ["D2.contact", "D2.lock"],
  D3: ["D3.contact", "D3.lock"],
  W1: ["W1.contact"],
  "L-hall": ["L-hall.power"],
  "L-off2": ["L-off2.power"],
  "E-prt": ["E-prt.power"],
  SEC: ["SEC.power"],
  "zone:hall": ["hall.occupancy"],
  "zone:off1": ["off1.occupancy"],
  "zone:off2": ["off2.occupancy"],
};

/** What may be left out while somebody is in a zone: by item, its zone. */
const FORGONE: Readonly<Record<string, string>> = {
  W1: "off2",
  "L-hall": "hall",
  "L-off2": "off2",
  "E-prt": "off1",
  "zone:hall": "hall",
  "zone:off1": "off1",
  "zone:off2": "off2",
};

const isRight = (point: string, value: number): boolean => {
  if (point === "SEC.power") return value >= 5;
  if (point.startsWith("L-")) return value < 10;
  return point === "E-prt.power" ? value < 5 : value === SHUT[point];
};

type Seen = { readonly is: "right" | "wrong" | "unknown"; readonly value: number };

/**
 * Judges certificates by the raw readings alone, going over all of them every time: no code of the room, no signals.
 */
export class SlowJudge {
  readonly raw: Raw[] = [];
  readonly said: Said[] = [];
  readonly #staleAfter: ReadonlyMap<string, number>;

  constructor(site: Site) {
    this.#staleAfter = new Map(site.points.map(({ id, staleAfter }) => [id, staleAfter]));
  }

  /** What was known of a point at a moment: the reading that was made last, if it is not too old and none failed since. */
  #seen(point: string, since: Instant, now: Instant): Seen {
    let value: number | null = null;
    let madeAt = Number.NEGATIVE_INFINITY;
    let isFailed = false;
    for (const raw of this.raw) {
      if (raw.point !== point || raw.receivedAt > now) continue;
      const at = Math.min(raw.at, raw.receivedAt);
      if (raw.at < madeAt) continue;
      isFailed = raw.value === null;
      if (raw.value === null) continue;
      value = raw.value;
      madeAt = at;
    }
    if (value === null || isFailed || madeAt + (this.#staleAfter.get(point) ?? 0) <= now)
      return { is: "unknown", value: Number.NaN };
    if (!isRight(point, value)) return { is: "wrong", value };
    return { is: madeAt >= since ? "right" : "unknown", value };
  }

  /** Why a certificate ought not to have been issued; empty: it ought. */
  faults(
    { items, since, issuedAt, scope, signatures }: Certificate,
    approved: readonly string[],
  ): readonly string[] {
    const faults: string[] = [];
    const isIn = (zone: string): boolean => {
      const { is, value } = this.#seen(`${zone}.occupancy`, since, issuedAt);
      return approved.includes(zone) || (is === "wrong" && value > 0);
    };
    for (const [id, points] of Object.entries(ASKS)) {
      const item = items.find(each => each.id === id);
      if (!item) {
        faults.push(`${id} is missing`);
        continue;
      }
      const inside = ["hall", "off1", "off2"].some(
        zone => this.#seen(`${zone}.occupancy`, since, issuedAt).is !== "right",
      );
      const isActivity = id === "D3" && approved.includes("hall");
      const asked =
        id !== "D3" ? points : isActivity ? ["D3.release"] : [...points, ...(inside ? ["D3.release"] : [])];
      const seen = asked.map(point => this.#seen(point, since, issuedAt).is);
      const isLeft =
        FORGONE[id] !== undefined
          ? isIn(FORGONE[id])
          : ["D1", "D2"].includes(id) && approved.includes(id === "D1" ? "hall" : "back");
      if (item.verdict === "excepted") {
        if (!isLeft) faults.push(`${id} is left out and nobody is there`);
      } else if (item.verdict === "by-hand") {
        if (seen.includes("wrong")) faults.push(`${id} is wrong and was confirmed by hand`);
        if (!this.said.some(word => word.item === id && word.at >= since))
          faults.push(`nobody confirmed ${id}`);
      } else if (seen.some(each => each !== "right")) faults.push(`${id} is ${seen.join()} and passes`);
    }
    if (scope === "final" && ["hall", "off1", "off2", "back"].some(isIn)) faults.push("somebody is there");
    const [first, second] = signatures;
    if (signatures.length !== 2 || first?.person === second?.person) faults.push("not two people signed");
    if (!signatures.some(({ role }) => role === "guard")) faults.push("no guard signed");
    return faults;
  }

  /** Whether a reading contradicts a certificate that it is of the time of. `approved`: zones, when it came in. */
  contradicts({ certificate, endedAt }: StandingPaper, raw: Raw, approved: readonly string[]): boolean {
    const { value, point, at } = raw;
    if (value === null || isRight(point, value)) return false;
    if (endedAt !== null && at >= endedAt) return false;
    return certificate.items.some(({ id, verdict, evidence, kind, byHand, zone }) => {
      const known = evidence.find(each => each.point === point);
      if (!known || verdict === "excepted" || approved.includes(zone)) return false;
      if (kind === "zone" && at > certificate.issuedAt) return false;
      const seenAt = known.state === "good" ? (known.at ?? 0) : 0;
      return id in ASKS && at > Math.max(seenAt, byHand?.at ?? 0, certificate.since);
    });
  }
}
