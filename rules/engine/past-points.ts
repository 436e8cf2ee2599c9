import type { Point, Site } from "../site/model.ts";
import { type Instance, type Rulebook, slotOf } from "./rulebook.ts";
import type { Measured } from "./slots.ts";

/**
 * The points that instances of rules see in any way: in their conditions, through functions over time, as evidence. Not
 * the scans of tags: those are dates in a register, which are judged as they come.
 */
export const pointsRead = (site: Site, book: Rulebook, instances: readonly Instance[]): readonly Point[] => {
  const slots = slotsOf(book, instances);
  for (const { reads } of measuresIn(book, slots)) for (const { slot } of reads) slots.add(slot);
  for (const [point, slot] of book.slots.silent) if (slots.has(slot)) slots.add(point);
  const points = [...slots].filter(slot => slot < site.points.length);
  return points.sort((a, b) => a - b).map(point => site.points[point]!);
};

/** The functions over time that instances read. */
export const measuresRead = (book: Rulebook, instances: readonly Instance[]): readonly Measured[] =>
  measuresIn(book, slotsOf(book, instances));

const slotsOf = (book: Rulebook, instances: readonly Instance[]): Set<number> => {
  const slots = new Set<number>();
  for (const instance of instances) {
    const { reads, shows } = instance.template;
    for (const local of reads) slots.add(slotOf(book, instance, local));
    for (const local of shows) slots.add(slotOf(book, instance, local));
  }
  return slots;
};

const measuresIn = ({ measures }: Rulebook, slots: ReadonlySet<number>): readonly Measured[] =>
  measures.filter(({ low, high }) => slots.has(low) || slots.has(high));
