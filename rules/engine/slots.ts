import type { MeasureSpec } from "../language/scope.ts";
import type { ValueType } from "../language/types.ts";
import type { Equipment, Point, Site, Words } from "../site/model.ts";

/**
 * Every value that a condition can read has a slot. The first `site.points.length` slots are the points; behind them
 * stand the values that come from the calendar and the register, what is silent, and functions over time.
 */
export type SlotTable = {
  readonly size: number;
  /** Date of today in the hall's zone. */
  readonly today: number;
  /** Date of the latest Monday inspection that has fallen due. */
  readonly monday: number;
  /** Last inspection of each extinguisher, by equipment id. */
  readonly inspectedOn: ReadonlyMap<string, number>;
  /** When each extinguisher is due for service or scrap, by equipment id. */
  readonly dueOn: ReadonlyMap<string, number>;
  /** Whether an approved activity covers a zone now (1 or 0), by zone id. */
  readonly approved: ReadonlyMap<string, number>;
  /** Whether somebody is let in through a door for a repair now (1 or 0), by door. */
  readonly permitted: ReadonlyMap<string, number>;
  /** Whether a key of a door is lost and its lock not replaced (1 or 0), by door. */
  readonly keyLost: ReadonlyMap<string, number>;
  /** Whether a point is silent (1 or 0), by point; only points that a rule asks that of. */
  readonly silent: ReadonlyMap<number, number>;
  /** What a slot of the calendar or the register is called in evidence, by slot. */
  readonly names: ReadonlyMap<number, Words>;
};

/** A function over time that some rule reads. */
export type Measured = {
  /** Its identity over restarts: the function, its window and its points. */
  readonly key: string;
  readonly spec: Pick<MeasureSpec, "fn" | "window" | "isCounter">;
  /** What it is compared with anywhere in the hall. */
  readonly thresholds: ReadonlySet<number>;
  /** The value that it measures, over an array of the rule's own; `reads` says what stands where in it. */
  readonly input: MeasureSpec["input"];
  readonly reads: readonly { readonly local: number; readonly slot: number }[];
  /** Where its least and its greatest value stand; the same slot when it is no interval. */
  readonly low: number;
  readonly high: number;
};

/** The equipment that the hall keeps a register of. */
export const registered = (
  site: Site,
): readonly (Equipment & { register: NonNullable<Equipment["register"]> })[] =>
  site.equipment.filter(hasRegister);

const hasRegister = (
  equipment: Equipment,
): equipment is Equipment & { register: NonNullable<Equipment["register"]> } =>
  equipment.register !== undefined;

/** What the register says at the start: slot and day number; 0 for an extinguisher that was never inspected. */
export const registerDates = (
  site: Site,
  { inspectedOn, dueOn }: Pick<SlotTable, "inspectedOn" | "dueOn">,
): (readonly [slot: number, day: number])[] =>
  registered(site).flatMap(({ id, register }) => [
    [inspectedOn.get(id) ?? -1, register.inspectedOn ? dayNumber(register.inspectedOn) : 0] as const,
    [dueOn.get(id) ?? -1, dayNumber(register.dueOn)] as const,
  ]);

/** Days since 1970-01-01 of a calendar date `YYYY-MM-DD`: dates as numbers, so that conditions can compare them. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);

/** The date of a day number, `YYYY-MM-DD`. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const types = new WeakMap<Point["class"], ValueType>();

/** The type of a point's value in conditions; one object for each class, so that types are quick to compare. */
export const pointType = ({ class: { words, unit }, class: known }: Point): ValueType => {
  const type: ValueType =
    types.get(known) ?? (words ? { is: "word", words } : { is: "number", unit: unit ?? "1" });
  types.set(known, type);
  return type;
};

/** For each point that tells of an inspection (a scan of a tag) the slot that holds the date of the last one. */
export const scansOf = (site: Site, { inspectedOn }: SlotTable): ReadonlyMap<number, number> => {
  const scans = new Map<number, number>();
  for (const { id, points } of registered(site)) {
    const slot = inspectedOn.get(id);
    if (slot !== undefined && points.scan) scans.set(points.scan.index, slot);
  }
  return scans;
};
