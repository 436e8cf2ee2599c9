import type { XY } from "../site/site-plan.ts";
import { readPath } from "./path.ts";
import type { XmlElement } from "./xml.ts";

/** A shape of an SVG as a path. */
export type Shape = {
  /** Path data as SVG writes it. */
  readonly d: string;
  /** The corners, or the four ends of what is round, in the shape's own units. */
  readonly spots: readonly XY[];
  /** Whether it is a polygon. */
  readonly isStraight: boolean;
};

/** Reads a shape; `unknown` for anything that is none, `unreadable` for one whose numbers are not there. */
export const readShape = (element: XmlElement): Shape | "unknown" | "unreadable" => {
  const number = (name: string, otherwise = Number.NaN): number => {
    const text = element.attributes.get(name)?.value;
    return text === undefined ? otherwise : Number.parseFloat(text);
  };
  switch (element.tag.replace(/^svg:/, "")) {
    case "path":
      return pathOf(element.attributes.get("d")?.value ?? "");
    case "rect": {
      const [x, y, w, h] = [number("x", 0), number("y", 0), number("width"), number("height")];
      return polygonOf([x, y, x + w, y, x + w, y + h, x, y + h], true);
    }
    case "line":
      return polygonOf([number("x1", 0), number("y1", 0), number("x2", 0), number("y2", 0)], false);
    case "polygon":
      return polygonOf(numbersOf(element), true);
    case "polyline":
      return polygonOf(numbersOf(element), false);
    case "circle":
      return roundOf(number("cx", 0), number("cy", 0), number("r"), number("r"));
    case "ellipse":
      return roundOf(number("cx", 0), number("cy", 0), number("rx"), number("ry"));
    default:
      return "unknown";
  }
};

const numbersOf = ({ attributes }: XmlElement): readonly number[] =>
  (attributes.get("points")?.value ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);

const pathOf = (d: string): Shape | "unreadable" => {
  const read = readPath(d);
  if (read === null || read.spots.length === 0) return "unreadable";
  const { spots, isStraight } = read;
  const [first, last] = [spots[0] as XY, spots.at(-1) as XY];
  const isBackAtStart = spots.length > 3 && first[0] === last[0] && first[1] === last[1];
  return {
    d: d.trim(),
    spots: isBackAtStart ? spots.slice(0, -1) : spots,
    isStraight: isStraight && spots.length > 2,
  };
};

const polygonOf = (numbers: readonly number[], isClosed: boolean): Shape | "unreadable" => {
  if (numbers.length < 4 || numbers.length % 2 === 1 || !numbers.every(Number.isFinite)) return "unreadable";
  const spots = Array.from(
    { length: numbers.length / 2 },
    (_, i): XY => [numbers[2 * i] as number, numbers[2 * i + 1] as number],
  );
  const d = `M${spots.map(spot => spot.join(" ")).join("L")}${isClosed ? "Z" : ""}`;
  return { d, spots, isStraight: isClosed && spots.length > 2 };
};

const roundOf = (x: number, y: number, rx: number, ry: number): Shape | "unreadable" => {
  if (![x, y, rx, ry].every(Number.isFinite)) return "unreadable";
  const spots: readonly XY[] = [
    [x - rx, y],
    [x, y - ry],
    [x + rx, y],
    [x, y + ry],
  ];
  const half = `a${rx} ${ry} 0 1 0`;
  return { d: `M${x - rx} ${y}${half} ${2 * rx} 0${half} ${-2 * rx} 0Z`, spots, isStraight: false };
};
