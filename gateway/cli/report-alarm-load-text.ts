import { instant } from "#rules/time/instant.ts";
import type { WireFigures, WireLoad } from "../wire/load.ts";
import { localText } from "./hall-time.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** Rows of a list for people; programs get all. */
const SHOWN_AT_MOST = 20;
/** Periods without a call say nothing one by one once there are this many. */
const MANY_PERIODS = 31;

/** A report on the alarm load, for people. */
export const alarmLoadText = (hall: string, load: WireLoad, words: Words): string => {
  const { load: say } = words;
  const at = (iso: string): string => localText(instant(Date.parse(iso)), load.timeZone);
  const named = namesOf(load, words);
  const { length, percent } = say;
  const list = (title: string, rows: readonly (readonly string[])[], none: string): string[] =>
    rows.length === 0
      ? [none, ""]
      : [
          title,
          indented(table(rows.slice(0, SHOWN_AT_MOST))),
          ...(rows.length > SHOWN_AT_MOST ? [`  ${say.more(rows.length - SHOWN_AT_MOST)}`] : []),
          "",
        ];
  return [
    say.title(hall, at(load.from), at(load.to)),
    say.by[load.by],
    "",
    indented(table([say.figureHead, ...load.judged.map(each => judgedRow(each, words))])),
    "",
    ...periodLines(load, words),
    ...list(
      say.callers,
      load.callers.map(({ subject, calls, share }) => [String(calls), percent(share), named(subject)]),
      say.noCalls,
    ),
    ...list(
      say.chattering,
      load.chattering.map(({ subject, times, most }) => [named(subject), say.bursts(times, most)]),
      say.noChattering,
    ),
    ...list(
      say.fleeting,
      load.fleeting.map(({ subject, times, of }) => [named(subject), say.timesOf(times, of)]),
      say.noFleeting,
    ),
    ...list(
      say.standing,
      load.standing.map(each => [
        say.since(at(each.from), each.to && at(each.to)),
        each.title[words.language],
        each.targetName[words.language],
        each.owner ?? say.nobody,
        each.isAside ? say.aside : "",
      ]),
      say.noStanding,
    ),
    say.waiting(load.waiting.calls, load.waiting.still),
    ...(load.waiting.p50Ms === null || load.waiting.p95Ms === null
      ? []
      : [`  ${say.percentiles(length(load.waiting.p50Ms), length(load.waiting.p95Ms))}`]),
    "",
    ...list(
      say.unauthorised,
      load.unauthorised.map(each => [
        at(each.at),
        each.by ?? say.nobody,
        say.did(each.is),
        each.title[words.language],
        each.targetName[words.language],
        each.why,
      ]),
      say.noUnauthorised,
    ),
    ...proposalLines(load, named, words),
    ...(load.unreadable > 0 ? ["", say.unreadable(load.unreadable)] : []),
  ].join("\n");
};

const namesOf = ({ subjects }: WireLoad, { language }: Words) => {
  const byKey = new Map(subjects.map(each => [each.key, each]));
  return (key: string): string => {
    const subject = byKey.get(key);
    return subject === undefined
      ? key
      : `P${subject.priority} ${subject.title[language]} · ${subject.targetName[language]} (${key})`;
  };
};

const judgedRow = (
  { name, value, target, band }: WireLoad["judged"][number],
  { load: say }: Words,
): readonly string[] => [
  say.figures[name],
  value === null ? "–" : say.value(name, value),
  `≤ ${say.value(name, target)}`,
  say.bands[band],
];

const periodLines = (load: WireLoad, { load: say }: Words): string[] => {
  const isMany = load.periods.length > MANY_PERIODS;
  const shown = isMany ? load.periods.filter(({ calls }) => calls > 0) : load.periods;
  const rows = [
    ...shown.map(period => [
      `${period.name}${period.isWhole ? "" : " *"}`,
      ...figureCells(period, say.percent),
    ]),
    [say.whole, ...figureCells(load.whole, say.percent)],
  ];
  return [
    load.by === "week" ? say.perWeek : say.perShift,
    indented(table([say.periodHead, ...rows])),
    ...(shown.some(({ isWhole }) => !isWhole) ? [`  ${say.partly}`] : []),
    ...(shown.length < load.periods.length ? [`  ${say.quiet(load.periods.length - shown.length)}`] : []),
    ...(load.outside > 0 ? [`  ${say.outside(load.outside)}`] : []),
    "",
  ];
};

const figureCells = (figures: WireFigures, percent: (share: number) => string): readonly string[] => [
  String(figures.calls),
  figures.perHour.toFixed(1),
  ...figures.byPriority.map(String),
  String(figures.peak?.calls ?? 0),
  percent(figures.above1),
  percent(figures.above10),
  String(figures.floods),
  String(figures.shelved),
  String(figures.suppressed),
  String(figures.outOfService),
];

const proposalLines = (
  { proposals }: WireLoad,
  named: (key: string) => string,
  { load: say }: Words,
): readonly string[] =>
  proposals.length === 0
    ? [say.noProposals]
    : [
        say.proposals,
        ...proposals.map(
          each =>
            `  ${each.isAdvised ? "" : `${say.notAdvised} `}${named(`${each.rule}/${each.target}`)}: ${say.proposal(each)}`,
        ),
      ];

const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");
