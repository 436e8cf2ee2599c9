import { z } from "zod";
import { time } from "./common.ts";

/** Who signed, as which of his roles, and when. */
export const signature = z.object({ person: z.string(), name: z.string(), role: z.string(), at: time });

/** Who says that something is so, on what grounds. `photo`: as `GET /api/photos/<photo>` shows it. */
export const word = z.object({ by: z.string(), at: time, note: z.string(), photo: z.string().nullable() });

/**
 * What proves who a person is: his PIN or password, asked for at every signature, whoever is signed in at the desk. Never
 * kept, logged or queued.
 */
export const secret = z.string().min(4).max(200);

export type WireSignature = z.infer<typeof signature>;
export type WireWord = z.infer<typeof word>;
