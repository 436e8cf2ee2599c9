import type { Signal, SignalState } from "#rules/reading/signal.ts";
import type { Point } from "#rules/site/model.ts";
import type { Instant } from "#rules/time/instant.ts";

/** How well a point is known, as everywhere in the lines that we write. @see gateway/app/series.ts */
const STATE: Readonly<Record<SignalState, number>> = { good: 0, stale: 1, bad: 2, never: 3 };

/** What the name of a point's evidence ends with; boards tell values from evidence by it. */
export const EVIDENCE = "__evidence";

/** A point with its own name among all points: `AC-hall.setpoint` → `AC_hall_setpoint`. */
export type NamedPoint = { readonly index: number; readonly name: string };

/**
 * The points of each zone with names that no two points share, since Grafana keeps the history of a Live channel by the
 * name of the field.
 */
export const liveZones = (
  points: readonly Pick<Point, "id" | "index" | "zone">[],
): ReadonlyMap<string, readonly NamedPoint[]> => {
  const taken = new Set<string>();
  const named = points.map(({ id, index, zone }) => {
    const plain = id.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d)/, "_");
    let name = plain;
    // The evidence of a point has a name as well, which must be nobody else's.
    for (let count = 2; taken.has(name) || taken.has(`${name}${EVIDENCE}`); count += 1)
      name = `${plain}_${count}`;
    taken.add(name).add(`${name}${EVIDENCE}`);
    return { zone, point: { index, name } };
  });
  const zones = Map.groupBy(named, ({ zone }) => zone);
  return new Map([...zones].map(([zone, members]) => [zone, members.map(({ point }) => point)]));
};

/**
 * Everything that is known of a zone as one line for Grafana Live: one measurement, no tags, a field a point, one time in
 * ns. A point that cannot be read has no value, so that nothing old looks new, but always its evidence, `<name>__evidence`:
 * 0 good, 1 stale, 2 bad, 3 never.
 *
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/ (times in ns, and nothing else)
 */
export const liveLine = (
  zone: string,
  points: readonly NamedPoint[],
  signalOf: (index: number) => Pick<Signal, "state" | "value">,
  at: Instant,
): string => {
  const fields = points.flatMap(({ index, name }) => {
    const { state, value } = signalOf(index);
    const evidence = `${name}${EVIDENCE}=${STATE[state]}`;
    return state === "good" && Number.isFinite(value) ? [`${name}=${value}`, evidence] : [evidence];
  });
  return `${zone} ${fields.join(",")} ${BigInt(at) * 1_000_000n}`;
};
