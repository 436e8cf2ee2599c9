import type { ModbusPlace, ModbusSource, ModbusTable, Point } from "#rules/site/model.ts";
import { type Millis, millis } from "#rules/time/instant.ts";
import { type Bounds, isBitTable, longestOf, spanOf } from "./bounds.ts";
import { type Cost, registersOf } from "./cost.ts";
import { placesOf } from "./places.ts";

/** A point that is read over Modbus. */
export type ModbusPoint = Point & { readonly source: ModbusSource };

/** One place of a point: the `place`-th of `placesOf`, at `from` to `to` (both included) of its table. */
export type Want = {
  readonly point: ModbusPoint;
  readonly place: number;
  readonly from: number;
  readonly to: number;
};

/** Registers (or bits) that one read must bring together, and whose they are. */
export type Cell = { readonly from: number; readonly to: number; readonly wants: readonly Want[] };

/** One read: `count` registers (or bits) of one table from `address`, and what lies in it, by address. */
export type Block = {
  readonly table: ModbusTable;
  readonly address: number;
  readonly count: number;
  readonly every: Millis;
  readonly cells: readonly Cell[];
};

/** What is read, and the cells that no read may bring within the bounds. */
export type Plan = { readonly blocks: readonly Block[]; readonly unreadable: readonly Unreadable[] };
export type Unreadable = { readonly table: ModbusTable; readonly every: Millis; readonly cell: Cell };

type Options = {
  readonly points: readonly ModbusPoint[];
  readonly bounds: Bounds;
  readonly cost: Cost;
  /** The unit must not be read more often than this. */
  readonly notBelow?: Millis | undefined;
};

/** More than any plan costs: a point that could be read at one time is not read at two. */
const SPLIT_MS = 1e9;
const UNREAD_MS = 1e15;

/** Registers (or bits, in a bit table) that a value takes. */
export const widthOf = ({ table, type }: Pick<ModbusPlace, "table" | "type">): number => {
  if (isBitTable(table)) return 1;
  switch (type) {
    case "bit":
    case "u16":
    case "i16":
      return 1;
    case "u32":
    case "i32":
    case "f32":
    case "mod10k32":
      return 2;
    case "u64":
    case "i64":
    case "f64":
    case "mod10k64":
      return 4;
    default:
      return type satisfies never;
  }
};

/**
 * Puts the points of one unit into the reads that take the least of its line's time: points of one table and one period
 * share a read wherever the hole between them costs less than another request, and a slow point that lies within a fast
 * read comes with it. No place is ever cut; the places of one point come together where the bounds allow it.
 */
export const plan = ({ points, bounds, cost, notBelow = millis(0) }: Options): Plan => {
  const wants = points.flatMap(point =>
    placesOf(point.source).map((place, index) => {
      const { table, address } = place;
      const every = Math.max(point.source.every, notBelow) as Millis;
      return { point, place: index, table, from: address, to: address + widthOf(place) - 1, every };
    }),
  );
  const groups = [...Map.groupBy(wants, ({ table, every }) => `${table} ${every}`).values()];
  const blocks: Block[] = [];
  const unreadable: Unreadable[] = [];
  for (const group of groups.toSorted((a, b) => a[0]!.every - b[0]!.every)) {
    const { table, every } = group[0]!;
    const own: Cell[] = [];
    for (const cell of cellsOf(group, longestOf(table, bounds)))
      if (!lodge(blocks, table, cell)) own.push(cell);
    const cheapest = cheapestReads(table, own, bounds, cost);
    for (const { from, to } of cheapest.reads) {
      const cells = own.slice(from, to);
      const span = spanOfCells(table, cells, bounds);
      if (span) blocks.push({ table, ...span, every, cells });
    }
    for (const index of cheapest.unread) unreadable.push({ table, every, cell: own[index]! });
  }
  return { blocks, unreadable };
};

/** The share of its line's time that a plan takes, at such costs. */
export const loadOf = (blocks: readonly Block[], cost: Cost): number =>
  blocks.reduce((load, block) => load + costOf(block.table, block.count, cost) / block.every, 0);

/** Milliseconds that one read takes. */
export const costOf = (table: ModbusTable, count: number, cost: Cost): number =>
  cost.requestMs + registersOf(table, count) * cost.registerMs;

/** The read that brings all these cells, in order of address; null when the bounds allow none. */
export const spanOfCells = (table: ModbusTable, cells: readonly Cell[], bounds: Bounds) => {
  const last = cells.reduce((end, { to }) => Math.max(end, to), 0);
  return spanOf(table, cells[0]!.from, last, bounds);
};

/** A cell that lies within a read of a shorter period is a guest there. */
const lodge = (blocks: Block[], table: ModbusTable, cell: Cell): boolean => {
  const host = blocks.findIndex(
    block => block.table === table && block.address <= cell.from && cell.to < block.address + block.count,
  );
  const block = blocks[host];
  if (!block) return false;
  const cells = [...block.cells, cell].toSorted((a, b) => a.from - b.from || a.to - b.to);
  blocks[host] = { ...block, cells };
  return true;
};

/** What overlaps belongs together, as far as one read can bring it. */
const cellsOf = (wants: readonly Want[], longest: number): readonly Cell[] => {
  const cells: { from: number; to: number; wants: Want[] }[] = [];
  for (const { point, place, from, to } of wants.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = cells.at(-1);
    const want = { point, place, from, to };
    if (last && from <= last.to && to - last.from < longest) {
      last.to = Math.max(last.to, to);
      last.wants.push(want);
    } else cells.push({ from, to, wants: [want] });
  }
  return cells;
};

type Reads = {
  /** Cells `from` up to but not including `to` make one read. */
  readonly reads: readonly { readonly from: number; readonly to: number }[];
  readonly unread: readonly number[];
};

/** The best of all ways to cut a row of cells into reads, by dynamic programming over where the last read begins. */
const cheapestReads = (table: ModbusTable, cells: readonly Cell[], bounds: Bounds, cost: Cost): Reads => {
  const torn = tornAt(table, cells, bounds);
  const best = [0];
  const begins = [0];
  for (let end = 1; end <= cells.length; end += 1) {
    best[end] = best[end - 1]! + UNREAD_MS;
    begins[end] = -1;
    let last = 0;
    for (let begin = end - 1; begin >= 0; begin -= 1) {
      const { from, to } = cells[begin]!;
      last = Math.max(last, to);
      if (last - from >= longestOf(table, bounds)) break;
      const span = spanOf(table, from, last, bounds);
      if (!span) continue;
      const total = best[begin]! + torn[begin]! * SPLIT_MS + costOf(table, span.count, cost);
      if (total >= best[end]!) continue;
      best[end] = total;
      begins[end] = begin;
    }
  }
  const reads = [];
  const unread = [];
  for (let end = cells.length; end > 0; ) {
    const begin = begins[end]!;
    if (begin < 0) unread.push(end - 1);
    else reads.push({ from: begin, to: end });
    end = begin < 0 ? end - 1 : begin;
  }
  return { reads: reads.reverse(), unread: unread.reverse() };
};

/** For each cell, how many points with several places a cut in front of it would tear that one read could bring whole. */
const tornAt = (table: ModbusTable, cells: readonly Cell[], bounds: Bounds): readonly number[] => {
  const torn = cells.map(() => 0);
  const reach = new Map<number, { first: number; last: number }>();
  for (const [index, { wants }] of cells.entries())
    for (const { point } of wants) {
      const seen = reach.get(point.index);
      if (seen) seen.last = index;
      else reach.set(point.index, { first: index, last: index });
    }
  for (const { first, last } of reach.values()) {
    if (first === last || !spanOfCells(table, cells.slice(first, last + 1), bounds)) continue;
    for (let index = first + 1; index <= last; index += 1) torn[index] = torn[index]! + 1;
  }
  return torn;
};
