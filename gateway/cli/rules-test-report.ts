import { loadShippedPacks } from "../config/load-timelines.ts";
import type { Played } from "./rules-test-played.ts";

/**
 * Rules that no test names, in the order of their packs: of the packs of which some rule is tested, and of those that
 * come with us when all of their tests were played.
 */
export const untestedRules = async (
  played: readonly Played[],
  isAll: boolean,
): Promise<readonly string[]> => {
  const loaded = played.flatMap(each => (each.is === "tested" ? [each.loaded] : []));
  const tested = new Set(loaded.flatMap(({ timeline }) => timeline.rules));
  const packs = new Map(loaded.flatMap(({ hall }) => hall.packs.map(pack => [pack.name, pack] as const)));
  if (isAll) for (const pack of await loadShippedPacks()) packs.set(pack.name, pack);
  return [...packs.values()]
    .filter(({ rules }) => isAll || rules.some(({ id }) => tested.has(id)))
    .flatMap(({ rules }) => rules.map(({ id }) => id))
    .filter(id => !tested.has(id));
};

/** What came of all tests, for programs. Never translated but for the texts of failures. */
export const reportOf = (played: readonly Played[], untested: readonly string[]): object => ({
  schema: 1,
  ok: played.every(each => each.is === "tested" && each.run.passed),
  tests: played.map(each => {
    if (each.is === "refused") return { file: each.file, result: "refused", problems: each.problems };
    const { file, run, tookMs, text, loaded } = each;
    const { title, scenario = null, proves, rules } = loaded.timeline;
    const result = run.passed ? "passed" : "failed";
    const failures = run.failures.map(({ at, path, about }) => ({
      at: new Date(at).toISOString(),
      line: loaded.lineOf(path),
      path: path.join("."),
      about,
    }));
    return { file, result, title, scenario, proves, rules, tookMs: Math.round(tookMs), failures, text };
  }),
  untested,
});
