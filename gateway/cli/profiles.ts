import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { Profile } from "#rules/site/profile.ts";
import { isOwnPage, loadNamed, loadProfiles } from "../profiles/load.ts";
import { EXIT, Stop } from "./exit.ts";
import { profilesText, profileText } from "./profiles-text.ts";
import type { Words } from "./words/language.ts";

/**
 * Prints the profiles that come with Hallwatch, those of which something is asked for, or one of them in full. A path is a
 * page of one's own: in full, or with its mistakes.
 */
export const profiles = async (
  asked: string | undefined,
  { json }: { readonly json: boolean },
  words: Words,
): Promise<number> => {
  const found = await choose(asked, words);
  const isOne = asked !== undefined && (isOwnPage(asked) || found.some(({ id }) => id === asked));
  if (json) console.log(JSON.stringify({ schema: 1, profiles: found }, plain));
  else
    console.log(isOne ? found.map(one => profileText(one, words)).join("\n\n") : profilesText(found, words));
  return EXIT.ok;
};

const choose = async (asked: string | undefined, words: Words): Promise<readonly Profile[]> => {
  if (asked !== undefined && isOwnPage(asked)) return [await own(asked, words)];
  const all = await loadProfiles();
  const exact = all.filter(({ id }) => id === asked);
  const part = (asked ?? "").toLowerCase();
  const found = all.filter(one =>
    `${one.id} ${one.kind} ${one.vendor} ${one.product}`.toLowerCase().includes(part),
  );
  if (found.length > 0) return exact.length > 0 ? exact : found;
  throw new Stop(
    EXIT.usage,
    words.profiles.none(
      part,
      nearestId(
        part,
        all.map(({ id }) => id),
      ),
    ),
  );
};

/** `sdmm630` is near a part of `eastron-sdm630`. */
const nearestId = (part: string, ids: readonly string[]): string | null => {
  const near = nearest(part, [...ids, ...ids.flatMap(id => id.split("-"))]);
  return near === null ? null : (ids.find(id => id === near || id.split("-").includes(near)) ?? null);
};

const own = async (path: string, words: Words): Promise<Profile> => {
  const page = await loadNamed(path, "./hall.yaml");
  if (page.is === "missing") throw new Stop(EXIT.usage, words.profiles.none(path, null));
  if (page.parsed.is === "profile") return page.parsed.profile;
  const frames = page.parsed.problems.map(problem => renderDiagnostic(problem, page.text));
  throw new Stop(EXIT.usage, frames.join("\n\n"));
};

/** A class by its id, and raw values as manuals write them. */
const plain = (key: string, value: unknown): unknown => {
  if (key === "class") return (value as Profile["points"][string]["class"]).id;
  return typeof value === "bigint" ? `0x${value.toString(16).toUpperCase()}` : value;
};
