import { z } from "zod";
import { siteFile } from "./schema.ts";

/** The JSON Schema (draft 2020-12) of the site file, for editors; `hallwatch check` finds more than it can. */
export const siteJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(siteFile, { io: "input" }),
  title: "Hallwatch site file",
});
