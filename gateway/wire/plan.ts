import { z } from "zod";
import { words } from "./common.ts";

/** Metres from the top left corner of the floor: to the right, then down. */
const spot = z.tuple([z.number(), z.number()]);

export const plan = z.object({
  floors: z.array(
    z.object({
      id: z.string(),
      name: words,
      /** Width and height in metres. */
      size: spot,
      /** Made of zones that have no place in the site file: shows what belongs together, not where it is. */
      isGenerated: z.boolean(),
      /** What is drawn under the rooms: path data, and its map to metres. */
      drawing: z.array(
        z.object({
          d: z.string(),
          matrix: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
          isFilled: z.boolean(),
          isLined: z.boolean(),
        }),
      ),
    }),
  ),
  /** Every zone, in the order of the site file. Names and points are joined to them by id. */
  zones: z.array(
    z.object({
      id: z.string(),
      floor: z.string(),
      /** Corners in order around it. */
      outline: z.array(spot),
      /** Where its name has room. */
      box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
    }),
  ),
  /** Every piece of equipment. */
  things: z.array(
    z.object({
      id: z.string(),
      floor: z.string(),
      at: spot,
      /** Where a door opens to or a window looks, in degrees clockwise from the top; null for what is in no wall. */
      facing: z.number().nullable(),
      /** In metres. */
      width: z.number(),
    }),
  ),
});

export type WirePlan = z.infer<typeof plan>;
