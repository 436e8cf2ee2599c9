import { Engine } from "../engine/engine.ts";
import type { Rulebook } from "../engine/rulebook.ts";
import type { ReadingColumns } from "../reading/columns.ts";
import type { Site } from "../site/model.ts";
import { after, type Instant, type Millis, millis } from "../time/instant.ts";
import { type AlertCounter, alertLog } from "./alert-log.ts";
import { type Choice, EVERYTHING, isAmong } from "./choice.ts";
import { type Load, loadCounter } from "./load.ts";
import type { ReplayedAlert } from "./replayed-alert.ts";
import { type RuleCount, ruleCounter } from "./rule-counts.ts";
import type { ShiftPlan } from "./shift-plan.ts";
import { unheard } from "./unheard.ts";

export type ReplayPlan = {
  readonly site: Site;
  readonly book: Rulebook;
  /** Where the engine begins; a while before `from`, so that signals and holds are known when it counts. */
  readonly since: Instant;
  /** What happens from here on is reported, until before `to`. */
  readonly from: Instant;
  readonly to: Instant;
  /** Within which time a person acknowledges an alert, just before it is over; null: nobody ever does. */
  readonly acknowledgeAfter: Millis | null;
  readonly shifts: ShiftPlan;
  /** Which alerts are reported and counted; absent: all. All rules are judged, whatever was asked for. */
  readonly choice?: Choice;
};

export type Replay = {
  /**
   * Takes the next recorded readings in, oldest first, none older than the last ones.
   *
   * @param columns  `point` is a position in the site's points
   */
  take(columns: ReadingColumns): void;
  /** Lets time pass until `to` and says what the rules would have found. */
  end(): Replayed;
};

/** What the rules would have found from `from` to `to`. */
export type Replayed = {
  readonly from: Instant;
  readonly to: Instant;
  readonly alerts: readonly ReplayedAlert[];
  /** Alerts that are counted but missing in `alerts`, because they are too many. */
  readonly cut: number;
  /** How often each rule found something, by week. */
  readonly rules: readonly RuleCount[];
  readonly load: Load;
  /** Points that no trustworthy reading was ever heard of. */
  readonly neverHeard: readonly string[];
};

/** Who acknowledges in a replay, as it stands on the alert. */
const SOMEBODY = "replay";

/**
 * Lets the rules judge recorded readings on virtual time, with the whole life of alerts: the engine is the one that
 * runs live, and a person acknowledges each alert some time after it was told.
 */
export const replay = ({
  site,
  book,
  since,
  from,
  to,
  acknowledgeAfter,
  shifts,
  choice = EVERYTHING,
}: ReplayPlan): Replay => {
  // Recorded readings tell nothing of what people did: nobody keeps papers of the past.
  const engine = new Engine(site, { ...book, clerks: [] }, since, unheard({ site, book, since }));
  const counts = ruleCounter(site.calendar);
  const load = loadCounter(shifts, site.calendar.timeZone);
  const counter: AlertCounter = {
    found: (alert, rule, at) => {
      if (isAmong(choice.rules, rule)) counts.found(alert, rule, at);
    },
    told: (alert, telling) => load.told(alert, telling),
  };
  const log = alertLog(from, counter, { choice });
  const due: { readonly alert: string; readonly at: Instant }[] = [];
  let hasBegun = false;

  const step = (input: Parameters<Engine["step"]>[0]): void => {
    const { transitions } = engine.step(input);
    if (transitions.length === 0) return;
    log.take(transitions);
    if (acknowledgeAfter === null) return;
    for (const { event } of transitions)
      if (event.is === "raised" || event.is === "returned")
        due.push({ alert: event.alert, at: after(event.at, millis(acknowledgeAfter - 1)) });
  };

  /** Up to when the engine may run in one go: nothing that it finds on the way is acknowledged before. */
  const reach = (): Instant => {
    const last = acknowledgeAfter === null ? Number.POSITIVE_INFINITY : engine.now() + acknowledgeAfter;
    const start = hasBegun ? Number.POSITIVE_INFINITY : from;
    return Math.min(last, due[0]?.at ?? Number.POSITIVE_INFINITY, start) as Instant;
  };

  /** Does what is due at the engine's time. */
  const arrive = (): void => {
    if (!hasBegun && engine.now() >= from) {
      hasBegun = true;
      log.begin(engine.openAlerts());
    }
    while (due[0] !== undefined && due[0].at <= engine.now()) {
      const { alert } = due.shift() as (typeof due)[number];
      step({ is: "acknowledge", alert, by: SOMEBODY, note: "", at: engine.now() });
    }
  };

  const pass = (until: Instant): void => {
    arrive();
    while (engine.now() < until) {
      step({ is: "tick", at: Math.min(reach(), until) as Instant });
      arrive();
    }
  };

  return {
    take: columns => {
      const { rows, at } = columns;
      for (let row = 0; row < rows; ) {
        pass(at[row] as Instant);
        const end = firstFrom(at, row + 1, rows, reach());
        step({ is: "columns", columns: part(columns, row, end), at: at[end - 1] as Instant });
        row = end;
      }
    },
    end: () => {
      pass(to);
      const alerts = log.alerts();
      const neverHeard = site.points.filter(({ index }) => engine.signals.of(index).at === 0);
      return {
        from,
        to,
        alerts,
        cut: log.cut(),
        rules: counts.counts(),
        load: load.load(from, to),
        neverHeard: neverHeard.map(({ id }) => id),
      };
    },
  };
};

/** The first row in `low` … `high` that is not before `limit`; `high` when all are. */
const firstFrom = (at: Float64Array, low: number, high: number, limit: number): number => {
  if (low >= high || (at[high - 1] as number) < limit) return high;
  let [first, last] = [low, high];
  while (first < last) {
    const middle = (first + last) >> 1;
    if ((at[middle] as number) < limit) first = middle + 1;
    else last = middle;
  }
  return first;
};

/** Rows from `start` to before `end`, without copying. */
const part = (
  { rows, at, value, point, quality }: ReadingColumns,
  start: number,
  end: number,
): ReadingColumns =>
  start === 0 && end === rows
    ? { rows, at, value, point, quality }
    : {
        rows: end - start,
        at: at.subarray(start, end),
        value: value.subarray(start, end),
        point: point.subarray(start, end),
        quality: quality.subarray(start, end),
      };
