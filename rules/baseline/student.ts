const STEPS = 400;
const HALVINGS = 50;

/**
 * How many standard errors lie on either side of an estimate at a two-sided confidence: Student's t.
 *
 * With t = √n tan θ its density is a power of the cosine, which Simpson's rule takes to eight digits or more; halving finds the angle.
 *
 * @param confidence  0 … 1, exclusive: 0.95
 * @param freedom     degrees of freedom, a whole number from 1 on
 * @see Abramowitz, Stegun: Handbook of Mathematical Functions, 26.7.3 and 26.7.4
 */
export const studentT = (confidence: number, freedom: number): number => {
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (inside(middle, freedom) < confidence) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
};

/** The share of all that lies within √n tan θ of the middle. */
const inside = (angle: number, freedom: number): number => {
  const width = angle / STEPS;
  let sum = 0;
  for (let step = 0; step <= STEPS; step++) {
    const weight = step === 0 || step === STEPS ? 1 : 2 + 2 * (step % 2);
    sum += weight * Math.cos(step * width) ** (freedom - 1);
  }
  return (2 * gammaRatio(freedom) * sum * width) / (3 * Math.sqrt(Math.PI));
};

/** Γ((n + 1) / 2) / Γ(n / 2): two neighbours multiply to (n − 1) / 2. */
const gammaRatio = (freedom: number): number => {
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let n = 2; n <= freedom; n++) ratio = (n - 1) / 2 / ratio;
  return ratio;
};
