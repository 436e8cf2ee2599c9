import type { Diagnostic } from "../site/diagnostic.ts";
import { inOrder } from "../site/diagnostic.ts";
import { findingsIn } from "../site/findings.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import type { Draft } from "./draft.ts";
import { dateAndClock } from "./moments.ts";
import { type Names, namesOf } from "./names.ts";
import { resolveActions } from "./resolve-actions.ts";
import { resolveExpectation } from "./resolve-expectation.ts";
import { resolveMatcher } from "./resolve-matcher.ts";
import type { TimelineFile, Values } from "./schema.ts";
import type { TestHall } from "./test-hall.ts";
import type { Assignment, Step, Timeline } from "./timeline.ts";

export type Resolved =
  | { readonly is: "timeline"; readonly timeline: Timeline }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/**
 * Gives the names in a rule test their meaning in its hall. Every mistake is told, each with its place.
 *
 * @param from  the files of values that it begins with, in the order in which it names them
 */
export const resolveTimeline = (
  { file, form, source }: Draft<TimelineFile>,
  hall: TestHall,
  from: readonly Draft<Values>[],
): Resolved => {
  const { report, diagnostics } = findingsIn(source, file);
  const names = namesOf(hall, report);
  const shared = from.map(draft => resolveValues(draft, hall));
  checkHead(form, hall, names);
  const start = dateAndClock(form.start, hall.site.calendar.timeZone);
  if (start === null)
    names.wrong("CFG603", ["start"], `"${form.start}" is no moment`, 'write "2025-07-08 11:50"');
  const given = names.assignments(form.given, ["given"]);
  const steps = resolveSteps(form, names, start ?? (0 as Instant));
  const end = steps.at(-1)?.until ?? start ?? (0 as Instant);
  const never = form.never.map((matcher, index) => resolveMatcher(names, matcher, ["never", index], end));
  if (never.length === 0 && steps.every(({ expect }) => expect === null)) nothingExpected(names);
  const problems = [...shared.flatMap(each => each.problems), ...inOrder(diagnostics)];
  if (problems.length > 0 || start === null) return { is: "refused", problems };
  const { timeline: title, scenario, proves, rules, duties, tolerance } = form;
  const timeline: Timeline = {
    title: typeof title === "string" ? { zh: title, en: title } : title,
    ...(scenario !== undefined && { scenario }),
    proves,
    rules,
    duties,
    start,
    tolerance,
    given: [...shared.flatMap(each => each.given), ...given],
    steps,
    never,
    named: new Set([...shared.flatMap(each => each.given.map(({ point }) => point.id)), ...names.named]),
  };
  return { is: "timeline", timeline };
};

const resolveValues = (
  { file, form, source }: Draft<Values>,
  hall: TestHall,
): { readonly given: readonly Assignment[]; readonly problems: readonly Diagnostic[] } => {
  const { report, diagnostics } = findingsIn(source, file);
  return { given: namesOf(hall, report).assignments(form, []), problems: diagnostics };
};

const checkHead = ({ proves, rules, duties, settings }: TimelineFile, hall: TestHall, names: Names): void => {
  for (const [index, clause] of proves.entries()) names.clause(clause, ["proves", index]);
  for (const [index, rule] of rules.entries()) names.rule(rule, ["rules", index]);
  for (const [index, duty] of (duties === "all" ? [] : duties).entries()) names.duty(duty, ["duties", index]);
  const isKnown = (name: string): boolean => names.setting(name, ["settings", name], "key");
  if (Object.keys(settings).filter(name => !isKnown(name)).length > 0) return;
  for (const { rule, field, problem } of hall.book.problems) {
    const isOwn = field === "settings" && Object.hasOwn(settings, rule);
    const why = isOwn ? problem.message : `${rule}: ${problem.message}`;
    names.wrong("CFG502", isOwn ? ["settings", rule] : ["settings"], why, problem.help ?? "");
  }
};

const resolveSteps = ({ steps }: TimelineFile, names: Names, start: Instant): readonly Step[] => {
  let now = start;
  return steps.map((form, index) => {
    const path: Path = ["steps", index];
    const at = names.momentFrom(form.at, now, [...path, "at"]);
    const { actions, until } = resolveActions(names, form, at, path);
    now = until;
    const expect = form.expect ? resolveExpectation(names, form.expect, until, [...path, "expect"]) : null;
    return { at, until, actions, expect, path };
  });
};

const nothingExpected = (names: Names): void =>
  names.wrong("CFG607", ["steps"], "nothing is expected, so nothing is tested", "give a step an expect");
