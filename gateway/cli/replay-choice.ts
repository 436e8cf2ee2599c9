import type { Choice } from "#rules/replay/choice.ts";
import { nearest } from "#rules/site/nearest.ts";
import type { Hall } from "../config/load-hall.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

/** Ids that a person gave with `--rule`, `--target` and `--zone`. */
export type Asked = {
  readonly rule?: readonly string[];
  readonly target?: readonly string[];
  readonly zone?: readonly string[];
};

/** Whoever finds that a point cannot be read is no rule of a pack. */
const BLIND = "blind";

/**
 * Which alerts a person asked for; all when nothing was said.
 *
 * @param halls   whose rules, things and zones there are; a name of one of them is enough
 * @throws {Stop} when none of them has such a name
 */
export const choiceOf = (asked: Asked, halls: readonly Hall[], words: Words): Choice => {
  const named = (option: "rule" | "target" | "zone", known: readonly string[]): readonly string[] => {
    const given = asked[option] ?? [];
    const unknown = given.find(id => !known.includes(id));
    if (unknown === undefined) return given;
    throw new Stop(EXIT.usage, words.replay.noSuch(option, unknown, nearest(unknown, known)));
  };
  const sites = halls.map(({ site }) => site);
  const zones = sites.flatMap(site => site.zones.map(({ id }) => id));
  const things = sites.flatMap(({ id, equipment, points }) => [
    id,
    ...equipment.map(each => each.id),
    ...points.map(({ via }) => via),
  ]);
  const rules = halls.flatMap(({ packs }) => packs.flatMap(pack => pack.rules.map(({ id }) => id)));
  return {
    rules: named("rule", [...rules, BLIND]),
    targets: named("target", [...things, ...zones]),
    zones: named("zone", zones),
  };
};
