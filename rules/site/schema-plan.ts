import { z } from "zod";
import { text, words } from "./schema-points.ts";

/** Larger than any hall: a number that is given in millimetres by mistake is found. */
const MOST_METRES = 1_000;
/** The walls of a room; more corners than this are a drawing, which belongs in the background. */
const MOST_CORNERS = 40;

const metre = z.number().min(0).max(MOST_METRES);
const extent = z.number().min(0.1).max(MOST_METRES);
const spot = z.tuple([metre, metre]).describe("Metres to the right and down: [12.5, 4]");

const floor = z.strictObject({
  name: words,
  size: z.tuple([extent, extent]).describe("Width and height in metres: [24, 15]"),
  background: text.optional().describe("An SVG beside this file, drawn under the rooms: floor-1.svg"),
});

/** What the id of a floor may look like: unlike others it may begin with a digit, as in `1F`. */
export const FLOOR_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

/** `plan:` of the site file. Ids as keys are checked when the tree is built. */
export const planPart = z
  .strictObject({
    floors: z
      .record(z.string().meta({ pattern: FLOOR_ID.source }), floor)
      .describe("Floors by id, the main one first"),
  })
  .optional()
  .describe("The floor plan; without it one is made of the zones");

/** `place:` of a zone. */
export const placeOfZone = z
  .strictObject({
    floor: text.describe("The floor where it is: 1F"),
    rect: z
      .tuple([metre, metre, extent, extent])
      .optional()
      .describe("Left, top, width and height in metres: [0, 0, 12, 8]"),
    polygon: z
      .array(spot)
      .min(3)
      .max(MOST_CORNERS)
      .optional()
      .describe("Corners in metres, in order: [[0, 0], [6, 0], [6, 4]]"),
  })
  .describe("Where the zone is on the plan");

/** `place:` of a piece of equipment. */
export const placeOfThing = z
  .strictObject({
    floor: text.optional().describe("The floor where it is; that of its zone unless said"),
    at: spot,
    facing: z
      .number()
      .min(0)
      .max(360)
      .optional()
      .describe("Where a door opens to or a window looks: 0 up, 90 right, 180 down, 270 left"),
    width: extent.optional().describe("Width of a door or window in metres: 1.8"),
  })
  .describe("Where it is on the plan");
