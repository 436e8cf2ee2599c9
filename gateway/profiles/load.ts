import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import type { Profile } from "#rules/site/profile.ts";
import { readYaml } from "#rules/site/yaml-source.ts";
import { type ParsedProfile, parseProfile } from "./parse-profile.ts";

const MODELS = fileURLToPath(new URL("models/", import.meta.url));

/** A page that a site file names. `file` is what diagnostics call it. */
export type NamedProfile =
  | {
      readonly is: "read";
      readonly file: string;
      readonly text: string;
      readonly parsed: ParsedProfile;
    }
  /** There is no such page; `path` where it was looked for, null for a name that is no path. */
  | { readonly is: "missing"; readonly path: string | null };

/** Ids of all profiles that come with Hallwatch, in order. */
export const shippedIds = async (): Promise<readonly string[]> =>
  (await readdir(MODELS))
    .filter(name => name.endsWith(".yaml"))
    .map(name => basename(name, ".yaml"))
    .toSorted();

/** All profiles that come with Hallwatch, in order of id. */
export const loadProfiles = async (): Promise<readonly Profile[]> =>
  Promise.all((await shippedIds()).map(shipped));

/** A profile that comes with Hallwatch; null: there is none of this id. */
export const loadProfile = async (id: string): Promise<Profile | null> =>
  (await shippedIds()).includes(id) ? shipped(id) : null;

/** Whether a site names a page of its own by a path (`./my-meter.yaml`) and not one that comes with Hallwatch. */
export const isOwnPage = (name: string): boolean => /^\.{0,2}[\\/]|\.ya?ml$/.test(name);

/**
 * Reads the page that a site file names.
 *
 * @param name      an id, or a path as seen from the site file
 * @param siteFile  path of the site file
 */
export const loadNamed = async (name: string, siteFile: string): Promise<NamedProfile> => {
  const isOwn = isOwnPage(name);
  if (!isOwn && !(await shippedIds()).includes(name)) return { is: "missing", path: null };
  const beside = isAbsolute(name) ? name : join(dirname(siteFile), name);
  const path = isOwn ? beside : join(MODELS, `${name}.yaml`);
  const file = isOwn ? path : `gateway/profiles/models/${name}.yaml`;
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return { is: "missing", path };
  return { is: "read", file, text, parsed: parseProfile(text, file) };
};

/** The names that stand behind `profile:` at the zones and equipment of a site file, each once; none where it is no YAML. */
export const profilesIn = (siteText: string): readonly string[] => {
  const site = readYaml(siteText, "").source?.value;
  const { zones, equipment } = mapping(site);
  const parts = [mapping(zones), mapping(equipment)];
  const names = parts.flatMap(Object.values).map(part => mapping(part).profile);
  return [...new Set(names.filter(name => typeof name === "string" && name.trim() !== ""))] as string[];
};

const mapping = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** @throws {Error} when a page that comes with Hallwatch is wrong, which its tests would have seen */
const shipped = async (id: string): Promise<Profile> => {
  const text = await readFile(join(MODELS, `${id}.yaml`), "utf8");
  const parsed = parseProfile(text, `gateway/profiles/models/${id}.yaml`);
  if (parsed.is === "profile") return parsed.profile;
  throw new Error(parsed.problems.map(problem => renderDiagnostic(problem, text)).join("\n"));
};
