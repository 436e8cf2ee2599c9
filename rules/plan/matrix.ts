import type { XY } from "../site/site-plan.ts";

/** An affine map as SVG writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export const times = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

export const mapped = ([a, b, c, d, e, f]: Matrix, [x, y]: XY): XY => [a * x + c * y + e, b * x + d * y + f];

const STEP = /([a-z]+)\s*\(([^)]*)\)[\s,]*/giy;

/**
 * Reads a `transform` attribute; null when it is none.
 *
 * @see https://www.w3.org/TR/SVG11/coords.html#TransformAttribute
 */
export const readTransform = (text: string): Matrix | null => {
  let at = /^\s*/.exec(text)?.[0].length ?? 0;
  let whole = IDENTITY;
  while (at < text.length) {
    STEP.lastIndex = at;
    const [step, name = "", inside = ""] = STEP.exec(text) ?? [""];
    const numbers = inside
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    const matrix = step === "" || numbers.some(n => !Number.isFinite(n)) ? null : stepOf(name, numbers);
    if (matrix === null) return null;
    whole = times(whole, matrix);
    at += step.length;
  }
  return whole;
};

const stepOf = (name: string, [n0 = 0, n1, n2, n3, n4, n5]: readonly number[]): Matrix | null => {
  switch (name) {
    case "translate":
      return [1, 0, 0, 1, n0, n1 ?? 0];
    case "scale":
      return [n0, 0, 0, n1 ?? n0, 0, 0];
    case "rotate": {
      const [sin, cos] = [Math.sin(radians(n0)), Math.cos(radians(n0))];
      const [x, y] = [n1 ?? 0, n2 ?? 0];
      return times([cos, sin, -sin, cos, x, y], [1, 0, 0, 1, -x, -y]);
    }
    case "skewX":
      return [1, 0, Math.tan(radians(n0)), 1, 0, 0];
    case "skewY":
      return [1, Math.tan(radians(n0)), 0, 1, 0, 0];
    case "matrix":
      return n1 === undefined || n2 === undefined || n3 === undefined || n4 === undefined || n5 === undefined
        ? null
        : [n0, n1, n2, n3, n4, n5];
    default:
      return null;
  }
};

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
