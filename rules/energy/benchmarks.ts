/** Zones of the climate that Chinese building standards go by. */
export type ClimateZone = "cold" | "hot-summer-cold-winter" | "hot-summer-warm-winter" | "mild";

/** What a kind of building may use in a year, kW.h for each m², without district heating. */
export type Benchmark = {
  readonly building: string;
  /** In natural ventilation (`a`) or with full mechanical ventilation (`b`). */
  readonly ventilation: "a" | "b";
  readonly perM2: Readonly<Record<ClimateZone, { readonly constraint: number; readonly leading: number }>>;
  /** Nobody has compared the figures with the standard: they are printed nowhere. */
  readonly needsCheck: true;
};

const of = (
  building: string,
  ventilation: Benchmark["ventilation"],
  ...figures: readonly (readonly [constraint: number, leading: number])[]
): Benchmark => {
  const at = (index: number) => {
    const [constraint = Number.NaN, leading = Number.NaN] = figures[index] ?? [];
    return { constraint, leading };
  };
  const perM2 = {
    cold: at(0),
    "hot-summer-cold-winter": at(1),
    "hot-summer-warm-winter": at(2),
    mild: at(3),
  };
  return { building, ventilation, perM2, needsCheck: true };
};

/**
 * Constraint and leading values of GB/T 51161-2016 《民用建筑能耗标准》 as they are told of it. The standard and its two values are
 * certain, the figures are not: somebody has to compare them with its text before anything is measured by them.
 */
export const BENCHMARKS: readonly Benchmark[] = [
  of("government-office", "a", [55, 45], [70, 55], [65, 50], [50, 40]),
  of("government-office", "b", [70, 50], [90, 65], [80, 60], [60, 45]),
  of("commercial-office", "a", [65, 55], [85, 70], [80, 65], [65, 50]),
  of("commercial-office", "b", [80, 60], [110, 80], [100, 75], [70, 55]),
  of("mall", "a", [80, 60], [130, 110], [120, 100], [80, 65]),
  of("supermarket", "a", [110, 90], [150, 120], [135, 105], [85, 70]),
  of("shop", "a", [55, 40], [90, 70], [85, 65], [55, 40]),
  of("department-store", "b", [140, 100], [200, 170], [245, 190], [90, 70]),
  of("mall", "b", [175, 135], [260, 210], [300, 245], [90, 70]),
  of("supermarket", "b", [170, 120], [225, 180], [290, 240], [100, 80]),
];
