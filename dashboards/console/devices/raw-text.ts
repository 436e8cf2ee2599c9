import type { WirePointRead } from "#gateway/wire/device.ts";
import { t } from "../words/language.ts";

/** A bit as it is, a register in both ways of writing it: `0x09C4 (2500)`. */
export const wordText = (table: WirePointRead["raw"][number]["table"], word: number): string =>
  table === "coil" || table === "discrete"
    ? String(word)
    : `0x${word.toString(16).toUpperCase().padStart(4, "0")} (${word})`;

/** What came from one place: `holding 20: 0x09C4 (2500)`. Addresses count from 0, as on the wire. */
export const rawText = ({ table, address, words }: WirePointRead["raw"][number]): string =>
  `${t().devices.table[table]} ${address}: ${words.map(word => wordText(table, word)).join(" ")}`;
