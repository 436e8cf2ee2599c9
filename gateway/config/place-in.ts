import { type Place, readYaml } from "#rules/site/yaml-source.ts";

/** Where in a YAML text something stands that only its parsed form knows of; its beginning when it does not. */
export const placeIn = (
  text: string,
  file: string,
  path: readonly (string | number)[],
  part: "key" | "value",
): Pick<Place, "line" | "column" | "length"> => {
  const place = readYaml(text, file).source?.place(path, part);
  return { line: place?.line ?? 1, column: place?.column ?? 1, length: place?.length ?? 1 };
};
