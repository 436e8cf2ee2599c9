import { type Rulebook, rulebook } from "../engine/rulebook.ts";
import { LATE_FACT } from "../filing/affairs.ts";
import type { Pack, Rule } from "../language/rule.ts";
import type { Site } from "../site/model.ts";
import { CLOCKS } from "./schema-papers.ts";

/** The hall that a rule test is played in. */
export type TestHall = {
  readonly site: Site;
  readonly packs: readonly Pack[];
  readonly book: Rulebook;
  /** Ids of all clauses of the catalogue; null: not asked. */
  readonly clauses: readonly string[] | null;
};

/** The hall with settings that differ from those of its site file. */
export const testHall = (
  site: Site,
  packs: readonly Pack[],
  settings: Site["settings"],
  clauses: TestHall["clauses"],
): TestHall => {
  const own: Site = { ...site, settings: { ...site.settings, ...settings } };
  return { site: own, packs, book: rulebook(own, packs), clauses };
};

export const rulesOf = ({ packs }: TestHall): readonly Rule[] => packs.flatMap(({ rules }) => rules);

/** Facts that the gateway finds itself, without a rule: about what it cannot see, and about papers. */
export const OWN_FACTS: readonly string[] = [
  "blind",
  "clock-moved",
  "check-failed",
  "closing-check",
  "opening-check",
  "certificate-broken",
  "handover-open",
  "key-lost",
  "control-failed",
  LATE_FACT,
  ...CLOCKS.map(clock => `ticket-${clock}`),
];
