import type { Words } from "./words.ts";

/** A spot on a floor in metres from its top left corner: to the right, then down. */
export type XY = readonly [xM: number, yM: number];

/** What the site file says of where things are. What it does not place is laid out by `rules/plan`. */
export type SitePlan = {
  /** In file order. */
  readonly floors: readonly Floor[];
  /** By id. */
  readonly zones: Readonly<Record<string, ZonePlace>>;
  /** By id. */
  readonly equipment: Readonly<Record<string, ThingPlace>>;
};

export type Floor = {
  readonly id: string;
  readonly name: Words;
  readonly sizeM: readonly [width: number, height: number];
  /** An SVG beside the site file that is drawn under the rooms, fitted to the size of the floor. */
  readonly background?: string;
  /** What the background draws, once it was read. */
  readonly drawing?: FloorDrawing;
};

/** What is drawn under the rooms of a floor, in order. */
export type FloorDrawing = readonly Stroke[];

/** A line or an area without a colour of its own. */
export type Stroke = {
  /** Path data as SVG writes it, in the units of the picture. */
  readonly d: string;
  /** From the units of the picture to metres: x' = a·x + c·y + e, y' = b·x + d·y + f. */
  readonly matrix: readonly [a: number, b: number, c: number, d: number, e: number, f: number];
  readonly isFilled: boolean;
  readonly isLined: boolean;
};

/** The walls of a zone: corners in order around it, the last joined to the first. */
export type ZonePlace = { readonly floor: string; readonly outline: readonly XY[] };

export type ThingPlace = {
  readonly floor: string;
  readonly at: XY;
  /** Where a door opens to or a window looks, in degrees clockwise from the top of the plan. */
  readonly facingDeg?: number;
  readonly widthM?: number;
};
