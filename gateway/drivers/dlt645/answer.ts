import type { DigitForm } from "#rules/site/other-wires.ts";
import type { Frame } from "./frame.ts";

/** What a frame says to whoever asked for an item. `other`: it is none for this question. */
export type Said =
  | { readonly is: "value"; readonly value: number }
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "other" };

/** How a question ended: the meter answered; it did not (`silent`, `garbled`); nobody can (`closed`). */
export type Answer =
  | Exclude<Said, { readonly is: "other" }>
  | { readonly is: "silent" | "garbled" | "closed"; readonly why: string };

const ANSWER = 0x91;
const MORE_FOLLOWS = 0xb1;
const REFUSAL = 0xd1;
const ITEM_BYTES = 4;
const SIGN = 0x80;

/** Bits of the byte that a refusal carries, lowest first. @see DL/T 645-2007 annex B */
const REASONS = [
  "another error",
  "it has no such data",
  "wrong password",
  "the speed cannot be changed",
  "too many year zones",
  "too many day periods",
  "too many tariffs",
];

/** Judges a frame that came after a question. */
export const judge = (
  { meter, control, data }: Frame,
  asked: { readonly meter: string; readonly item: string; readonly digits: DigitForm },
): Said => {
  if (meter !== asked.meter) return { is: "other" };
  if (control === REFUSAL) return { is: "refused", why: whyOf(data[0] ?? 0) };
  if (control !== ANSWER && control !== MORE_FOLLOWS) return { is: "other" };
  if (itemOf(data) !== asked.item) return { is: "other" };
  const number = data.subarray(ITEM_BYTES);
  if (control === MORE_FOLLOWS || number.length !== asked.digits.bytes) {
    const why = `item ${asked.item} has ${number.length} bytes, but its form says ${asked.digits.bytes}`;
    return { is: "refused", why };
  }
  return decode(number, asked.digits);
};

const itemOf = (data: Uint8Array): string =>
  Buffer.from(data.subarray(0, ITEM_BYTES)).reverse().toString("hex").toUpperCase();

/** The number of packed decimal digits, low byte first. What is no digit is no number: meters send FF for what they lack. */
const decode = (bytes: Uint8Array, { decimals, isSigned }: DigitForm): Said => {
  const highFirst = bytes.toReversed();
  const isBelowZero = isSigned && ((highFirst[0] ?? 0) & SIGN) !== 0;
  if (isBelowZero) highFirst[0] = (highFirst[0] ?? 0) & ~SIGN;
  const digits = Buffer.from(highFirst).toString("hex");
  if (!/^\d+$/.test(digits)) {
    const why = `the meter says ${Buffer.from(bytes.toReversed()).toString("hex").toUpperCase()}, which is no number`;
    return { is: "refused", why };
  }
  const size = Number(`${digits}e-${decimals}`);
  return { is: "value", value: isBelowZero && size !== 0 ? -size : size };
};

const whyOf = (bits: number): string => {
  const reasons = REASONS.filter((_, bit) => (bits & (1 << bit)) !== 0);
  return `the meter refuses: ${reasons.length > 0 ? reasons.join(", ") : `error ${bits}`}`;
};
