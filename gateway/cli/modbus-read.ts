import type { ModbusTable } from "#rules/site/modbus.ts";
import { millis } from "#rules/time/instant.ts";
import { decodings } from "../install/decodings.ts";
import type { QuantityName } from "../install/quantity.ts";
import { readBlock, type Span } from "../install/read-block.ts";
import { Reader } from "../install/reader.ts";
import { wireText } from "../install/wire-address.ts";
import { Fault } from "../ports/fault.ts";
import { EXIT, Stop } from "./exit.ts";
import { interruptible } from "./interrupt.ts";
import { profileRead } from "./modbus-profile.ts";
import { blockText } from "./modbus-read-text.ts";
import { type WireOptions, wireOrStop } from "./modbus-wire.ts";
import type { Words } from "./words/language.ts";

export type ReadOptions = WireOptions & {
  readonly unit: number;
  readonly input?: number;
  readonly holding?: number;
  readonly coil?: number;
  readonly discrete?: number;
  readonly count: number;
  readonly expect?: QuantityName;
  readonly profile?: string;
  readonly index: number;
};

const TABLES = ["input", "holding", "coil", "discrete"] as const satisfies readonly ModbusTable[];
const GAP = millis(20);
/** Decodings that a program gets; people see the first of them. */
const MOST = 20;

/**
 * Reads a block of registers and shows it in every form, or the points of a model. Exit code 1 when the device has none of
 * the block, or cannot be of the model; 3 when the wire cannot be reached.
 */
export const modbusRead = async (where: string, options: ReadOptions, words: Words): Promise<number> => {
  const wire = wireOrStop(where, options, words);
  const tables = TABLES.filter(table => options[table] !== undefined);
  if (tables.length !== (options.profile === undefined ? 1 : 0))
    throw new Stop(EXIT.usage, words.install.read.which);
  const { signal, done } = interruptible();
  const reader = new Reader({ wire, timeout: millis(options.timeout), gap: GAP, signal });
  try {
    if (options.profile !== undefined) return await profileRead(reader, options.profile, options, words);
    const [table = "input"] = tables;
    const span = { unit: options.unit, table, address: options[table] ?? 0, count: options.count };
    return await spanRead(reader, span, options, words);
  } catch (error) {
    if (error instanceof Fault) throw new Stop(EXIT.unreachable, `hallwatch: ${error.message}`);
    throw error;
  } finally {
    done();
    await reader.close();
  }
};

const spanRead = async (
  reader: Reader,
  span: Span,
  { expect, json }: ReadOptions,
  words: Words,
): Promise<number> => {
  const block = await readBlock(reader, span);
  const ranked = expect ? decodings(block.words, expect) : [];
  const isBits = span.table === "coil" || span.table === "discrete";
  // One register on either side, each in a read of its own: a manual that counts from one is off by one.
  const beside = async (address: number): Promise<number | null> => {
    if (isBits || address < 0 || address > 65_535) return null;
    return (await readBlock(reader, { ...span, address, count: 1 })).words[0] ?? null;
  };
  const isRead = block.words.some(word => word !== null);
  const before = isRead ? await beside(span.address - 1) : null;
  const after = isRead ? await beside(span.address + span.count) : null;
  if (json) {
    const found = ranked.slice(0, MOST).map(({ at, form, raw, scale, value, evidence }) => ({
      address: span.address + at,
      type: form.type,
      order: form.order,
      raw,
      scale,
      value,
      evidence: Math.round(evidence * 100) / 100,
    }));
    const { words: registers, troubles, answerMs } = block;
    console.log(
      JSON.stringify(
        { schema: 1, ...span, answerMs, words: registers, before, after, troubles, decodings: found },
        null,
        2,
      ),
    );
  } else {
    const seen = { where: wireText(reader.wire), span, block, before, after, ranked };
    console.log(blockText(seen, expect ?? null, words));
  }
  return isRead ? EXIT.ok : EXIT.found;
};
