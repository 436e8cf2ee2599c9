import type { PlanCoverage } from "#rules/plan/coverage.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Words } from "./words/language.ts";

/** What `plan check` finds in a hall. */
export type PlanFound = PlanCoverage & {
  readonly floors: readonly {
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly size: readonly [width: number, height: number];
  }[];
  /** In the pictures of floors: ids that the hall does not have, and what is not drawn. */
  readonly strangers: readonly Pick<Diagnostic, "file" | "line" | "message" | "help">[];
};

/** What a floor plan has and lacks, for people. */
export const planText = (
  name: { readonly zh: string; readonly en: string },
  found: PlanFound,
  { plan, language }: Words,
): string => {
  const { floors, zones, points, unplacedZones, unplacedPoints, loose, strangers } = found;
  if (floors.length === 0) return `${plan.title(name[language])}\n  ${plan.none}`;
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", title, ...lines.map(line => `  ${line}`)];
  const told = strangers.map(
    ({ file, line, message, help }) => `${file}:${line}  ${message}${help === "" ? "" : ` (${help})`}`,
  );
  const lacks = [
    ...part(plan.strangers, told),
    ...part(plan.zones, unplacedZones),
    ...part(plan.points, unplacedPoints),
    ...part(plan.loose, loose),
  ];
  const count = ({ placed, all }: PlanFound["zones"]): string => plan.of(placed, all);
  return [
    plan.title(name[language]),
    ...floors.map(floor => `  ${plan.floor(floor.id, floor.name[language], ...floor.size)}`),
    `  ${plan.count(count(zones), count(points))}`,
    ...(lacks.length === 0 ? [`  ${plan.right}`] : lacks),
  ].join("\n");
};
