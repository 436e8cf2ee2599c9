import { QUANTITIES, type Quantity, type QuantityName } from "./quantity.ts";
import { isFloat, RAW_FORMS, type RawForm, rawIn } from "./raw-form.ts";

/** One way to read a number out of a block, and how much speaks for it. */
export type Decoding = {
  /** Position of its first register in the block, from 0. */
  readonly at: number;
  readonly form: RawForm;
  /** Other forms at the same position that give the same number: u32 and i32 of a small one. */
  readonly alike: readonly RawForm[];
  readonly raw: number;
  readonly scale: number;
  /** raw × scale, in the unit of the quantity. */
  readonly value: number;
  /** Powers of ten by which this reading is likelier than chance; below 0: rather chance. */
  readonly evidence: number;
};

/** Rare forms need a little more to be believed. */
const RARE = 0.6;
const UNUSUAL = 0.3;

/**
 * Every plausible way to read the quantity out of a block, the likeliest first. A wrong order of words or bytes nearly
 * always gives a number that the quantity cannot have; among those that it can have, that one counts most which random
 * registers would hit least often.
 *
 * @param words  as read, lowest address first; null where the device has none
 */
export const decodings = (words: readonly (number | null)[], quantity: QuantityName): readonly Decoding[] => {
  const found = words.flatMap((_, at) => decodingsAt(words, at, QUANTITIES[quantity]));
  return found.toSorted(
    (a, b) =>
      strength(b) - strength(a) || a.form.width - b.form.width || a.at - b.at || b.evidence - a.evidence,
  );
};

/**
 * In steps of half a power of ten, so that three phases that differ by a volt stay in their order, and a short number comes
 * before a long one with empty registers that says the same.
 */
const strength = ({ evidence }: Decoding): number => Math.round(evidence * 2);

const decodingsAt = (
  words: readonly (number | null)[],
  at: number,
  quantity: Quantity,
): readonly Decoding[] => {
  const best = new Map<string, Decoding>();
  for (const form of RAW_FORMS) {
    const raw = rawAt(form, words, at);
    if (raw === null || raw === 0) continue;
    const reading = scaledBest(form, raw, quantity);
    if (reading === null) continue;
    const key = `${form.width} ${reading.value}`;
    const same = best.get(key);
    const decoding = { at, form, alike: [], raw, ...reading };
    if (!same) best.set(key, decoding);
    else if (same.evidence >= decoding.evidence) best.set(key, { ...same, alike: [...same.alike, form] });
    else best.set(key, { ...decoding, alike: [same.form, ...same.alike] });
  }
  return [...best.values()];
};

/** The raw number at a position of a block; null where it would reach past the block or over a hole. */
export const rawAt = (form: RawForm, words: readonly (number | null)[], at: number): number | null => {
  const own = words.slice(at, at + form.width);
  return own.length === form.width && own.every(word => word !== null) ? rawIn(form, own) : null;
};

/** Whether the quantity can have the number at any of the scales that devices use; the likeliest of them. */
export const scaledBest = (
  form: RawForm,
  raw: number,
  quantity: Quantity,
): { readonly scale: number; readonly value: number; readonly evidence: number } | null => {
  const scales = isFloat(form.type) ? quantity.floatScales : quantity.integerScales;
  let best: { scale: number; value: number; evidence: number } | null = null;
  for (const scale of scales) {
    const value = scale < 1 ? raw / Math.round(1 / scale) : raw * scale;
    const density = quantity.density(value);
    if (density === 0) continue;
    const evidence = Math.log10(timesLikelier(form, raw, density * scale)) - doubt(form, quantity);
    if (best === null || evidence > best.evidence) best = { scale, value, evidence };
  }
  return best;
};

/**
 * By how much a raw number is likelier for what it is taken for than among random registers.
 *
 * @param density  how likely numbers are around it, per one of the raw number
 */
export const timesLikelier = (form: Pick<RawForm, "type" | "width">, raw: number, density: number): number =>
  (density * spacing(form, raw)) / chance(form, raw);

/** Distance from the raw number to the next one that its form can hold. */
const spacing = ({ type }: Pick<RawForm, "type">, raw: number): number => {
  if (!isFloat(type)) return 1;
  const mantissa = type === "f32" ? 23 : 52;
  return 2 ** (Math.floor(Math.log2(Math.abs(raw))) - mantissa);
};

/**
 * How often registers hold one given number by chance. A long whole number is mostly small, so that its upper registers are
 * empty: that says nothing for it, and a filled one less than its sixteen bits.
 */
const chance = ({ type, width }: Pick<RawForm, "type" | "width">, raw: number): number => {
  if (isFloat(type)) return 2 ** (-16 * width);
  let bits = 16;
  for (let word = 1, rest = Math.abs(raw); word < width; word += 1) {
    rest = Math.floor(rest / 65_536);
    bits += rest === 0 ? EMPTY_BITS : FILLED_BITS;
  }
  return 2 ** -bits;
};

const EMPTY_BITS = 0;
const FILLED_BITS = 6;

const doubt = ({ type, bytes, words }: RawForm, { isSigned }: Quantity): number => {
  const order = (bytes === "little" ? RARE : 0) + (words === "little" ? UNUSUAL : 0);
  const isOther = type.startsWith("i") !== isSigned && !isFloat(type);
  return order + (type.startsWith("mod") ? RARE : 0) + (isOther ? 0.1 : 0);
};
