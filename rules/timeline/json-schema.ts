import { z } from "zod";
import { LATER, timelineFile } from "./schema.ts";

/** The JSON Schema (draft 2020-12) of a rule test, for editors; playing it finds more than it can. */
export const timelineJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(timelineFile, {
    io: "input",
    override: ({ jsonSchema: { properties = {} } }) => {
      // What is kept for later must not be offered.
      for (const key of [...LATER.steps, ...LATER.expect]) delete properties[key];
    },
  }),
  title: "Hallwatch rule test",
});
