/** What a chart is drawn with: the same shapes on a page, in a PDF and as pixels. Lengths are points (1/72 inch), y downwards. */
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
};

export type Shape =
  /** Segments that need not touch: each x1, y1, x2, y2. */
  | {
      readonly is: "lines";
      readonly segments: readonly (readonly [number, number, number, number])[];
      readonly color: string;
      readonly width: number;
      readonly dash?: readonly [number, number];
    }
  | {
      readonly is: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      /** Absent: no outline. */
      readonly outline?: string;
    }
  | {
      readonly is: "text";
      readonly text: string;
      /** Of the anchor, on the base line. */
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly color: string;
      readonly anchor: "start" | "middle" | "end";
    };

/** About how wide a text is, in points: Chinese characters are as wide as they are high, others a little more than half of that. */
export const widthOfText = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 1 : 0.53), 0) * size;

/** A text that is cut to a width, with an ellipsis where it was. */
export const fitted = (text: string, size: number, width: number): string => {
  if (widthOfText(text, size) <= width) return text;
  let cut = [...text];
  while (cut.length > 1 && widthOfText(`${cut.join("")}…`, size) > width) cut = cut.slice(0, -1);
  return `${cut.join("")}…`;
};

/** Diagonal lines inside a box: what is not whole is hatched, so that it shows in a copy without colours too. */
export const hatch = (
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  color: string,
): Shape => {
  const { x, y, width, height } = box;
  const segments: [number, number, number, number][] = [];
  // Lines x + y = c, cut at the four sides.
  for (let c = Math.ceil((x + y) / STEP) * STEP; c < x + y + width + height; c += STEP) {
    const left = Math.max(x, c - y - height);
    const right = Math.min(x + width, c - y);
    if (right > left) segments.push([left, c - left, right, c - right]);
  }
  return { is: "lines", segments, color, width: 0.6 };
};
const STEP = 3;

/** A length as it is written: tenths of a thousandth are nobody's business, and differ between machines. */
export const rounded = (length: number): number => Math.round(length * 100) / 100;
