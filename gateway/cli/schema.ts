import { siteJsonSchema } from "#rules/site/json-schema.ts";

/** Prints the JSON Schema of the site file: `hallwatch schema > hall.schema.json`. */
export const schema = async (): Promise<number> => {
  console.log(JSON.stringify(siteJsonSchema(), null, 2));
  return 0;
};
