import type { Lacking, Rulebook } from "#rules/engine/rulebook.ts";
import type { SettledRule } from "#rules/language/settings.ts";
import { instant } from "#rules/time/instant.ts";
import type { Hall } from "../config/load-hall.ts";

/** What a rule does in a hall: for how many pieces of equipment it is judged, and for which it cannot be. */
export type RuleLine = {
  readonly rule: SettledRule;
  readonly judged: number;
  /** The points and values that its conditions name: `ac.mode`, `outdoor.temperature`. */
  readonly needs: readonly string[];
  readonly lacking: readonly Lacking[];
};

/** One line for every rule that concerns the hall, in the order of its packs. */
export const ruleLines = (hall: Hall): RuleLine[] => {
  const { instances, lacking } = judgeable(hall);
  const rules = new Map([...instances, ...lacking].map(({ rule }) => [rule.id, rule]));
  return [...rules.values()].map(rule => ({
    rule,
    judged: instances.filter(instance => instance.rule.id === rule.id).length,
    needs: needsOf(rule),
    lacking: lacking.filter(each => each.rule.id === rule.id),
  }));
};

/**
 * What can be judged and what cannot. A rule for a season that the calendar does not name is never in force: it lacks
 * the season like a sensor.
 */
export const judgeable = ({
  site,
  book,
}: Pick<Hall, "site" | "book">): Pick<Rulebook, "instances" | "lacking"> => {
  const missing = ({ season }: SettledRule): string | null =>
    season !== undefined && site.calendar.inSeason(season.name, instant(0)) === null ? season.name : null;
  return {
    instances: book.instances.filter(({ rule }) => missing(rule) === null),
    lacking: [
      ...book.lacking,
      ...book.instances.flatMap(({ rule, target }) => {
        const season = missing(rule);
        return season === null
          ? []
          : [{ rule, target: target.id, why: `the calendar has no season ${season}` }];
      }),
    ],
  };
};

/** Names of points, not the macros of a collection nor what the site file says of a thing. */
const needsOf = ({ condition, clear = "" }: SettledRule): string[] => {
  const names =
    `${condition} ${clear}`.replaceAll(/"[^"]*"/g, "").match(/\b[a-z]\w*\.[a-z]\w*\b(?!\()/g) ?? [];
  return [...new Set(names)].filter(name => !name.endsWith(".tags") && !name.endsWith(".approved"));
};
