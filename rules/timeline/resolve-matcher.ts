import type { Role } from "../site/model.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import { readEnergy } from "./amounts.ts";
import { numberText } from "./happening.ts";
import type { Names } from "./names.ts";
import type { MatcherForm } from "./schema-matcher.ts";
import type { Amount, Matcher, Wanted, WantedIncident } from "./timeline.ts";
import { numberOf } from "./values.ts";
import { withoutGaps } from "./without-gaps.ts";

const NOTHING: Amount = { value: 0, off: 0, text: "" };
const STATES = ["good", "stale", "bad", "never"];

/**
 * What an alert must be like, with all names resolved.
 *
 * @param at  times of day in it are the last ones at or before this moment
 */
export const resolveMatcher = (names: Names, form: MatcherForm, path: Path, at: Instant): Matcher => {
  const moment = (text: string | undefined, key: string) =>
    text === undefined ? undefined : names.momentBefore(text, at, [...path, key]);
  const energy = (text: string, where: Path) => names.read(readEnergy(text), where, NOTHING);
  checkNames(names, form, path);
  const { closed, opened, since, cleared, told_at, waste, wasted, evidence, parts, ...rest } = form;
  const { acknowledged, confirmed, shelved, realarm, incident, ...plain } = rest;
  const person = (id: boolean | string | undefined, key: string): boolean | string | undefined => {
    if (typeof id === "string") names.person(id, [...path, key]);
    return typeof id === "string" ? names.personName(id) : id;
  };
  const wanted = {
    ...plain,
    target: plain.target === undefined ? undefined : names.targetId(plain.target),
    acknowledged: person(acknowledged, "acknowledged"),
    confirmed: person(confirmed, "confirmed"),
    shelved: person(shelved, "shelved"),
    realarm: typeof realarm === "string" ? moment(realarm, "realarm") : realarm,
    incident: incidentOf(names, incident, [...path, "incident"], at),
    closed: typeof closed === "string" ? moment(closed, "closed") : closed,
    opened: moment(opened, "opened"),
    since: moment(since, "since"),
    cleared: moment(cleared, "cleared"),
    told_at: told_at === undefined ? undefined : toldAt(names, told_at, [...path, "told_at"], at),
    waste: waste === undefined ? undefined : energy(waste, [...path, "waste"]),
    wasted: mapped(wasted, (text, clause) => energy(text, [...path, "wasted", clause])),
    evidence: evidence === undefined ? undefined : evidenceOf(names, evidence, [...path, "evidence"]),
    parts: mapped(parts, said => said),
  };
  return { path, wanted: withoutGaps<Wanted>(wanted) };
};

const incidentOf = (
  names: Names,
  form: MatcherForm["incident"],
  path: Path,
  at: Instant,
): boolean | WantedIncident | undefined => {
  if (typeof form !== "object") return form;
  const { report_due, reported, reported_by, overdue, ...plain } = form;
  const moment = <T>(value: T | string, key: string): Exclude<T, string> | Instant =>
    typeof value === "string" ? names.momentBefore(value, at, [...path, key]) : (value as Exclude<T, string>);
  if (reported_by !== undefined) names.person(reported_by, [...path, "reported_by"]);
  return withoutGaps<WantedIncident>({
    ...plain,
    report_due: moment(report_due, "report_due"),
    reported: moment(reported, "reported"),
    reported_by: reported_by === undefined ? undefined : names.personName(reported_by),
    overdue: moment(overdue, "overdue"),
  });
};

const checkNames = (names: Names, form: MatcherForm, path: Path): void => {
  const { fact, clause, clauses = [], rule, target, zone, wasted = {}, suppressed_by } = form;
  if (fact !== undefined) names.fact(fact, [...path, "fact"]);
  if (clause !== undefined) names.clause(clause, [...path, "clause"]);
  for (const [index, each] of clauses.entries()) names.clause(each, [...path, "clauses", index]);
  for (const each of Object.keys(wasted)) names.clause(each, [...path, "wasted", each], "key");
  if (typeof suppressed_by === "string") names.fact(suppressed_by, [...path, "suppressed_by"]);
  if (rule !== undefined) names.rule(rule, [...path, "rule"]);
  if (target !== undefined) names.target(target, [...path, "target"]);
  if (zone !== undefined) names.zone(zone, [...path, "zone"]);
};

const toldAt = (
  names: Names,
  form: NonNullable<MatcherForm["told_at"]>,
  path: Path,
  at: Instant,
): ReadonlyMap<Role, Instant> => {
  for (const role of Object.keys(form)) names.role(role, [...path, role], "key");
  return new Map(
    Object.entries(form).map(([role, text]) => [role as Role, names.momentBefore(text, at, [...path, role])]),
  );
};

const mapped = <K extends string, T, U>(
  record: Readonly<Partial<Record<K, T>>> | undefined,
  change: (value: T, key: K) => U,
): ReadonlyMap<K, U> | undefined =>
  record === undefined
    ? undefined
    : new Map(Object.entries(record).map(([key, value]) => [key as K, change(value as T, key as K)]));

/** A word that is none of the point's own may be the state of its signal. */
const evidenceOf = (
  names: Names,
  evidence: Readonly<Record<string, number | string>>,
  path: Path,
): NonNullable<Wanted["evidence"]> =>
  new Map(
    names.pointsOf(evidence, path).map(([point, written, where]) => {
      const text = String(written);
      const { words, unit } = point.class;
      if (STATES.includes(text) && !words?.includes(text)) return [point.id, text];
      const value = names.read(numberOf(text, point), where, Number.NaN);
      return [point.id, words?.[value] ?? { value, text: numberText(value, unit) }];
    }),
  );
