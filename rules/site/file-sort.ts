import type { Diagnostic } from "./diagnostic.ts";
import type { YamlSource } from "./yaml-source.ts";

/** The sorts of files that people write, each known by a key that the others have not. */
export type FileSort = "site" | "pack" | "timeline" | "profile" | "tariff";

const KEYS: Readonly<Record<FileSort, string>> = {
  site: "hallwatch",
  pack: "pack",
  timeline: "timeline",
  profile: "profile",
  tariff: "valid_from",
};

const NAMES: Readonly<Record<FileSort, string>> = {
  site: "a site file",
  pack: "a pack of rules",
  timeline: "a rule test",
  profile: "a device profile",
  tariff: "a tariff",
};

/** What is done with a file of each sort. */
const USES: Readonly<Record<FileSort, string>> = {
  site: "check it with: hallwatch check",
  pack: "check the hall whose site file names it under packs: hallwatch check hall.yaml",
  timeline: "play it with: hallwatch rules test",
  profile: "name it at a device of a site file: profile: ./my-meter.yaml",
  tariff: "name it in a site file: energy: { tariff_files: [tariff.yaml] }",
};

/**
 * That a file is of another sort than is read here: said once, in the place of everything that it lacks. Null when it
 * may be of the right one.
 *
 * @param file  as the diagnostics shall name it
 */
export const otherSort = (
  wanted: FileSort,
  { value, place }: YamlSource,
  file: string,
): Diagnostic | null => {
  if (typeof value !== "object" || value === null || Object.hasOwn(value, KEYS[wanted])) return null;
  const sorts = (Object.keys(KEYS) as FileSort[]).filter(sort => Object.hasOwn(value, KEYS[sort]));
  const [sort] = sorts;
  if (sort === undefined || sorts.length > 1) return null;
  const { line, column, length } = place([KEYS[sort]], "key");
  const message = `this is ${NAMES[sort]}, not ${NAMES[wanted]}`;
  return { severity: "error", code: "CFG107", file, line, column, length, message, help: USES[sort] };
};
