import type { ModbusTable } from "#rules/site/modbus.ts";
import { exception } from "../drivers/modbus/exception.ts";
import type { Answer } from "../drivers/modbus/transport.ts";
import type { Reader } from "./reader.ts";

/** A run of registers (or bits) as the device gave them. */
export type BlockRead = {
  /** Of the asked addresses in order; null where the device has none or did not answer. */
  readonly words: readonly (number | null)[];
  /** Why there are nulls, each reason once. */
  readonly troubles: readonly string[];
  readonly requests: number;
  /** Milliseconds of the first answer; null when there was none. */
  readonly answerMs: number | null;
};

export type Span = {
  readonly unit: number;
  readonly table: ModbusTable;
  readonly address: number;
  readonly count: number;
};

/** What most devices bear in one read. */
const MOST_REGISTERS = 60;
const MOST_BITS = 960;
/** A block that is refused is cut in two, again and again; more reads than this are not spent on it. */
const MOST_REQUESTS = 64;

/**
 * Reads a block whatever its holes: what is refused is cut in two until only the addresses that the device lacks are
 * missing. An answer that does not come ends it, since a silent unit stays silent.
 */
export const readBlock = async (reader: Pick<Reader, "read">, span: Span): Promise<BlockRead> => {
  const words: (number | null)[] = Array.from({ length: span.count }, () => null);
  const troubles = new Set<string>();
  const most = span.table === "coil" || span.table === "discrete" ? MOST_BITS : MOST_REGISTERS;
  const waiting: { address: number; count: number }[] = [];
  for (let at = 0; at < span.count; at += most)
    waiting.push({ address: span.address + at, count: Math.min(most, span.count - at) });
  let requests = 0;
  let answerMs: number | null = null;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (requests >= MOST_REQUESTS) {
      troubles.add(`not read to the end: ${MOST_REQUESTS} reads are enough`);
      break;
    }
    requests += 1;
    const { answer, tookMs } = await reader.read({ unit: span.unit, table: span.table, ...next });
    if (answer.is === "words" || answer.is === "exception") answerMs ??= Math.round(tookMs);
    if (answer.is === "words") {
      for (const [i, word] of answer.words.entries()) words[next.address - span.address + i] = word;
      continue;
    }
    const isCut = answer.is === "exception" && exception(answer.code).means === "divide" && next.count > 1;
    if (isCut) {
      const half = next.count >> 1;
      waiting.unshift(
        { address: next.address, count: half },
        { address: next.address + half, count: next.count - half },
      );
      continue;
    }
    troubles.add(troubleText(answer));
    if (answer.is !== "exception") break;
  }
  return { words, troubles: [...troubles], requests, answerMs };
};

/** Why an answer brought nothing, for a technician. */
export const troubleText = (answer: Exclude<Answer, { is: "words" | "written" }> | Answer): string => {
  switch (answer.is) {
    case "exception":
      return exception(answer.code).text;
    case "timeout":
      return "no answer";
    case "mismatch":
    case "garbled":
    case "closed":
      return answer.why;
    case "words":
    case "written":
      return "";
    default:
      return answer satisfies never;
  }
};
