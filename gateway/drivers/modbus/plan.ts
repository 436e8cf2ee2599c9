import type { ModbusSource, ModbusTable, Point } from "#rules/site/model.ts";
import type { Millis } from "#rules/time/instant.ts";

/** A point that is read over Modbus. */
export type ModbusPoint = Point & { readonly source: ModbusSource };

/** One read that serves several points: `count` registers (or bits) of one table from `address`. */
export type Block = {
  readonly table: ModbusTable;
  readonly address: number;
  readonly count: number;
  readonly every: Millis;
  /** By address. */
  readonly points: readonly ModbusPoint[];
};

/** How far reads are put together. A hole is what lies between two points and nobody asked for. */
type Limits = { readonly hole: number; readonly block: number };

/** The specification allows 125 registers (2000 bits) a read; many devices allow 60 to 80. A hole of 8 costs 16 bytes. */
const registers: Limits = { hole: 8, block: 60 };
const bits: Limits = { hole: 128, block: 960 };

/** Registers (or bits, in a bit table) that a point takes. */
export const widthOf = ({ table, type }: ModbusSource): number => {
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

export const isBitTable = (table: ModbusTable): boolean => table === "coil" || table === "discrete";

/**
 * Puts the points of one unit into few reads: neighbours in the same table with the same period share one, across
 * small holes. A point is never spread over two reads.
 */
export const plan = (points: readonly ModbusPoint[]): readonly Block[] => {
  const blocks: Block[] = [];
  for (const group of groups(points)) {
    let run: ModbusPoint[] = [];
    for (const point of group) {
      if (run.length > 0 && !fits(run, point)) {
        blocks.push(blockOf(run));
        run = [];
      }
      run.push(point);
    }
    blocks.push(blockOf(run));
  }
  return blocks;
};

/**
 * Cuts a read that the device refuses in two: at the widest hole, since a device that lacks an address mostly lacks it
 * between two points; without a hole in the middle.
 *
 * @throws {RangeError} when the block serves one point only
 */
export const divide = ({ points }: Block): readonly [Block, Block] => {
  if (points.length < 2) throw new RangeError("a read of one point cannot be divided");
  const middle = points.length / 2;
  let cut = 0;
  let widest = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < points.length; i += 1) {
    const hole = points[i]!.source.address - endOf(points.slice(0, i));
    if (hole < widest || (hole === widest && Math.abs(i - middle) >= Math.abs(cut - middle))) continue;
    widest = hole;
    cut = i;
  }
  return [blockOf(points.slice(0, cut)), blockOf(points.slice(cut))];
};

/** Points that may share a read, each group by address. */
const groups = (points: readonly ModbusPoint[]): Iterable<readonly ModbusPoint[]> => {
  const byAddress = points.toSorted((a, b) => a.source.address - b.source.address);
  return Map.groupBy(byAddress, ({ source }) => `${source.table} ${source.every}`).values();
};

const fits = (run: readonly ModbusPoint[], { source }: ModbusPoint): boolean => {
  const limits = isBitTable(source.table) ? bits : registers;
  const span = Math.max(endOf(run), source.address + widthOf(source)) - run[0]!.source.address;
  return source.address - endOf(run) <= limits.hole && span <= limits.block;
};

/** First address after the points. */
const endOf = (points: readonly ModbusPoint[]): number =>
  Math.max(...points.map(({ source }) => source.address + widthOf(source)));

const blockOf = (points: readonly ModbusPoint[]): Block => {
  const { table, address, every } = points[0]!.source;
  return { table, address, count: endOf(points) - address, every, points };
};
