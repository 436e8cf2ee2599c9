import { type Alert, type AlertEvent, alertLabel, type ClauseFinding } from "../alert/alert.ts";
import {
  atMoment,
  type Compared,
  contains,
  inOrder,
  isAbout,
  isNear,
  type Look,
  NONE,
  noOrMoment,
  sameSet,
  yesOrMoment,
  yesOrWhich,
} from "./compare.ts";
import { numberText } from "./happening.ts";
import { incidentRows } from "./match-incident.ts";
import type { Known } from "./play.ts";
import type { Amount, Matcher, Wanted } from "./timeline.ts";

/** One thing asked of an alert, what it is, and whether that fits. */
export type Row = {
  readonly key: string;
  readonly expected: string;
  readonly seen: string;
  readonly fits: boolean;
};

/** Compares an alert with what it must be like, one row for each thing that is asked. */
export const rowsOf = ({ wanted }: Matcher, known: Known, look: Look): readonly Row[] =>
  (Object.keys(wanted) as (keyof Wanted)[]).flatMap(key => rowOf(key, wanted, known, look));

export const fits = (matcher: Matcher, known: Known, look: Look): boolean =>
  rowsOf(matcher, known, look).every(row => row.fits);

const rowOf = <K extends keyof Wanted>(key: K, wanted: Wanted, known: Known, look: Look): readonly Row[] => {
  const compare = comparisons[key] as Compare<K>;
  return [compare(wanted[key] as NonNullable<Wanted[K]>, known, look, wanted)].flat().map(row => ({
    key: row.key ?? key,
    expected: row.expected,
    seen: row.seen,
    fits: row.fits ?? row.expected === row.seen,
  }));
};

type Compare<K extends keyof Wanted> = (
  expected: NonNullable<Wanted[K]>,
  known: Known,
  look: Look,
  wanted: Wanted,
) => Compared | readonly Compared[];

const comparisons: { readonly [K in keyof Wanted]-?: Compare<K> } = {
  fact: (expected, { alert }) => ({ expected, seen: alert.fact }),
  target: (expected, { alert }, look) => ({
    expected,
    seen: alert.target,
    fits: isAbout(expected, alert.target, look),
  }),
  zone: (expected, { alert }) => ({ expected, seen: alert.zone || NONE }),
  level: (expected, { alert }) => ({ expected, seen: alert.level }),
  priority: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.priority}` }),
  condition: (expected, { alert }) => ({ expected, seen: alert.condition }),
  occurrences: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.occurrences}` }),
  late: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.isLate}` }),
  clause: (expected, { alert }) => contains(expected, clausesOf(current(alert))),
  clauses: (expected, { alert }) => sameSet(expected, clausesOf(current(alert))),
  rule: (expected, { alert }) => contains(expected, [...new Set(current(alert).map(({ rule }) => rule))]),
  class: (expected, { alert }) => ({ expected, seen: alert.class }),
  label: (expected, { alert }) => ({ expected, seen: alertLabel(alert) }),
  revision: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.revision}` }),
  latched: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.isLatched}` }),
  silent: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.isSilent}` }),
  acknowledged: (expected, { alert }) => yesOrWhich(expected, alert.acknowledgement?.by),
  confirmed: (expected, { alert }) => yesOrWhich(expected, alert.confirmation?.by),
  shelved: (expected, { alert }) => yesOrWhich(expected, alert.shelf?.by),
  suppressed_by: (expected, { alert, cause }) =>
    yesOrWhich(expected, alert.suppression ? (cause?.fact ?? alert.suppression.cause) : undefined),
  out_of_service: (expected, { alert }) => yesOrWhich(expected, alert.outOfService?.order),
  realarm: (expected, { alert }, look) => noOrMoment(expected, alert.realarmAt, look),
  incident: (expected, { alert }, look) => incidentRows(expected, alert.incident, look),
  closed: (expected, { alert }, look) => yesOrMoment(expected, alert.closedAt, look),
  opened: (expected, { alert }, look) => atMoment(expected, alert.openedAt, look),
  cleared: (expected, { alert }, look) => atMoment(expected, alert.clearedAt, look),
  since: (expected, { alert }, look, { clause, rule }) => {
    const asked = alert.clauses.filter(
      each => (clause ?? each.clause) === each.clause && (rule ?? each.rule) === each.rule,
    );
    const found = asked.find(each => isNear(each.since, expected, look)) ?? asked.at(-1);
    return atMoment(expected, found?.since ?? null, look);
  },
  tell: (expected, { alert }) => sameSet(expected, alert.tell),
  told: (expected, { alert }) =>
    sameSet(
      expected,
      alert.told.map(({ role }) => role),
    ),
  told_at: (expected, { alert }, look) =>
    [...expected].map(([role, at]) => {
      const told = alert.told.find(each => each.role === role);
      return { key: `told_at ${role}`, ...atMoment(at, told?.at ?? null, look) };
    }),
  not_told: (expected, { alert }) =>
    expected.map(role => {
      const isTold = alert.told.some(each => each.role === role);
      return { key: `told ${role}`, expected: "false", seen: `${isTold}` };
    }),
  stands_in: (expected, { alert }) =>
    sameSet(
      expected,
      alert.told.filter(({ why }) => why === "stands-in").map(({ role }) => role),
    ),
  waste: (expected, { alert }) => amount(expected, alert.wastedWh),
  wasted: (expected, { alert }) =>
    [...expected].map(([clause, wanted]) => {
      const named = alert.clauses.filter(each => each.clause === clause);
      const known = named.flatMap(({ wastedWh }) => (wastedWh === null ? [] : [wastedWh]));
      return {
        key: `wasted ${clause}`,
        ...amount(wanted, known.length === 0 ? null : Math.max(...known)),
      };
    }),
  evidence: (expected, { alert }) =>
    [...expected].map(([point, wanted]) => {
      const key = `evidence ${point}`;
      const seen = alert.evidence.find(each => each.point === point);
      const expected = typeof wanted === "string" ? wanted : wanted.text;
      if (!seen) return { key, expected, seen: NONE };
      if (wanted === seen.state) return { key, expected, seen: expected };
      const value = seen.word ?? (seen.value === null ? NONE : numberText(seen.value, seen.unit));
      return {
        key,
        expected,
        seen: seen.state === "good" ? value : `${value} (${seen.state})`,
        fits:
          typeof wanted === "string"
            ? seen.word === wanted
            : seen.value !== null && Math.abs(seen.value - wanted.value) < 1e-9,
      };
    }),
  parts: (expected, { alert }) =>
    [...expected].map(([text, is]) => {
      const part = alert.parts.find(each => plain(each.text).includes(plain(text)));
      return { key: `part ${text}`, expected: is, seen: part?.is ?? NONE };
    }),
  events: (expected, { events }) =>
    inOrder(
      expected,
      events.map(({ is }) => is),
    ),
  why: (expected, { events }) => {
    const seen = lastWhy(events);
    return { expected, seen: seen ?? NONE, fits: seen?.includes(expected) ?? false };
  },
};

/** The clauses that the fact breaks; once it is over, those that it broke. */
const current = ({ clauses, condition }: Alert): readonly ClauseFinding[] =>
  condition === "clear" ? clauses : clauses.filter(({ until }) => until === null);

const clausesOf = (findings: readonly ClauseFinding[]): readonly string[] => [
  ...new Set(findings.map(({ clause }) => clause)),
];

const amount = ({ value, off, text }: Amount, seen: number | null): Compared => ({
  expected: text,
  seen: seen === null ? NONE : `${Number(seen.toPrecision(5))} Wh`,
  fits: seen !== null && Math.abs(seen - value) <= off + 1e-9,
});

const plain = (text: string): string => text.replaceAll(/\s+/g, "");

const lastWhy = (events: readonly AlertEvent[]): string | undefined =>
  events.findLast(({ why }) => why !== undefined)?.why;
