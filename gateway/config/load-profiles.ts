import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Profile } from "#rules/site/profile.ts";
import { loadNamed, profilesIn, shippedIds } from "../profiles/load.ts";

/** The profiles that a site file names. */
export type NamedProfiles = {
  /** By the name that is written there; null: its page is wrong. One that does not exist is not in it. */
  readonly byName: ReadonlyMap<string, Profile | null>;
  /** Ids of all that come with Hallwatch. */
  readonly shipped: readonly string[];
  /** What is wrong with pages, and what is doubtful in them. */
  readonly problems: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** Text of every page that was read, by the name that diagnostics give it. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads the profiles that a site file names, and no others: a start waits for what it needs. */
export const loadNamedProfiles = async (file: string, text: string): Promise<NamedProfiles> => {
  const names = profilesIn(text);
  if (names.length === 0)
    return { byName: new Map(), shipped: [], problems: [], warnings: [], texts: new Map() };
  const [shipped, ...named] = await Promise.all([
    shippedIds(),
    ...names.map(async name => ({ name, page: await loadNamed(name.trim(), file) })),
  ]);
  const read = named.flatMap(({ name, page }) =>
    page.is === "read" ? [{ name: name.trim(), ...page }] : [],
  );
  return {
    byName: new Map(read.map(({ name, parsed }) => [name, parsed.is === "profile" ? parsed.profile : null])),
    shipped,
    problems: read.flatMap(({ parsed }) => (parsed.is === "refused" ? parsed.problems : [])),
    warnings: read.flatMap(({ parsed }) => (parsed.is === "profile" ? parsed.warnings : [])),
    texts: new Map(read.map(({ file: page, text: written }) => [page, written])),
  };
};
