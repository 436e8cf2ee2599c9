import type { Alert, AlertEvent, Transition } from "../alert/alert.ts";
import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { type Choice, EVERYTHING, isAsked } from "./choice.ts";
import type { ReplayedAlert, Telling } from "./replayed-alert.ts";

/** Alerts that are kept one by one; more than that are only counted. */
export const MOST_KEPT = 200_000;

/** What is counted of every alert, also of those that are not kept. */
export type AlertCounter = {
  /** A rule has found the fact of an alert: it was raised, it returned, or the rule joined it. */
  found(alert: Alert, rule: string, at: Instant): void;
  told(alert: Alert, telling: Telling): void;
};

/** Gathers what becomes of the alerts of a replay. */
export type AlertLog = {
  /** Takes in what a step decided. What ended before `from` is forgotten. */
  take(transitions: readonly Transition[]): void;
  /** Alerts that are open when the log begins. */
  begin(open: readonly Alert[]): void;
  /** All alerts in the order in which they were opened. */
  alerts(): readonly ReplayedAlert[];
  /** How many alerts are missing in `alerts`, because there were more than are kept. */
  readonly cut: () => number;
};

/**
 * @param from  what happens before it is only seen by the engine, not reported
 * @param choice  alerts that were not asked for are neither kept nor counted
 * @param most    of alerts that are kept
 */
export const alertLog = (
  from: Instant,
  counter: AlertCounter,
  { choice = EVERYTHING, most = MOST_KEPT }: { readonly choice?: Choice; readonly most?: number } = {},
): AlertLog => {
  const rows = new Map<string, Row>();
  /** Which rules find each open alert now. */
  const finders = new Map<string, readonly string[]>();
  let cut = 0;

  const keep = (alert: Alert): Row | undefined => {
    const known = rows.get(alert.id);
    if (known !== undefined || rows.size >= most) return known;
    const row = newRow(alert);
    rows.set(alert.id, row);
    return row;
  };

  const note = ({ event, alert }: Transition): void => {
    const isAnew = event.is === "raised" || event.is === "returned";
    // A rule that was asked for may join what another one found.
    const row = isAnew || event.is === "joined" ? keep(alert) : rows.get(alert.id);
    if (row === undefined && event.is === "raised") cut++;
    const tellings = tellingsOf(event);
    if (row) update(row, alert, tellings);
    const before = isAnew ? [] : (finders.get(alert.id) ?? []);
    const now = findersOf(alert);
    if (alert.closedAt === null) finders.set(alert.id, now);
    else finders.delete(alert.id);
    for (const rule of now) if (!before.includes(rule)) counter.found(alert, rule, event.at);
    for (const telling of tellings) counter.told(alert, telling);
  };

  return {
    begin: open => {
      for (const alert of open) {
        if (alert.condition === "clear" || !isAsked(choice, alert)) continue;
        finders.set(alert.id, findersOf(alert));
        const row = keep(alert);
        if (row) update(row, alert, []);
      }
    },
    take: transitions => {
      for (const transition of transitions)
        if (transition.event.at >= from && isAsked(choice, transition.alert)) note(transition);
    },
    alerts: () =>
      [...rows.values()]
        .map((row): ReplayedAlert => ({ ...row, rules: [...row.rules], clauses: [...row.clauses] }))
        .sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)),
    cut: () => cut,
  };
};

const findersOf = ({ clauses }: Alert): readonly string[] => [
  ...new Set(clauses.flatMap(({ rule, until }) => (until === null ? [rule] : []))),
];

type Row = {
  -readonly [Key in Exclude<keyof ReplayedAlert, "rules" | "clauses" | "tellings">]: ReplayedAlert[Key];
} & {
  readonly rules: Set<string>;
  readonly clauses: Set<string>;
  readonly tellings: Telling[];
};

const newRow = ({ id, fact, target, targetName, zone, openedAt, ...alert }: Alert): Row => ({
  id,
  fact,
  target,
  targetName,
  zone,
  title: alert.title,
  level: alert.level,
  priority: alert.priority,
  rules: new Set(),
  clauses: new Set(),
  openedAt,
  clearedAt: null,
  condition: alert.condition,
  occurrences: alert.occurrences,
  tellings: [],
  wastedWh: null,
});

const update = (row: Row, alert: Alert, tellings: readonly Telling[]): void => {
  // The gravest that it ever was: an alert that several rules found is not less because one of them left.
  if (alert.priority <= row.priority) {
    row.priority = alert.priority;
    row.level = alert.level;
    row.title = alert.title;
  }
  row.clearedAt = alert.clearedAt;
  row.condition = alert.condition;
  row.occurrences = alert.occurrences;
  row.wastedWh = alert.wastedWh;
  for (const { rule, clause } of alert.clauses) {
    row.rules.add(rule);
    row.clauses.add(clause);
  }
  row.tellings.push(...tellings);
};

const tellingsOf = ({ is, at, role, told = [] }: AlertEvent): Telling[] => {
  const found = told.map((role: Role): Telling => ({ role, at, why: "found" }));
  return is === "escalated" && role !== undefined ? [...found, { role, at, why: "escalated" }] : found;
};
