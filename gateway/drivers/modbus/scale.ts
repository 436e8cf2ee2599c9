/** A number as a fraction of whole numbers where it is one: a tenth is 1/10, which no binary number is. */
type Fraction = { readonly times: number; readonly parts: number };

const MOST_DECIMALS = 12;

/**
 * raw × scale + offset. A scale such as 0.1 is no binary number, but to divide by ten gives the nearest number to the
 * decimal that the device means: 3 × 0.1 is 0.30000000000000004, 3 ÷ 10 is 0.3.
 *
 * @param tens  another power of ten to multiply with: the scale register of a SunSpec device
 */
export const scaled = (raw: number, scale: number, offset: number, tens = 0): number => {
  if (scale === 1 && tens === 0) return raw + offset;
  const fraction = fractionOf(scale);
  const times = tens > 0 ? fraction.times * 10 ** tens : fraction.times;
  const parts = tens < 0 ? fraction.parts * 10 ** -tens : fraction.parts;
  return Number.isInteger(offset * parts)
    ? (raw * times + offset * parts) / parts
    : (raw * times) / parts + offset;
};

/** The raw number whose value this is: the reverse of `scaled`. */
export const unscaled = (value: number, scale: number, offset: number): number => {
  const { times, parts } = fractionOf(scale);
  const shifted = Number.isInteger(offset * parts)
    ? value * parts - offset * parts
    : (value - offset) * parts;
  return shifted / times;
};

const fractionOf = (scale: number): Fraction => {
  if (Number.isInteger(scale)) return { times: scale, parts: 1 };
  const parts = Math.round(1 / scale);
  if (1 / parts === scale) return { times: 1, parts };
  for (let decimals = 1; decimals <= MOST_DECIMALS; decimals += 1) {
    const power = 10 ** decimals;
    const times = Math.round(scale * power);
    if (times / power === scale) return { times, parts: power };
  }
  return { times: scale, parts: 1 };
};
