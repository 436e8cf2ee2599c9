import { planCoverage } from "#rules/plan/coverage.ts";
import { EXIT } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { type PlanFound, planText } from "./plan-text.ts";
import type { Words } from "./words/language.ts";

/**
 * Says what the floor plan of a site file leaves open: zones and points without a place, ids in a picture that the hall
 * does not have. Exit code 1 when there is any of that; a hall without a plan is laid out by itself, and right.
 */
export const planCheck = async (
  file: string,
  { json }: { readonly json: boolean },
  words: Words,
): Promise<number> => {
  const { site, warnings } = await hallOrStop(file, words);
  const found: PlanFound = {
    ...planCoverage(site),
    floors: (site.plan?.floors ?? []).map(({ id, name, sizeM }) => ({ id, name, size: sizeM })),
    strangers: warnings
      .filter(({ code }) => code === "CFG917")
      .map(({ file, line, message, help }) => ({ file, line, message, help })),
  };
  const isRight = found.floors.length === 0 || (found.unplacedZones.length === 0 && isClean(found));
  if (json) console.log(JSON.stringify({ schema: 1, ok: isRight, ...found }, null, 2));
  else console.log(planText(site.name, found, words));
  return isRight ? EXIT.ok : EXIT.found;
};

const isClean = ({ unplacedPoints, strangers }: PlanFound): boolean =>
  unplacedPoints.length === 0 && strangers.length === 0;
