import { createHash } from "node:crypto";
import type { WireCertificate, WireCertificateItem } from "#gateway/wire/certificate.ts";
import type { WireClosing, WireClosingItem, WireRound } from "#gateway/wire/closing.ts";
import * as wire from "#gateway/wire/closing.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WireSignature, WireWord } from "#gateway/wire/signature.ts";
import type { Answer } from "./fake-accounts.ts";

const MINUTE_MS = 60_000;
const LEAVERS = ["staff", "duty-manager", "hall-director"];
const APPROVERS = ["hall-director", "superior"];
const iso = (at: number): string => new Date(at).toISOString();
const refused = (message: string): Answer => ({ status: 409, value: { error: "REFUSED", message } });
const forbidden = (message: string): Answer => ({ status: 403, value: { error: "NOT_ALLOWED", message } });

type World = { readonly hall: WireHall; readonly now: number };

/** The closings of the fake hall: what the engine's clerk would make of them, as far as the console's tests need it. */
export class FakeRounds {
  /** Whether closings are certified; else there is only the check, as in a hall of an older gateway. */
  isOn = false;
  readonly certificates: WireCertificate[] = [];
  occupied: WireRound["occupied"] = [];
  #round: WireRound | null = null;
  #byHand = new Map<string, WireWord>();

  reset(): void {
    this.isOn = false;
    this.certificates.length = 0;
    this.occupied = [];
    this.#round = null;
    this.#byHand.clear();
  }

  /** The check with what people did about it; opens a round where none was, and breaks what a reading contradicts. */
  join(check: WireClosing, { now }: Pick<World, "now">): WireClosing {
    if (!this.isOn || check.since === null) return check;
    const zones = new Set(this.occupied.map(({ zone }) => zone));
    const items = check.items.map(item => this.#itemOf(item, zones));
    const ofDay = () =>
      this.certificates.findLast(({ businessDay }) => businessDay === check.hours.businessDay);
    const before = ofDay();
    if (before) this.#judge(before, check.items, now);
    const latest = ofDay();
    if (this.#round === null && (latest === undefined || latest.standing.endedBy === "re-entry"))
      this.#round = begun(check, latest, now);
    const counts = { pass: 0, fail: 0, unknown: 0, byHand: 0, excepted: 0 };
    for (const { verdict } of items) counts[verdict === "by-hand" ? "byHand" : verdict]++;
    const certificate = latest === undefined ? null : (({ items: _items, ...rest }) => rest)(latest);
    const round = this.#round && this.#told(this.#round, items, now);
    return { ...check, items, counts, round, certificate };
  }

  /** Does what somebody asked; null: this is none of ours. */
  do(verb: string, body: Readonly<Record<string, unknown>>, check: WireClosing, world: World): Answer | null {
    switch (verb) {
      case "confirm-item":
        return this.#confirm(wire.confirmItem.parse(body), check, world);
      case "sign":
        return this.#sign(wire.signClosing.parse(body), check, world);
      case "extend": {
        const { by, until, why } = wire.extendClosing.parse(body);
        if (!this.#round) return refused("the hall is not being closed");
        this.#round = { ...this.#round, extension: { until, why, by, approvedBy: null } };
        return done;
      }
      case "approve-extension": {
        const { name, roles } = personOf(world.hall, wire.approveExtension.parse(body).by);
        if (!roles.some(role => APPROVERS.includes(role))) return forbidden("ask the hall director");
        const { extension = null } = this.#round ?? {};
        if (!this.#round || !extension) return refused("nobody asked for more time");
        this.#round = { ...this.#round, extension: { ...extension, approvedBy: name } };
        return done;
      }
      case "re-enter": {
        wire.reEnter.parse(body);
        const latest = this.certificates.at(-1);
        if (!latest) return refused("nothing is certified");
        this.#stand(latest, { state: "ended", endedAt: iso(world.now), endedBy: "re-entry" });
        return done;
      }
      default:
        return null;
    }
  }

  #itemOf(item: WireClosingItem, zones: ReadonlySet<string>): WireClosingItem {
    if (zones.has(item.zone) && item.kind !== "door")
      return { ...item, verdict: "excepted", why: { zh: "加班", en: "overtime" } };
    const word = this.#byHand.get(item.id);
    if (word === undefined) return item;
    if (item.verdict === "unknown") return { ...item, verdict: "by-hand", byHand: word };
    if (item.verdict === "fail") this.#byHand.delete(item.id);
    return item;
  }

  #told(round: WireRound, items: readonly WireClosingItem[], now: number): WireRound {
    const open = items.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
    if (open.length > 0 && round.signatures.length > 0)
      this.#round = {
        ...round,
        signatures: [],
        withdrawn: [
          ...round.withdrawn,
          ...round.signatures.map(each => ({
            ...each,
            why: open[0]!.why,
            withdrawnAt: iso(now),
          })),
        ],
      };
    const kept = this.#round ?? round;
    const slots = new Set(kept.signatures.map(({ role }) => (role === "guard" ? "guard" : "last-leaver")));
    return {
      ...kept,
      occupied: this.occupied,
      missing: (["last-leaver", "guard"] as const).filter(slot => !slots.has(slot)),
      blockers: open.map(({ name, why }) => ({
        zh: `${name.zh}：${why.zh}`,
        en: `${name.en}: ${why.en}`,
      })),
    };
  }

  #confirm({ by, item, note, photo }: wire.ConfirmItem, check: WireClosing, { now, hall }: World): Answer {
    const found = check.items.find(({ id }) => id === item);
    if (found?.verdict !== "unknown") return refused("only what no reading tells can be confirmed by hand");
    if (note === "" && photo === undefined) return refused("needs a note or a photo");
    this.#byHand.set(item, { by: personOf(hall, by).name, at: iso(now), note, photo: photo ?? null });
    return done;
  }

  #sign({ by, scope }: wire.SignClosing, check: WireClosing, { now, hall }: World): Answer {
    const round = this.join(check, { now }).round;
    if (!round) return refused("the hall is not being closed");
    const { id, name, roles } = personOf(hall, by);
    const role = roles.includes("guard") ? "guard" : roles.find(each => LEAVERS.includes(each));
    if (role === undefined) return forbidden("ask the last to leave, or the guard");
    if (round.blockers.length > 0) return refused(round.blockers.map(({ en }) => en).join("; "));
    if (scope === "final" && this.occupied.length > 0) return refused("somebody is still inside");
    const signatures = [...round.signatures, { person: id, name, role, at: iso(now) }];
    this.#round = { ...round, signatures };
    if (new Set(signatures.map(each => each.role === "guard")).size < 2) return done;
    this.#issue(this.join(check, { now }), signatures, scope, { now, hall });
    return done;
  }

  #issue(
    check: WireClosing,
    signatures: readonly WireSignature[],
    scope: "final" | "partial",
    { now, hall }: World,
  ): void {
    const before = this.certificates.findLast(({ businessDay }) => businessDay === check.hours.businessDay);
    if (before?.scope === "partial")
      this.#stand(before, { state: "ended", endedAt: iso(now), endedBy: "final" });
    const number =
      this.certificates.filter(({ businessDay }) => businessDay === check.hours.businessDay).length + 1;
    this.certificates.push(
      fakeCertificate({
        id: `closing-${check.hours.businessDay}-${number}`,
        kind: "closing",
        hall,
        businessDay: check.hours.businessDay,
        scope,
        since: check.since ?? iso(now),
        issuedAt: iso(now),
        items: check.items,
        signatures,
      }),
    );
    this.#round = scope === "partial" && this.#round ? { ...this.#round, signatures: [] } : null;
    this.#byHand.clear();
  }

  /** What a reading says otherwise breaks it. */
  #judge(certificate: WireCertificate, items: readonly WireClosingItem[], now: number): void {
    if (certificate.standing.state !== "holds") return;
    const broken = items.filter(
      ({ id, verdict }) =>
        verdict === "fail" && certificate.items.some(each => each.id === id && each.verdict !== "excepted"),
    );
    if (broken.length === 0) return;
    this.#stand(certificate, {
      state: "broken",
      broken: broken.map(({ id, name, why, evidence }) => ({
        item: id,
        name,
        point: evidence[0]?.point ?? id,
        text: why,
        at:
          evidence
            .map(({ at }) => at ?? "")
            .toSorted()
            .at(-1) || iso(now),
        learnedAt: iso(now),
        isLate: false,
      })),
    });
  }

  #stand(certificate: WireCertificate, change: Partial<WireCertificate["standing"]>): void {
    const place = this.certificates.indexOf(certificate);
    if (place >= 0)
      this.certificates[place] = { ...certificate, standing: { ...certificate.standing, ...change } };
  }
}

const done: Answer = { status: 200, value: {} };

const begun = (check: WireClosing, before: WireCertificate | undefined, now: number): WireRound => {
  const since = before?.standing.endedAt ?? check.since ?? iso(now);
  const after = (minutes: number) => iso(Date.parse(since) + minutes * MINUTE_MS);
  const number = before ? 2 : 1;
  return {
    id: `closing/${check.hours.businessDay}/${number}`,
    businessDay: check.hours.businessDay,
    number,
    since,
    dueAt: after(30),
    mustCloseAt: after(75),
    latestAt: after(240),
    extension: null,
    signatures: [],
    withdrawn: [],
    missing: [],
    blockers: [],
    occupied: [],
  };
};

export const personOf = (
  hall: WireHall,
  by: string,
): { readonly id: string; readonly name: string; readonly roles: readonly string[] } =>
  hall.people.find(({ id, name }) => id === by || name === by) ?? { id: by, name: by, roles: [] };

/** A certificate over the items of a check, as it would be issued. */
export const fakeCertificate = ({
  hall,
  items,
  signatures,
  ...given
}: Pick<WireCertificate, "id" | "kind" | "businessDay" | "scope" | "since" | "issuedAt"> & {
  readonly hall: WireHall;
  readonly items: readonly WireClosingItem[];
  readonly signatures: readonly WireSignature[];
}): WireCertificate => ({
  ...given,
  site: hall.id,
  siteName: hall.name,
  timeZone: hall.timeZone,
  items: items.map(certified),
  signatures: [...signatures],
  hash: createHash("sha256").update(JSON.stringify({ given, items, signatures })).digest("hex"),
  previous: null,
  standing: { state: "holds", broken: [], endedAt: null, endedBy: null },
});

const certified = (item: WireClosingItem): WireCertificateItem => ({
  id: item.id,
  name: item.name,
  zone: item.zone,
  kind: item.kind,
  expected: item.expected,
  verdict: item.verdict === "by-hand" || item.verdict === "excepted" ? item.verdict : "pass",
  evidence: item.evidence.map(({ point, name, value, word, unit, at, state }) => {
    const text = `${word ?? value ?? ""}${unit ? ` ${unit}` : ""}`;
    return {
      point,
      name,
      value,
      text: word ? (texts[word] ?? { zh: word, en: word }) : { zh: text, en: text },
      at,
      state,
    };
  }),
  byHand: item.byHand,
  except: item.verdict === "excepted" ? item.why : null,
});

const texts: Readonly<Record<string, WireCertificateItem["name"]>> = {
  closed: { zh: "闭合", en: "closed" },
  locked: { zh: "已锁", en: "locked" },
  off: { zh: "关", en: "off" },
  on: { zh: "开", en: "on" },
};
