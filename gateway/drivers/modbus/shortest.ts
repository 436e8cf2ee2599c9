/** Decimal digits that tell any two 32-bit floats apart. */
const ENOUGH_DIGITS = 9;

/**
 * The shortest decimal that a 32-bit float stands for: a meter that sends 231.7 means 231.7, not 231.6999969482422.
 * Below 1e-16 a last digit may remain; it is always the same 32-bit float.
 *
 * @param float  a number that a 32-bit float holds exactly
 */
export const shortest = (float: number): number => {
  if (!Number.isFinite(float) || Number.isInteger(float)) return float;
  const magnitude = Math.floor(Math.log10(Math.abs(float)));
  for (let digits = 6; digits <= ENOUGH_DIGITS; digits += 1) {
    const power = 10 ** (digits - 1 - magnitude);
    const rounded = Math.round(float * power) / power;
    if (Math.fround(rounded) === float) return rounded;
  }
  return float;
};
