import { z } from "zod";
import { text, words } from "./schema-points.ts";

const key = z.strictObject({
  name: words,
  opens: z.array(text).min(1).describe("What it opens: [D1]"),
  holder: text.optional().describe("Who has it; in the key box unless said: M1"),
});

/** `keys:` of the site file, by id. @param idKey  what an id as a key of the file may look like */
export const keysPart = (idKey: z.ZodString) =>
  z.record(idKey, key).default({}).describe("Keys and cards of the hall by id, and who has them");
