import { siteJsonSchema } from "#rules/site/json-schema.ts";
import { timelineJsonSchema } from "#rules/timeline/json-schema.ts";

/** Prints the JSON Schema of a kind of file: `hallwatch schema > hall.schema.json`. */
export const schema = async (of: "site" | "rule-test"): Promise<number> => {
  const made = of === "site" ? siteJsonSchema() : timelineJsonSchema();
  console.log(JSON.stringify(made, null, 2));
  return 0;
};
