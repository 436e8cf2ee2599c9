import type { Rulebook } from "#rules/engine/rulebook.ts";
import { type Choice, isAmong } from "#rules/replay/choice.ts";
import { kindsOfShift } from "#rules/replay/load.ts";
import type { Replayed } from "#rules/replay/replay.ts";
import type { ReplayedAlert } from "#rules/replay/replayed-alert.ts";
import type { RuleCount } from "#rules/replay/rule-counts.ts";
import { weeksBetween } from "#rules/replay/weeks.ts";
import type { Role, Site } from "#rules/site/model.ts";
import type { Millis } from "#rules/time/instant.ts";
import { localText } from "./hall-time.ts";
import type { Told } from "./rules-replay-told.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

export type ReplayReport = {
  readonly site: Site;
  readonly book: Rulebook;
  readonly replayed: Replayed;
  readonly told: Told;
  /** Whose load is shown. */
  readonly role: Role;
  readonly acknowledgeAfter: Millis | null;
  readonly choice: Choice;
};

/** Alerts that are listed one by one; programs get all of them. */
const SHOWN_AT_MOST = 40;
/** Weeks that have a column each; more are drawn as bars. */
const COLUMNS_AT_MOST = 6;
const BARS = "·▁▂▃▄▅▆▇█";

/** What a replay found, for people. */
export const replayText = (report: ReplayReport, words: Words): string => {
  const { site, replayed } = report;
  const { replay: say } = words;
  const count = replayed.alerts.length + replayed.cut;
  return [
    ...head(report, words),
    "",
    say.alerts(countsOf(replayed.alerts), count),
    ...(replayed.alerts.length > 0 ? [alertTable(replayed.alerts, site, words)] : []),
    ...(count > SHOWN_AT_MOST ? [say.more(count - SHOWN_AT_MOST)] : []),
    "",
    ...ruleLines(report, words),
    "",
    say.load(words.roles[report.role]),
    loadTable(report, words),
    ...doubts(report, words),
  ].join("\n");
};

const head = (
  { site, book, replayed, told, acknowledgeAfter, choice }: ReplayReport,
  words: Words,
): string[] => {
  const { timeZone } = site.calendar;
  const [from, to] = [localText(replayed.from, timeZone), localText(replayed.to, timeZone)];
  return [
    `${site.name[words.language]} (${site.id})  ${from} – ${to}`,
    words.replay.readings(told.readings, told.recording, told.seconds),
    words.replay.judged(book.instances.length, acknowledgeAfter),
    ...(Object.values(choice).some(ids => ids.length > 0) ? [words.replay.only(choice)] : []),
  ];
};

/** How many alerts there were of each priority, 1 to 4. */
const countsOf = (alerts: readonly ReplayedAlert[]): readonly number[] =>
  [1, 2, 3, 4].map(priority => alerts.filter(alert => alert.priority === priority).length);

/** Alerts as rows: when, how grave, where, what, which clauses, how often, who was told. */
export const alertTable = (alerts: readonly ReplayedAlert[], site: Site, words: Words): string => {
  const { timeZone } = site.calendar;
  const { replay: say, language, roles } = words;
  const rows = alerts
    .slice(0, SHOWN_AT_MOST)
    .map(alert => [
      localText(alert.openedAt, timeZone),
      alert.clearedAt === null ? say.open(alert.condition) : localText(alert.clearedAt, timeZone),
      String(alert.priority),
      say.level(alert.level),
      alert.target,
      alert.title[language],
      alert.clauses.join(" "),
      `${alert.occurrences}×`,
      [...new Set(alert.tellings.map(({ role }) => roles[role]))].join(", "),
    ]);
  const { opened, cleared, priority, level, target, what, clauses, times, told } = say.head;
  return table([[opened, cleared, priority, level, target, what, clauses, times, told], ...rows]);
};

const ruleLines = (
  { site, book, replayed: { from, to, rules, alerts }, choice }: ReplayReport,
  { replay: say }: Words,
): string[] => {
  const all = new Set(book.instances.map(({ rule }) => rule.id));
  const known = new Set([...all].filter(id => isAmong(choice.rules, id)));
  const found = new Set([...rules.map(({ rule }) => rule), ...alerts.flatMap(alert => alert.rules)]);
  const quiet = [...known].filter(id => !found.has(id)).length;
  const before = alerts.filter(({ openedAt }) => openedAt < from).length;
  const weeks = weeksBetween(site.calendar, from, to);
  return [
    say.rules,
    ...(rules.length > 0
      ? [weeks.length <= COLUMNS_AT_MOST ? weekTable(rules, weeks, say) : weekBars(rules, weeks, say)]
      : []),
    ...(before > 0 ? [say.before(before)] : []),
    say.quiet(quiet, known.size),
  ];
};

type Say = Words["replay"];

const weekTable = (rules: readonly RuleCount[], weeks: readonly string[], { head }: Say): string =>
  table([
    [head.rule, head.total, ...weeks],
    ...rules.map(({ rule, times, weeks: found }) => [
      rule,
      `${times}`,
      ...weeks.map(week => `${found[week] ?? 0}`),
    ]),
  ]);

const weekBars = (rules: readonly RuleCount[], weeks: readonly string[], { head }: Say): string =>
  table([
    [head.rule, head.total, head.mostInAWeek, `${weeks[0]} … ${weeks.at(-1)}`],
    ...rules.map(({ rule, times, weeks: found }) => {
      const counts = weeks.map(week => found[week] ?? 0);
      const most = Math.max(...counts);
      return [rule, `${times}`, `${most} ${weeks[counts.indexOf(most)]}`, bars(counts, most)];
    }),
  ]);

/** One sign a week: a dot where nothing was found, else the higher the more. */
const bars = (counts: readonly number[], most: number): string =>
  counts
    .map(count => BARS[count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * (BARS.length - 1)))])
    .join("");

const loadTable = ({ replayed: { load }, role }: ReplayReport, { replay: { head } }: Words): string =>
  table([
    [head.shift, head.shifts, head.told, head.aShift, head.most, head.urgent],
    ...kindsOfShift(load, role).map(({ kind, shifts, told, urgent, most }) => [
      kind,
      `${shifts}`,
      `${told}`,
      (told / shifts).toFixed(1),
      most === null ? "–" : `${most.told} ${most.shift}`,
      `${urgent}`,
    ]),
  ]);

/** What whoever reads this must know to trust it. */
const doubts = ({ replayed, told }: ReplayReport, { replay: say }: Words): string[] => {
  const { neverHeard, cut } = replayed;
  const lines = [
    ...(neverHeard.length > 0 ? [say.neverHeard(neverHeard.length, some(neverHeard))] : []),
    ...(told.strangers.length > 0 ? [say.strangers(told.strangers.join(", "))] : []),
    ...(told.impossible.count > 0 ? [say.impossible(told.impossible)] : []),
    ...(cut > 0 ? [say.cut(cut)] : []),
  ];
  return lines.length > 0 ? ["", ...lines] : [];
};

const some = (ids: readonly string[]): string =>
  `${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ", …" : ""}`;
