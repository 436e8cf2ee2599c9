import type { ValueType } from "../language/expression.ts";
import type { Equipment, Point, Site, Words } from "../site/model.ts";

/**
 * Every value that a condition can read has a slot. The first `site.points.length` slots are the points; behind them
 * stand the values that come from the calendar and the register instead of a wire.
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
  /** What a derived slot is called in evidence, by slot. */
  readonly names: ReadonlyMap<number, Words>;
};

export const slotTable = (site: Site): SlotTable => {
  const names = new Map<number, Words>();
  let next = site.points.length;
  const derived = (name: Words): number => {
    names.set(next, name);
    return next++;
  };
  const today = derived({ zh: "今天", en: "today" });
  const monday = derived({ zh: "应检日期", en: "inspection due" });
  const each = (zh: string, en: string) =>
    new Map(
      registered(site).map(({ id, name }) => [
        id,
        derived({ zh: `${name.zh} ${zh}`, en: `${name.en} ${en}` }),
      ]),
    );
  const inspectedOn = each("上次检查", "last inspected");
  const dueOn = each("维修或报废日期", "service or scrap date");
  return { size: next, today, monday, inspectedOn, dueOn, names };
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
  { inspectedOn, dueOn }: SlotTable,
): (readonly [slot: number, day: number])[] =>
  registered(site).flatMap(({ id, register }) => [
    [inspectedOn.get(id) ?? -1, register.inspectedOn ? dayNumber(register.inspectedOn) : 0] as const,
    [dueOn.get(id) ?? -1, dayNumber(register.dueOn)] as const,
  ]);

/** Days since 1970-01-01 of a calendar date `YYYY-MM-DD`: dates as numbers, so that conditions can compare them. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);

/** The date of a day number, `YYYY-MM-DD`. */
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The type of a point's value in conditions. */
export const pointType = (point: Point): ValueType =>
  point.class.words ? { is: "word", words: point.class.words } : { is: "number" };
