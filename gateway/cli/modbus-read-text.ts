import type { ModbusTable } from "#rules/site/modbus.ts";
import { type Decoding, rawAt, scaledBest } from "../install/decodings.ts";
import { QUANTITIES, type QuantityName } from "../install/quantity.ts";
import { RAW_FORMS, type RawForm } from "../install/raw-form.ts";
import type { BlockRead, Span } from "../install/read-block.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type BlockSeen = {
  readonly where: string;
  readonly span: Span;
  readonly block: BlockRead;
  /** The registers just before and behind the block; null: the device has none there, or nobody could read it. */
  readonly before: number | null;
  readonly after: number | null;
  readonly ranked: readonly Decoding[];
};

const PER_LINE = 8;
const BITS_PER_LINE = 16;
const SHOWN = 10;
const ONE_BASED: Readonly<Record<ModbusTable, number>> = {
  coil: 1,
  discrete: 10_001,
  input: 30_001,
  holding: 40_001,
};

/** An address as it is on the wire, in both notations, and as manuals that count from one write it: `0x0048 72 30073`. */
export const addressCells = (kind: ModbusTable, address: number): readonly string[] => [
  `0x${address.toString(16).toUpperCase().padStart(4, "0")}`,
  String(address),
  String(ONE_BASED[kind] + address).padStart(5, "0"),
];

/** Everything that can be said of a block of registers, for somebody with the manual beside him. */
export const blockText = (seen: BlockSeen, expect: QuantityName | null, words: Words): string => {
  const { span, block, where, ranked } = seen;
  const { read } = words.install;
  const isBits = span.table === "coil" || span.table === "discrete";
  const head = read.head(where, span.unit, span.table, span.address, span.count, block.answerMs);
  const parts = [head, rawText(span, block.words, isBits), ...block.troubles.map(why => `! ${why}`)];
  if (isBits || !block.words.some(word => word !== null)) return parts.join("\n");
  const [best] = ranked;
  const at = best?.at ?? block.words.findIndex(word => word !== null);
  if (expect) parts.push("", rankedText(span, ranked, expect, words));
  if (expect && best) parts.push("", besideText(seen, best, expect, words));
  parts.push(
    "",
    read.every(addressCells(span.table, span.address + at).join(" ")),
    everyText(block.words, at),
  );
  return parts.join("\n");
};

const rawText = (span: Span, words: BlockRead["words"], isBits: boolean): string => {
  const perLine = isBits ? BITS_PER_LINE : PER_LINE;
  const rows: string[][] = [];
  for (let at = 0; at < words.length; at += perLine) {
    const cells = words
      .slice(at, at + perLine)
      .map(word => (word === null ? (isBits ? "-" : "----") : wordText(word, isBits)));
    rows.push([...addressCells(span.table, span.address + at), cells.join(" ")]);
  }
  return table(rows.map(row => ["", ...row]));
};

const wordText = (word: number, isBit: boolean): string => (isBit ? String(word) : hex(word));

/** `4366` */
export const hex = (word: number): string => word.toString(16).toUpperCase().padStart(4, "0");

const rankedText = (span: Span, ranked: readonly Decoding[], expect: QuantityName, words: Words): string => {
  const { read, quantity } = words.install;
  const { unit, low, high } = QUANTITIES[expect];
  const range = `${low} – ${high} ${unit}`;
  if (ranked.length === 0) return `✕ ${read.nothing(quantity[expect], range)}`;
  const rows = ranked
    .slice(0, SHOWN)
    .map(({ at, form, alike, raw, scale, value }, place) => [
      ` ${place + 1}`,
      ...addressCells(span.table, span.address + at),
      [form, ...alike.slice(0, 1)].map(formText).join(" / "),
      scale === 1 ? "" : `${raw} × ${scale}`,
      `${numberText(value)} ${unit}`,
    ]);
  return [read.likeliest(quantity[expect], range), table(rows)].join("\n");
};

const formText = ({ type, order }: RawForm): string => `${type} ${order}`;

/** The same form one register before and behind: whether the manual counts from one. */
const besideText = (seen: BlockSeen, best: Decoding, expect: QuantityName, words: Words): string => {
  const { span, block, before, after } = seen;
  const { read } = words.install;
  const around = [before, ...block.words, after];
  const quantity = QUANTITIES[expect];
  const rows = [-1, 0, 1].map(step => {
    const raw = rawAt(best.form, around, best.at + 1 + step);
    const fits = raw !== null && raw !== 0 && scaledBest(best.form, raw, quantity) !== null;
    const value = raw === null ? "–" : numberText(raw * best.scale);
    const address = span.address + best.at + step;
    const name = step === 0 ? "n" : step < 0 ? "n−1" : "n+1";
    return [
      ` ${name}`,
      ...(address < 0 ? ["–", "–", "–"] : addressCells(span.table, address)),
      value,
      fits ? "✓" : "✕",
    ];
  });
  return [read.beside(formText(best.form)), table(rows)].join("\n");
};

const ORDERS = ["ABCD", "CDAB", "BADC", "DCBA"] as const;

const everyText = (words: BlockRead["words"], at: number): string => {
  const cell = (type: string, order: string): string => {
    const short = order === "ABCD" ? "AB" : order === "BADC" ? "BA" : "";
    const form = RAW_FORMS.find(
      each => each.type === type && (each.width === 1 ? each.order === short : each.order === order),
    );
    if (!form) return "";
    const raw = rawAt(form, words, at);
    return raw === null ? "–" : numberText(raw);
  };
  const types = [...new Set(RAW_FORMS.map(({ type }) => type))];
  const rows = types.map(type => [` ${type}`, ...ORDERS.map(order => cell(type, order))]);
  const word = words[at] ?? null;
  const bits =
    word === null
      ? []
      : [
          `  bits 15…0: ${word
            .toString(2)
            .padStart(16, "0")
            .replace(/(.{4})(?!$)/g, "$1 ")}`,
        ];
  return [table([["", ...ORDERS], ...rows]), ...bits].join("\n");
};

/** Whole numbers in full, others to seven digits, very large and small ones by powers of ten. */
export const numberText = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  const size = Math.abs(value);
  return size >= 1e9 || size < 1e-4 ? value.toExponential(2) : String(Number(value.toPrecision(7)));
};
