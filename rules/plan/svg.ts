import type { Diagnostic } from "../site/diagnostic.ts";
import { linePlaces } from "../site/line-places.ts";
import { nearest } from "../site/nearest.ts";
import type { FloorDrawing, Stroke, ThingPlace, XY, ZonePlace } from "../site/site-plan.ts";
import { type Matrix, mapped, readTransform, times } from "./matrix.ts";
import { readShape, type Shape } from "./shape.ts";
import { forbiddenIn } from "./svg-forbidden.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** The picture of a floor: what is drawn under the rooms, and what it says of where zones and equipment are. */
export type FloorPicture = {
  readonly drawing: FloorDrawing;
  readonly zones: Readonly<Record<string, ZonePlace>>;
  readonly equipment: Readonly<Record<string, ThingPlace>>;
};

export type PictureRead =
  | { readonly is: "picture"; readonly picture: FloorPicture; readonly warnings: readonly Diagnostic[] }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/** What a picture is read for: the floor, and what the hall has that it may place. */
export type PictureOf = {
  readonly file: string;
  readonly floor: string;
  readonly sizeM: readonly [width: number, height: number];
  readonly zones: readonly string[];
  /** Id of the equipment of each point, by the point's id; the equipment itself by its own. */
  readonly things: ReadonlyMap<string, string>;
};

/** Larger files are photographs in disguise. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

/** Containers whose children are drawn. */
const GROUPS = new Set(["svg", "g", "a", "switch"]);
/** What says nothing that is drawn here: names come from the site file, colours belong to what is wrong. */
const QUIET = new Set(["defs", "title", "desc", "metadata", "text", "style", "symbol"]);

/**
 * Reads the picture of a floor. Of an SVG only lines and areas are taken, as paths without any colour of their own:
 * nothing of its text reaches a browser. A file that does more than draw is refused, with every place where it does.
 *
 * @param text  of the SVG
 */
export const readPicture = (text: string, of: PictureOf): PictureRead => {
  const placeOf = linePlaces(text);
  const told =
    (severity: Diagnostic["severity"], code: string) =>
    (message: string, start: number, help = "") => ({
      severity,
      code,
      file: of.file,
      ...placeOf(start),
      length: 1,
      message,
      help,
    });
  const problem = told("error", "CFG212");
  const refused = (problems: readonly Diagnostic[]): PictureRead => ({ is: "refused", problems });
  if (text.length > MOST_CHARACTERS)
    return refused([problem(`larger than ${MOST_CHARACTERS / 1024 / 1024} MiB`, 0, "draw walls only")]);
  const xml = readXml(text);
  if (xml.is === "refused") return refused([problem(xml.why, xml.start)]);
  const { root } = xml;
  if (localName(root.tag) !== "svg") return refused([problem(`<${root.tag}> is no SVG`, root.start)]);
  const forbidden = forbiddenIn(root);
  if (forbidden.length > 0)
    return refused(forbidden.map(({ why, start }) => problem(why, start, "a picture of a floor only draws")));
  const fit = fitOf(root, of.sizeM);
  if (fit === null)
    return refused([problem("says nowhere how large it is", root.start, 'add viewBox="0 0 2400 1500"')]);
  const doubt = told("warning", "CFG917");
  const warnings: Diagnostic[] = [];
  const taken = { strokes: [] as Stroke[], zones: {}, equipment: {}, leftOut: new Set<string>() } as Taken;
  const tell: Walk["tell"] = (...about) => {
    warnings.push(doubt(...about));
  };
  if (Math.abs(fit.matrix[0] / fit.matrix[3] - 1) > 0.01) {
    const [width, height] = of.sizeM;
    tell(
      "has other proportions than its floor and is stretched",
      root.start,
      `the floor is ${width} × ${height} m`,
    );
  }
  walk(root, { matrix: fit.matrix, isFilled: true, isLined: false }, { of, taken, tell });
  const { strokes, zones, equipment } = taken;
  return { is: "picture", picture: { drawing: strokes, zones, equipment }, warnings };
};

type Taken = {
  readonly strokes: Stroke[];
  readonly zones: Record<string, ZonePlace>;
  readonly equipment: Record<string, ThingPlace>;
  /** Tags that were told as not drawn. */
  readonly leftOut: Set<string>;
};

type Walk = {
  readonly of: PictureOf;
  readonly taken: Taken;
  readonly tell: (message: string, start: number, help?: string) => void;
};

/** What an element has from the groups around it. */
type Inherited = { readonly matrix: Matrix; readonly isFilled: boolean; readonly isLined: boolean };

/** Takes an element and what is in it; returns the spots that it goes through, in metres. */
const walk = (element: XmlElement, outer: Inherited, work: Walk): readonly XY[] => {
  const tag = localName(element.tag);
  if (tag.includes(":") || QUIET.has(tag) || isHidden(element)) return [];
  const transform = readTransform(element.attributes.get("transform")?.value ?? "");
  const own = transform && { ...paintOf(element, outer), matrix: times(outer.matrix, transform) };
  if (own === null) {
    work.tell(`<${tag}> has a transform that cannot be read, and is not drawn`, element.start);
    return [];
  }
  const spots = GROUPS.has(tag)
    ? element.children.flatMap(child => walk(child, own, work))
    : shapeOf(element, own, work);
  placeThing(element, spots, work);
  return spots;
};

const shapeOf = (
  element: XmlElement,
  { matrix, isFilled, isLined }: Inherited,
  work: Walk,
): readonly XY[] => {
  const shape = readShape(element);
  const { leftOut, strokes } = work.taken;
  if (shape === "unknown") {
    if (!leftOut.has(element.tag))
      work.tell(`<${element.tag}> is not drawn`, element.start, "turn it into paths");
    leftOut.add(element.tag);
    return [];
  }
  if (shape === "unreadable") {
    work.tell(`<${element.tag}> has no shape that can be read`, element.start);
    return [];
  }
  const spots = shape.spots.map(spot => mapped(matrix, spot));
  if (placeZone(element, shape, spots, work)) return spots;
  if (isFilled || isLined) strokes.push({ d: shape.d, matrix, isFilled, isLined });
  return spots;
};

/** Takes the walls of a zone from a shape that names one; the zone is then drawn in its place. */
const placeZone = (
  element: XmlElement,
  shape: Shape,
  spots: readonly XY[],
  { of, taken, tell }: Walk,
): boolean => {
  const named = element.attributes.get("data-zone");
  if (named === undefined) return false;
  const { value: id, start } = named;
  if (!of.zones.includes(id)) {
    tell(`there is no zone "${id}"`, start, near(id, of.zones));
    return false;
  }
  if (!shape.isStraight) {
    tell(`zone ${id} has walls that are not straight`, start, "draw it as rect or polygon");
    return false;
  }
  taken.zones[id] = { floor: of.floor, outline: spots.map(spot => within(spot, of.sizeM)) };
  return true;
};

/** Takes the place of a thing from the middle of what is drawn of it. */
const placeThing = (element: XmlElement, spots: readonly XY[], { of, taken, tell }: Walk): void => {
  const named = element.attributes.get("data-point");
  if (named === undefined) return;
  const { value: id, start } = named;
  const thing = of.things.get(id);
  if (thing === undefined) {
    tell(`there is no point "${id}"`, start, near(id, [...of.things.keys()]));
    return;
  }
  if (spots.length === 0) {
    tell(`nothing is drawn of ${id}`, start);
    return;
  }
  const middle = (at: 0 | 1) =>
    (Math.min(...spots.map(spot => spot[at])) + Math.max(...spots.map(spot => spot[at]))) / 2;
  const facing = Number(element.attributes.get("data-facing")?.value ?? Number.NaN);
  const place = { floor: of.floor, at: within([middle(0), middle(1)], of.sizeM) };
  taken.equipment[thing] = Number.isFinite(facing)
    ? { ...place, facingDeg: ((facing % 360) + 360) % 360 }
    : place;
};

const within = ([x, y]: XY, [width, height]: readonly [number, number]): XY => [
  round(Math.min(width, Math.max(0, x))),
  round(Math.min(height, Math.max(0, y))),
];

/** To the centimetre. */
const round = (metres: number): number => Math.round(metres * 100) / 100;

const near = (id: string, known: readonly string[]): string => {
  const found = nearest(id, known);
  return found === null ? "" : `did you mean "${found}"?`;
};

/** From the units of the picture to metres; null where the picture does not say how large it is. */
const fitOf = (root: XmlElement, [width, height]: readonly [number, number]): { matrix: Matrix } | null => {
  const box = (root.attributes.get("viewBox")?.value ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  const side = (name: string) => Number.parseFloat(root.attributes.get(name)?.value ?? "");
  const [left = 0, top = 0, w = side("width"), h = side("height")] = box;
  if (!(w > 0 && h > 0 && Number.isFinite(left + top + w + h))) return null;
  const [x, y] = [width / w, height / h];
  return { matrix: [x, 0, 0, y, -left * x, -top * y] };
};

/** Whether an element is filled and has lines: by its attributes or its `style`, else as the group around it. */
const paintOf = (element: XmlElement, outer: Inherited): Pick<Inherited, "isFilled" | "isLined"> => {
  const said = (name: "fill" | "stroke"): string | undefined => styled(element, name);
  const [fill, stroke] = [said("fill"), said("stroke")];
  return {
    isFilled: fill === undefined || fill === "inherit" ? outer.isFilled : isInk(fill),
    isLined: stroke === undefined || stroke === "inherit" ? outer.isLined : isInk(stroke),
  };
};

/** Paper is white whatever is drawn on it. */
const isInk = (paint: string): boolean => !/^(none|transparent|white|#fff(fff)?)$/i.test(paint);

const isHidden = (element: XmlElement): boolean =>
  styled(element, "display") === "none" || styled(element, "visibility") === "hidden";

const styled = ({ attributes }: XmlElement, name: string): string | undefined => {
  const style = attributes.get("style")?.value ?? "";
  const declared = style.split(";").flatMap(part => {
    const [key = "", value = ""] = part.split(":");
    return key.trim() === name ? [value.trim()] : [];
  });
  return declared.at(-1) ?? attributes.get(name)?.value.trim();
};

/** A tag without `svg:` before it; the tags of other languages keep theirs. */
const localName = (tag: string): string => tag.replace(/^svg:/, "");
