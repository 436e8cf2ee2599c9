import type { Role } from "../site/model.ts";
import type { Path } from "../site/yaml-source.ts";
import type { Instant } from "../time/instant.ts";
import { readEnergy } from "./amounts.ts";
import { numberText } from "./happening.ts";
import type { Names } from "./names.ts";
import type { MatcherForm } from "./schema-matcher.ts";
import type { Amount, Matcher, Wanted } from "./timeline.ts";
import { numberOf } from "./values.ts";

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
  const { acknowledged, closed, opened, since, cleared, told_at, waste, wasted, evidence, parts, ...plain } =
    form;
  if (typeof acknowledged === "string") names.person(acknowledged, [...path, "acknowledged"]);
  const wanted = {
    ...plain,
    target: plain.target === undefined ? undefined : names.targetId(plain.target),
    acknowledged: typeof acknowledged === "string" ? names.personName(acknowledged) : acknowledged,
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
  return { path, wanted: withoutGaps(wanted) };
};

const checkNames = (names: Names, form: MatcherForm, path: Path): void => {
  const { fact, clause, clauses = [], rule, target, zone, wasted = {} } = form;
  if (fact !== undefined) names.fact(fact, [...path, "fact"]);
  if (clause !== undefined) names.clause(clause, [...path, "clause"]);
  for (const [index, each] of clauses.entries()) names.clause(each, [...path, "clauses", index]);
  for (const each of Object.keys(wasted)) names.clause(each, [...path, "wasted", each], "key");
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

/** Keys that nobody asked for are not there at all. */
const withoutGaps = (wanted: { readonly [K in keyof Wanted]: Wanted[K] | undefined }): Wanted =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
