import type { Alert, AlertEvent, ClauseFinding } from "../alert/alert.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { numberText } from "./happening.ts";
import { clockText, dateText, wallText } from "./moments.ts";
import type { Known } from "./play.ts";
import type { Amount, Matcher, Wanted } from "./timeline.ts";

/** One thing asked of an alert, what it is, and whether that fits. */
export type Row = {
  readonly key: string;
  readonly expected: string;
  readonly seen: string;
  readonly fits: boolean;
};

/** What a comparison needs to know beside the alert. */
export type Look = { readonly tolerance: Millis; readonly timeZone: string };

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

/** `fits` where equal texts would not do; `key` where one thing asked makes several rows. */
type Compared = {
  readonly key?: string;
  readonly expected: string;
  readonly seen: string;
  readonly fits?: boolean;
};
type Compare<K extends keyof Wanted> = (
  expected: NonNullable<Wanted[K]>,
  known: Known,
  look: Look,
  wanted: Wanted,
) => Compared | readonly Compared[];

const NONE = "–";

const comparisons: { readonly [K in keyof Wanted]-?: Compare<K> } = {
  fact: (expected, { alert }) => ({ expected, seen: alert.fact }),
  target: (expected, { alert }) => ({ expected, seen: alert.target }),
  zone: (expected, { alert }) => ({ expected, seen: alert.zone || NONE }),
  level: (expected, { alert }) => ({ expected, seen: alert.level }),
  priority: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.priority}` }),
  condition: (expected, { alert }) => ({ expected, seen: alert.condition }),
  occurrences: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.occurrences}` }),
  late: (expected, { alert }) => ({ expected: `${expected}`, seen: `${alert.isLate}` }),
  clause: (expected, { alert }) => contains(expected, clausesOf(current(alert))),
  clauses: (expected, { alert }) => sameSet(expected, clausesOf(current(alert))),
  rule: (expected, { alert }) => contains(expected, [...new Set(current(alert).map(({ rule }) => rule))]),
  acknowledged: (expected, { alert }) => {
    const by = alert.acknowledgement?.by;
    if (typeof expected === "string") return { expected, seen: by ?? NONE };
    return { expected: `${expected}`, seen: `${by !== undefined}` };
  },
  closed: (expected, { alert }, look) =>
    typeof expected === "boolean"
      ? { expected: `${expected}`, seen: `${alert.closedAt !== null}` }
      : atMoment(expected, alert.closedAt, look),
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

const contains = (expected: string, seen: readonly string[]): Compared => ({
  expected,
  seen: list(seen),
  fits: seen.includes(expected),
});

const sameSet = (expected: readonly string[], seen: readonly string[]): Compared => ({
  expected: list(expected),
  seen: list(seen),
  fits: expected.length === seen.length && expected.every(each => seen.includes(each)),
});

const list = (names: readonly string[]): string => (names.length === 0 ? NONE : names.join(", "));

const isNear = (seen: Instant, expected: Instant, { tolerance }: Look): boolean =>
  Math.abs(seen - expected) <= tolerance;

/** Both moments as text; the date only where the days differ. */
const atMoment = (expected: Instant, seen: Instant | null, look: Look): Compared => {
  const { timeZone } = look;
  const isSameDay = seen === null || dateText(seen, timeZone) === dateText(expected, timeZone);
  const text = isSameDay ? clockText : wallText;
  return {
    expected: text(expected, timeZone),
    seen: seen === null ? NONE : text(seen, timeZone),
    fits: seen !== null && isNear(seen, expected, look),
  };
};

const amount = ({ value, off, text }: Amount, seen: number | null): Compared => ({
  expected: text,
  seen: seen === null ? NONE : `${Number(seen.toPrecision(5))} Wh`,
  fits: seen !== null && Math.abs(seen - value) <= off + 1e-9,
});

const plain = (text: string): string => text.replaceAll(/\s+/g, "");

const lastWhy = (events: readonly AlertEvent[]): string | undefined =>
  events.findLast(({ why }) => why !== undefined)?.why;
