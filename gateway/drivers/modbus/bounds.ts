import type { AddressRange, ModbusTable, UnitLimits } from "#rules/site/modbus.ts";

/** What a read of one unit must keep to: what its maker says and what it has been seen to refuse. */
export type Bounds = {
  /** Most registers, and most bits, in one read. */
  readonly block: number;
  readonly bits: number;
  readonly isEven: boolean;
  readonly reserved: readonly AddressRange[];
  readonly illegal: readonly AddressRange[];
  /** Addresses that no read may lead up to and over: the first of the other side. */
  readonly seams: readonly { readonly table: ModbusTable; readonly at: number }[];
};

/** What goes over the wire: `count` registers (or bits) from `address`. */
export type Span = { readonly address: number; readonly count: number };

/** The specification allows 125 registers (2000 bits) a read; many devices allow 60 to 80. */
const MOST_REGISTERS = 60;
const MOST_BITS = 960;
const LAST_ADDRESS = 0xffff;

export const isBitTable = (table: ModbusTable): boolean => table === "coil" || table === "discrete";

/** The bounds that a maker's limits set, before anything has been learned. */
export const boundsOf = (limits: UnitLimits | undefined): Bounds => ({
  block: limits?.block ?? MOST_REGISTERS,
  bits: limits?.bits ?? MOST_BITS,
  isEven: limits?.isEven ?? false,
  reserved: limits?.reserved ?? [],
  illegal: limits?.illegal ?? [],
  seams: [],
});

/** The longest read of a table, in its registers or bits. */
export const longestOf = (table: ModbusTable, bounds: Bounds): number =>
  isBitTable(table) ? bounds.bits : bounds.block;

/**
 * The read that brings the addresses `from` to `to` (both included) within the bounds: it may begin earlier, where
 * none may begin at `from`. Null when there is none.
 */
export const spanOf = (table: ModbusTable, from: number, to: number, bounds: Bounds): Span | null => {
  const isEven = bounds.isEven && !isBitTable(table);
  const step = isEven ? 2 : 1;
  let first = isEven ? from - (from % 2) : from;
  const last = isEven ? to - (to % 2) + 1 : to;
  while (first >= 0 && touches(bounds.reserved, table, first, first)) first -= step;
  const count = last - first + 1;
  if (first < 0 || last > LAST_ADDRESS || count > longestOf(table, bounds)) return null;
  if (touches(bounds.illegal, table, first, last)) return null;
  if (bounds.seams.some(seam => seam.table === table && first < seam.at && seam.at <= last)) return null;
  return { address: first, count };
};

/** Whether any of the ranges has an address of `from` to `to`. */
export const touches = (
  ranges: readonly AddressRange[],
  table: ModbusTable,
  from: number,
  to: number,
): boolean => ranges.some(range => range.table === table && range.from <= to && from <= range.to);
