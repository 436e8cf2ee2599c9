import type { ModbusTable } from "#rules/site/modbus.ts";
import { isBitTable } from "./bounds.ts";

/** What a read costs its line, in milliseconds: so much in any case, and so much for each register (16 bits). */
export type Cost = { readonly requestMs: number; readonly registerMs: number };

/**
 * Before anything was measured: a meter at 9600 baud takes 2 ms to send a register, and with its turn-round, the
 * request and the silence between frames some 100 ms for an answer at all. Only the relation of the two matters.
 */
export const ASSUMED: Cost = { requestMs: 100, registerMs: 2 };

const BITS_A_REGISTER = 16;
/** What the last answer counts against those before it: some fifty answers are remembered. */
const MEMORY = 0.98;
const ENOUGH = 8;
/** Answers of nearly one length say nothing of what length costs: in registers, squared. */
const ENOUGH_VARIANCE = 9;
/** No register is free: of two reads that cost the same the shorter one is meant. */
const LEAST_SHARE = 1 / 2_000;

/** How much of a register's cost a read of a table is. */
export const registersOf = (table: ModbusTable, count: number): number =>
  isBitTable(table) ? Math.ceil(count / BITS_A_REGISTER) : count;

/** What reads of a unit cost, by the answers that it gave: a running least-squares line through length and time. */
export class CostMeter {
  #weight = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #xy = 0;

  /** An answer of so many registers that took so long. */
  add(registers: number, tookMs: number): void {
    this.#weight = this.#weight * MEMORY + 1;
    this.#x = this.#x * MEMORY + registers;
    this.#y = this.#y * MEMORY + tookMs;
    this.#xx = this.#xx * MEMORY + registers * registers;
    this.#xy = this.#xy * MEMORY + registers * tookMs;
  }

  /** Milliseconds that an answer took lately; null before the first. */
  get answerMs(): number | null {
    return this.#weight === 0 ? null : this.#y / this.#weight;
  }

  /** @param gapMs  idle time that each request costs besides */
  cost(gapMs: number): Cost {
    const line = this.#line();
    const requestMs = line.requestMs + gapMs;
    return { requestMs, registerMs: Math.max(line.registerMs, requestMs * LEAST_SHARE) };
  }

  #line(): Cost {
    if (this.#weight === 0) return ASSUMED;
    const x = this.#x / this.#weight;
    const y = this.#y / this.#weight;
    const variance = this.#xx / this.#weight - x * x;
    if (this.#weight < ENOUGH * MEMORY ** ENOUGH || variance < ENOUGH_VARIANCE) {
      const scale = y / (ASSUMED.requestMs + ASSUMED.registerMs * x);
      return { requestMs: ASSUMED.requestMs * scale, registerMs: ASSUMED.registerMs * scale };
    }
    const registerMs = Math.max(0, (this.#xy / this.#weight - x * y) / variance);
    const requestMs = y - registerMs * x;
    return requestMs > 0 ? { requestMs, registerMs } : { requestMs: 0, registerMs: y / x };
  }
}
