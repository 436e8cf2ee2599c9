import type { WireDevice, WireSource } from "#gateway/wire/device.ts";

/** Devices behind one source: a line with its units, or the broker. */
export type Group = {
  /** `modbus:plant`, `mqtt` */
  readonly id: string;
  /** What the gateway says of the source; null: nothing. */
  readonly source: WireSource | null;
  readonly devices: readonly Member[];
  /** A reason that most of those that are not well have in common; null: there is none. */
  readonly shared: { readonly reason: string; readonly count: number } | null;
};

export type Member = {
  readonly device: WireDevice;
  /** What the gateway says of the unit; null: it is not asked one by one. */
  readonly unit: WireSource | null;
};

/** The source that devices share: `modbus:plant/3` is on `modbus:plant`, `mqtt:D1` on `mqtt`. */
export const sourceOf = (via: string): string => {
  if (via.startsWith("mqtt")) return "mqtt";
  return via.split("/", 1)[0] ?? via;
};

/**
 * By source, the worst source first; in each those of which something cannot be trusted, and then the one that is silent
 * longest by its own rhythm.
 */
export const groupsOf = (
  devices: readonly WireDevice[],
  sources: readonly WireSource[],
): readonly Group[] => {
  const bySource = Map.groupBy(devices, ({ via }) => sourceOf(via));
  // A line that is down with all its devices is told, and so is one that has none.
  for (const { id } of sources) if (!id.includes("/") && !bySource.has(id)) bySource.set(id, []);
  return Array.from(bySource, ([id, of]) => ({
    id,
    source: sources.find(each => each.id === id) ?? null,
    devices: of
      .toSorted(
        (a, b) =>
          Number(isWell(a)) - Number(isWell(b)) ||
          bySilence(silenceOf(b), silenceOf(a)) ||
          a.id.localeCompare(b.id),
      )
      .map(device => ({ device, unit: sources.find(each => each.id === device.via) ?? null })),
    shared: sharedReason(of),
  })).toSorted((a, b) => worst(b) - worst(a) || a.id.localeCompare(b.id));
};

/** Silence divided by rhythm; of what was never heard it is endless. */
export const silenceOf = ({ silence }: Pick<WireDevice, "silence">): number =>
  silence ?? Number.POSITIVE_INFINITY;

/** Endless less endless is not a number: two that were never heard are equal. */
const bySilence = (a: number, b: number): number => (a === b ? 0 : a - b);

/** Whether every point of it can be trusted. */
export const isWell = ({ points: { good, total } }: Pick<WireDevice, "points">): boolean => good === total;

const worst = ({ source, devices }: Group): number => {
  if (source !== null && source.state === "down") return 2;
  return devices.some(({ device }) => !isWell(device)) ? 1 : 0;
};

const sharedReason = (devices: readonly WireDevice[]): Group["shared"] => {
  const troubled = devices.filter(device => !isWell(device));
  const counts = new Map<string, number>();
  for (const { reasons } of troubled)
    for (const reason of new Set(reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (!most) return null;
  const [reason, count] = most;
  return count >= 2 && count * 2 > troubled.length ? { reason, count } : null;
};
