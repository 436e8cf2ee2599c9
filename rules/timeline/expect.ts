import type { SignalState } from "../reading/signal.ts";
import type { Instant } from "../time/instant.ts";
import { askedOf } from "./asked.ts";
import type { Look } from "./compare.ts";
import { checkMessages } from "./expect-messages.ts";
import { checkPapers } from "./expect-papers.ts";
import { checkStandings } from "./expect-standings.ts";
import type { About, Failure } from "./failure.ts";
import { valueText } from "./happening.ts";
import { ruleState, rulesFor } from "./look.ts";
import { fits, rowsOf } from "./match.ts";
import type { See } from "./paper-rows.ts";
import type { Performed } from "./perform.ts";
import type { Known, Play } from "./play.ts";
import { rulesOf, type TestHall } from "./test-hall.ts";
import type { Expectation, Matcher, Step } from "./timeline.ts";

/** Where a rule test stands when it looks. */
export type Standing = {
  readonly play: Play;
  readonly hall: TestHall;
  readonly look: Look;
  /** How many messages some step has looked at. */
  readonly read: number;
};

/** What of a step's expectations is not as it should be after the step was performed. */
export const checked = ({ expect }: Step, performed: Performed, standing: Standing): readonly Failure[] => {
  const { at } = performed;
  const refusals = checkRefusals(expect, performed);
  if (expect === null) return refusals;
  const alerts = standing.play.alerts();
  const unmet = expect.alerts.flatMap(matcher => checkWanted(matcher, alerts, at, standing));
  const told = new Set(unmet.map(({ about }) => (about.is === "no-such-alert" ? about.nearest?.alert : "")));
  return [
    ...refusals,
    ...unmet,
    ...expect.noAlerts.flatMap(matcher => checkUnwanted(matcher, alerts, at, standing.look)),
    ...(expect.only
      ? checkOnly(expect, alerts, at, standing.look).filter(
          ({ about }) => about.is === "further-alert" && !told.has(about.alert),
        )
      : []),
    ...checkMessages(expect, at, { all: standing.play.messages(), read: standing.read }, standing.look),
    ...checkPapers(expect, at, see(standing, alerts, at)),
    ...checkStandings(expect, at, standing.play.engine.hall, see(standing, alerts, at)),
    ...checkIncidents(expect, alerts, at, standing),
    ...checkSignals(expect, at, standing),
    ...checkRules(expect, at, standing),
  ];
};

/** What a comparison with papers needs to know. */
const see = ({ play, hall, look }: Standing, alerts: readonly Known[], now: Instant): See => ({
  ...look,
  now,
  site: hall.site,
  duties: hall.book.duties,
  watched: play.watched,
  gone: play.gone,
  said: { papers: play.papers, alerts: alerts.map(({ alert }) => alert) },
});

/** An alert as one word for people: `light-on/L-off1 (TY-2.2-1) active`. */
export const alertText = ({ alert }: Known): string => {
  const clauses = [...new Set(alert.clauses.map(({ clause }) => clause))].join(", ");
  const state = alert.closedAt === null ? alert.condition : "closed";
  return `${alert.fact}/${alert.target} (${clauses || alert.level}) ${state}`;
};

const checkRefusals = (expect: Expectation | null, { at, refusals }: Performed): readonly Failure[] => {
  const expected = expect?.refused ?? null;
  if (expect === null || expected === null)
    return refusals.map(({ why, path }) => ({ at, path, about: { is: "refused", why } }));
  if (refusals.some(({ why }) => why.includes(expected))) return [];
  const whys = refusals.map(({ why }) => why);
  return [{ at, path: [...expect.path, "refused"], about: { is: "not-refused", expected, whys } }];
};

const isOpen = ({ alert }: Known): boolean => alert.closedAt === null;

/** A matcher that speaks of closed alerts looks at all of them. */
const candidates = ({ wanted }: Matcher, alerts: readonly Known[]): readonly Known[] =>
  wanted.closed === undefined || wanted.closed === false ? alerts.filter(isOpen) : alerts;

const checkWanted = (
  matcher: Matcher,
  alerts: readonly Known[],
  at: Instant,
  { play, hall, look }: Standing,
): readonly Failure[] => {
  if (candidates(matcher, alerts).some(known => fits(matcher, known, look))) return [];
  const nearest = nearestOf(matcher, alerts, look);
  const about: About = {
    is: "no-such-alert",
    asked: askedOf(matcher, look.timeZone),
    nearest: nearest && { alert: alertText(nearest), rows: rowsOf(matcher, nearest, look) },
    there: alerts.filter(isOpen).map(alertText),
    rules: rulesFor(matcher.wanted, hall, play.engine),
  };
  return [{ at, path: matcher.path, about }];
};

/** What an alert is about decides which one was meant; open ones and later ones come first. */
const nearestOf = (matcher: Matcher, alerts: readonly Known[], look: Look): Known | null => {
  const ABOUT = ["fact", "target", "rule", "clause", "clauses", "zone"];
  const score = (known: Known): number => {
    const rows = rowsOf(matcher, known, look);
    const about = rows.filter(({ key }) => ABOUT.includes(key));
    if (about.length > 0 && !about.some(({ fits }) => fits)) return -1;
    if (about.some(({ key, fits }) => key === "target" && !fits)) return -1;
    const met = (list: typeof rows): number => list.filter(({ fits }) => fits).length;
    return met(about) * 100 + met(rows) + (isOpen(known) ? 0.5 : 0);
  };
  const scored = alerts.map(known => ({ known, score: score(known) })).filter(each => each.score >= 0);
  const best = scored.toSorted(
    (a, b) => b.score - a.score || b.known.alert.openedAt - a.known.alert.openedAt,
  );
  return best[0]?.known ?? null;
};

const checkUnwanted = (
  matcher: Matcher,
  alerts: readonly Known[],
  at: Instant,
  look: Look,
): readonly Failure[] =>
  candidates(matcher, alerts)
    .filter(known => fits(matcher, known, look))
    .map(known => ({
      at,
      path: matcher.path,
      about: {
        is: "unwanted-alert",
        asked: askedOf(matcher, look.timeZone),
        alert: alertText(known),
        isOver: known.alert.condition === "clear",
      },
    }));

const checkOnly = (
  { alerts: matchers, path }: Expectation,
  alerts: readonly Known[],
  at: Instant,
  look: Look,
): readonly Failure[] =>
  alerts
    .filter(known => isOpen(known) && known.alert.condition !== "clear")
    .filter(known => !matchers.some(matcher => fits(matcher, known, look)))
    .map(known => ({ at, path: [...path, "only"], about: { is: "further-alert", alert: alertText(known) } }));

/** What its rules make an incident, and no other alert explains: that somebody is owed a report makes none. */
const isIncident = ({ alert }: Known, hall: TestHall): boolean =>
  alert.incident !== null &&
  alert.suppression === null &&
  rulesOf(hall).some(({ id, incident }) => incident && alert.clauses.some(({ rule }) => rule === id));

const checkIncidents = (
  { incidents: expected, path }: Expectation,
  alerts: readonly Known[],
  at: Instant,
  { hall }: Standing,
): readonly Failure[] => {
  if (expected === null) return [];
  const there = alerts.filter(known => isOpen(known) && isIncident(known, hall)).map(alertText);
  return there.length === expected
    ? []
    : [{ at, path: [...path, "incidents"], about: { is: "incidents", expected, there } }];
};

const checkSignals = ({ signals }: Expectation, at: Instant, { play }: Standing): readonly Failure[] =>
  signals.flatMap(({ point, state: expected, path }) => {
    const { state: seen, value } = play.engine.signals.of(point.index);
    if (seen === expected) return [];
    const text = Number.isNaN(value) ? "" : valueText(point, value);
    return [
      {
        at,
        path,
        about: { is: "signal", point: point.id, expected, seen: seen as SignalState, value: text },
      },
    ];
  });

const checkRules = ({ rules }: Expectation, at: Instant, { play, hall }: Standing): readonly Failure[] =>
  rules.flatMap(({ key, says: expected, path }) => {
    const rule = ruleState(key, hall, play.engine);
    return rule.says === expected ? [] : [{ at, path, about: { is: "rule", expected, rule } }];
  });
