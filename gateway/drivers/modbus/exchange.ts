import type { ModbusTable, ModbusWrite } from "#rules/site/modbus.ts";

/** One read on the wire: `count` registers (or bits) of one unit's table from a zero-based address. */
export type ReadRequest = {
  readonly unit: number;
  readonly table: ModbusTable;
  readonly address: number;
  readonly count: number;
};

/**
 * One write on the wire. `values`: registers 0..65535 for functions 6 (one) and 16 (1 to 123), bits 0 or 1 for functions 5
 * (one) and 15 (1 to 1968).
 */
export type WriteRequest = {
  readonly unit: number;
  readonly code: ModbusWrite["code"];
  readonly address: number;
  readonly values: readonly number[];
};

/**
 * How a request ended. After `mismatch`, `garbled` and `closed` a network connection is gone, after `timeout` as well, so
 * that nothing late can be mistaken for news; a serial port stays open and is listened to until it is quiet.
 */
export type Answer =
  /** Exactly `count` registers 0..65535, lowest address first; bits as 0 or 1. */
  | { readonly is: "words"; readonly words: readonly number[] }
  /** The device says that it took the write, of these values at this address. */
  | { readonly is: "written" }
  | { readonly is: "exception"; readonly code: number }
  /** Nothing came in time. */
  | { readonly is: "timeout" }
  /** What came is Modbus, but answers something else: another unit, function, number of registers, an earlier request. */
  | { readonly is: "mismatch"; readonly why: string }
  /** What came is no Modbus, or damaged on its way. */
  | { readonly is: "garbled"; readonly why: string }
  /** The connection ended, or was gone already. */
  | { readonly is: "closed"; readonly why: string };
