import type { Signal } from "#rules/reading/signal.ts";
import type { Equipment, Point, Site, Zone } from "#rules/site/model.ts";
import { between, type Instant, instant, toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { DeviceRead } from "../http/device.ts";
import type { Clock } from "../ports/clock.ts";
import type { Driver } from "../ports/driver.ts";
import type {
  ForgetUnit,
  WireDevice,
  WireDeviceList,
  WirePointRead,
  WireUnitForgotten,
  WireUnknownDevice,
} from "../wire/device.ts";
import type { LiveEngine } from "./live-engine.ts";
import { wireMeasured } from "./wire-shapes.ts";

export type DeviceDeskParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly drivers: readonly Driver[];
  /** Who speaks on the broker and is in no site file. */
  readonly unknown: () => readonly WireUnknownDevice[];
  readonly clock: Clock;
};

const MOST_REASONS = 3;
/** Who has units asked again for what they refused. */
const TECHNICIANS: ReadonlySet<string> = new Set(["facilities", "it-support"]);

/** Where whoever looks after devices sees how each does, and asks one of them what it says right now. */
export class DeviceDesk {
  readonly #parts: DeviceDeskParts;
  /** One device is read at a time: the line has other work. */
  #isReading = false;

  constructor(parts: DeviceDeskParts) {
    this.#parts = parts;
  }

  list(): WireDeviceList {
    const { site, drivers, unknown, clock } = this.#parts;
    const now = clock.now();
    return {
      devices: [...site.zones, ...site.equipment].flatMap(owner => this.#devicesOf(owner, now)),
      sources: drivers.flatMap(driver =>
        driver.health().map(({ id, state, since, lastError, counts, gauges = {} }) => ({
          id,
          state,
          since: toIso(since),
          lastError,
          counts: { ...counts },
          gauges: { ...gauges },
        })),
      ),
      unknown: [...unknown()],
      at: toIso(now),
    };
  }

  async read(id: string): Promise<DeviceRead> {
    const { site, drivers, clock, engine } = this.#parts;
    const owner = [...site.equipment, ...site.zones].find(each => each.id === id);
    if (!owner) return { is: "unknown" };
    const points = Object.values(owner.points).filter(({ source }) => source.is === "modbus");
    const driver = drivers.find(each => each.look !== undefined);
    if (points.length === 0)
      return { is: "refused", why: `${id} has no point over Modbus: it speaks when it likes` };
    if (!driver?.look) return { is: "refused", why: `${id} cannot be read: no Modbus line runs` };
    if (this.#isReading)
      return { is: "refused", why: "another device is being read: try again in a few seconds" };
    this.#isReading = true;
    try {
      const read: WirePointRead[] = [];
      for (const point of points) {
        const looked = await driver.look(point);
        const known = wireMeasured(point, engine.current.signals.of(point.index));
        const raw = looked.raw.map(place => ({ ...place, words: [...place.words] }));
        const word = looked.is === "value" ? point.class.words?.[looked.value] : undefined;
        read.push({
          point: point.id,
          name: point.name,
          raw,
          value: looked.is === "value" ? looked.value : null,
          ...(word !== undefined && { word }),
          ...(point.class.unit !== undefined && { unit: point.class.unit }),
          ...(looked.is === "none" && { reason: looked.why }),
          known,
        });
      }
      return { is: "read", answer: { device: id, at: toIso(clock.now()), points: read } };
    } finally {
      this.#isReading = false;
    }
  }

  /** @param by  id of who is signed in; null: nobody has an account yet, so everybody may */
  forget({ line, unit }: ForgetUnit, by: string | null): Commanded<WireUnitForgotten> {
    const { site, drivers, clock } = this.#parts;
    const roles = site.people.find(({ id }) => id === by)?.roles ?? [];
    if (by !== null && !roles.some(role => TECHNICIANS.has(role)))
      return { is: "refused", by: "rights", why: "only facilities and IT support have a unit tried anew" };
    const isThere = drivers.some(driver => driver.forget?.(line, unit));
    return isThere ? { is: "done", answer: { line, unit, at: toIso(clock.now()) } } : { is: "unknown" };
  }

  /** One for each source that the owner's points come through: a room may have several sensors. */
  #devicesOf(owner: Equipment | Zone, now: Instant): readonly WireDevice[] {
    const { engine } = this.#parts;
    const measured = Object.values(owner.points).filter(({ source }) => source.is !== "own");
    const bySource = Map.groupBy(measured, ({ via }) => via);
    return Array.from(bySource, ([via, points]) => {
      const signals = points.map(point => engine.current.signals.of(point.index));
      const heardAt = Math.max(...signals.map(({ at }) => at));
      const count = (state: Signal["state"]): number => signals.filter(each => each.state === state).length;
      const battery = points.find(({ class: { id } }) => id === "device-battery");
      const charge = battery ? engine.current.signals.of(battery.index) : null;
      return {
        id: owner.id,
        name: owner.name,
        zone: "kind" in owner ? owner.zone : owner.id,
        kind: "kind" in owner ? owner.kind : "zone",
        profile: ("kind" in owner ? owner.profile : undefined) ?? null,
        via,
        heardAt: heardAt > 0 ? toIso(instant(heardAt)) : null,
        points: {
          total: points.length,
          good: count("good"),
          stale: count("stale"),
          bad: count("bad"),
          never: count("never"),
        },
        silence: heardAt > 0 ? silenceOf(points, instant(heardAt), now) : null,
        reasons: reasonsOf(signals),
        battery: charge?.state === "good" ? charge.value : null,
      };
    });
  }
}

/** How long nothing was heard, as a multiple of the shortest time after which that matters. */
const silenceOf = (points: readonly Point[], heardAt: Instant, now: Instant): number => {
  const shortest = Math.min(...points.map(({ staleAfter }) => staleAfter));
  return Math.round((100 * Math.max(0, between(heardAt, now))) / shortest) / 100;
};

const reasonsOf = (signals: readonly Signal[]): string[] => {
  const counts = new Map<string, number>();
  for (const { state, reason } of signals)
    if (state !== "good" && reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_REASONS)
    .map(([reason]) => reason);
};
