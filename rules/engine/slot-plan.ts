import { isInterval } from "../condition/gauge.ts";
import type { MeasureName, MeasureSpec } from "../language/scope.ts";
import type { Site, Words } from "../site/model.ts";
import { type Measured, registered, type SlotTable } from "./slots.ts";

/** The slots of a hall while its rules are being read: each thing gets its slot when it is first asked for. */
export class SlotPlan {
  readonly #site: Site;
  readonly #names = new Map<number, Words>();
  readonly #silent = new Map<number, number>();
  readonly #measures = new Map<string, Measured & { readonly thresholds: Set<number> }>();
  #next: number;
  readonly today: number;
  readonly monday: number;
  readonly inspectedOn: ReadonlyMap<string, number>;
  readonly dueOn: ReadonlyMap<string, number>;
  readonly approved: ReadonlyMap<string, number>;
  readonly permitted: ReadonlyMap<string, number>;
  readonly keyLost: ReadonlyMap<string, number>;

  constructor(site: Site) {
    this.#site = site;
    this.#next = site.points.length;
    this.today = this.#named({ zh: "今天", en: "today" });
    this.monday = this.#named({ zh: "应检日期", en: "inspection due" });
    this.inspectedOn = this.#ofRegister("上次检查", "last inspected");
    this.dueOn = this.#ofRegister("维修或报废日期", "service or scrap date");
    this.approved = new Map(site.zones.map(({ id }) => [id, this.#next++]));
    const doors = site.equipment.filter(({ kind }) => kind === "door");
    this.permitted = new Map(doors.map(({ id }) => [id, this.#next++]));
    this.keyLost = new Map(doors.map(({ id }) => [id, this.#next++]));
  }

  silentOf(point: number): number {
    const slot = this.#silent.get(point) ?? this.#next++;
    this.#silent.set(point, slot);
    return slot;
  }

  measureOf(
    key: string,
    { fn, window, isCounter, thresholds, input }: MeasureSpec,
    globals: ArrayLike<number>,
  ): Measured {
    const known = this.#measures.get(key) ?? {
      key,
      spec: { fn, window, isCounter },
      thresholds: new Set<number>(),
      input,
      reads: input.slots.map(local => ({ local, slot: globals[local]! })),
      ...this.#interval(fn),
    };
    for (const threshold of thresholds) known.thresholds.add(threshold);
    this.#measures.set(key, known);
    return known;
  }

  measures(): readonly Measured[] {
    return [...this.#measures.values()];
  }

  table(): SlotTable {
    const { today, monday, inspectedOn, dueOn, approved, permitted, keyLost } = this;
    const [silent, names, size] = [this.#silent, this.#names, this.#next];
    return { size, today, monday, inspectedOn, dueOn, approved, permitted, keyLost, silent, names };
  }

  #named(name: Words): number {
    this.#names.set(this.#next, name);
    return this.#next++;
  }

  #ofRegister(zh: string, en: string): ReadonlyMap<string, number> {
    return new Map(
      registered(this.#site).map(({ id, name }) => [
        id,
        this.#named({ zh: `${name.zh} ${zh}`, en: `${name.en} ${en}` }),
      ]),
    );
  }

  #interval(fn: MeasureName): { readonly low: number; readonly high: number } {
    const low = this.#next++;
    return { low, high: isInterval(fn) ? this.#next++ : low };
  }
}
