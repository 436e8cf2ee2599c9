import type { AlertPart } from "../alert/alert.ts";
import { textWidth } from "../site/text-width.ts";
import type { Path } from "../site/yaml-source.ts";
import { type Concern, concernOf, concerns } from "./concern.ts";
import type { About, Asked, Failure, RuleState } from "./failure.ts";
import { type Happening, numberText } from "./happening.ts";
import type { Row } from "./match.ts";
import { clockText, dateText } from "./moments.ts";
import type { Run } from "./run.ts";
import { type Language, type TimelineWords, timelineWords } from "./words.ts";

/** What a failed rule test is shown with. */
export type Shown = {
  readonly timeZone: string;
  readonly language: Language;
  /** The line of the file where something stands. */
  readonly lineOf: (path: Path) => number;
};

const BEFORE = 8;
const AFTER = 3;
/** Characters of a line about what happened: a hall may begin with a hundred values. */
const WIDEST = 90;

/**
 * Why a rule test failed, as plain text: each thing with what was expected and seen, then what happened around it. What
 * is not as it should be about the same thing again later often follows from the first, and is told in short.
 */
export const renderFailures = ({ failures, happenings }: Run, shown: Shown): string => {
  const words = timelineWords(shown.language);
  const moments = Map.groupBy(failures, ({ at }) => at);
  const known = new Set<string>();
  let isShort = false;
  const sections = [...moments].flatMap(([at, together]) => {
    const isAgain = together.map(({ about }) => known.has(kindOf(about)));
    for (const { about } of together) known.add(kindOf(about));
    isShort ||= isAgain.includes(true);
    const texts = together.map((failure, index) =>
      isAgain[index] ? renderShort(failure, shown, words) : renderFailure(failure, shown, words),
    );
    if (!isAgain.includes(false)) return texts;
    const isAboutMessages = together.some(({ about }) => MESSAGES.includes(about.is));
    const isAboutPapers = together.some(({ about }) => PAPERS.includes(about.is));
    const concerned = happenings.filter(
      each =>
        (each.is !== "message" || isAboutMessages) &&
        (each.is !== "entry" || isAboutPapers) &&
        concerns(each, told(together)),
    );
    return [...texts, around(at, concerned, shown, words)];
  });
  return [...sections, ...(isShort ? [words.followed] : [])].join("\n\n");
};

/** Failures that are shown with the messages around them. */
const MESSAGES: readonly About["is"][] = ["no-such-message", "unwanted-message", "further-message"];

/** Failures that are shown with what happened to papers around them. */
const PAPERS: readonly About["is"][] = [
  "no-such-paper",
  "unwanted-paper",
  "check",
  "standing",
  "refused",
  "not-refused",
];

/** What two failures have in common of which the second tells little that is new. */
const kindOf = (about: About): string => {
  const state =
    about.is === "rule"
      ? about.rule.says
      : about.is === "unwanted-alert"
        ? about.isOver
        : about.is === "no-such-alert" && about.nearest !== null;
  return [about.is, state, ...(concernOf(about) ?? [JSON.stringify(about)])].join(" ");
};

/** What is not as it should be in its first line, and of an alert what differs. */
const renderShort = (failure: Failure, shown: Shown, words: TimelineWords): string => {
  const [head = ""] = renderFailure(failure, shown, words).split("\n");
  const { about } = failure;
  const rows = about.is === "no-such-alert" ? (about.nearest?.rows ?? []) : [];
  const differing = rows.filter(row => !row.fits).map(row => ["≠", row.key, row.expected, row.seen]);
  return [head, ...columns(differing).map(line => `    ${line}`)].join("\n");
};

const told = (failures: readonly Failure[]): readonly Concern[] =>
  failures.map(({ about }) => concernOf(about));

/** One thing that was not as it should be, without what happened around it. */
export const renderFailure = (
  { at, path, about }: Failure,
  { timeZone, lineOf }: Shown,
  words: TimelineWords,
): string => {
  const when = `${dateText(at, timeZone)} ${clockText(at, timeZone)}`;
  const [head = "", ...more] = aboutLines(about, timeZone, words);
  return [`${when}  ${words.line(lineOf(path))}  ${head}`, ...more.map(line => `    ${line}`)].join("\n");
};

const aboutLines = (about: About, timeZone: string, words: TimelineWords): readonly string[] => {
  switch (about.is) {
    case "no-such-alert":
      return noSuchAlert(about, timeZone, words);
    case "unwanted-alert":
      return [words.unwanted(about.alert), ...asked(about.asked), ...(about.isOver ? [words.isOver] : [])];
    case "further-alert":
      return [words.further(about.alert)];
    case "forbidden-alert":
      return [words.forbidden(about.alert), ...asked(about.asked)];
    case "signal":
      return [words.signal(about.point, about.expected, about.seen, about.value)];
    case "rule": {
      const { rule, expected } = about;
      const head = words.rule(rule.key, words.says[expected], words.says[rule.says]);
      return [head, ...ruleDetails(rule, timeZone, words)];
    }
    case "no-such-message":
      return noSuchMessage(about, words);
    case "unwanted-message":
      return [words.unwantedMessage(about.message), ...asked(about.asked)];
    case "further-message":
      return [words.furtherMessage(about.message)];
    case "no-such-paper":
      return noSuchPaper(about, words);
    case "unwanted-paper":
      return [words.unwantedPaper(words.papers[about.of], about.paper), ...asked(about.asked)];
    case "check":
      return [words.check[about.of], ...compared(about.rows, words)];
    case "standing":
      return [words.standing(about.what), ...compared([{ key: "", ...about, fits: false }], words)];
    case "incidents":
      return [words.incidents(about.expected, about.there.length), ...about.there];
    case "refused":
      return [words.refused(about.why)];
    case "not-refused":
      return about.whys.length === 0
        ? [words.notRefused(about.expected)]
        : [words.refusedOtherwise(about.expected, about.whys.join(", "))];
    case "never-set":
      return [words.neverSet(about.point)];
    case "never-delivered":
      return [words.neverDelivered(about.point)];
    default:
      return about satisfies never;
  }
};

const noSuchAlert = (
  { asked: wanted, nearest, there, rules }: Extract<About, { is: "no-such-alert" }>,
  timeZone: string,
  words: TimelineWords,
): readonly string[] => {
  const said = rules.flatMap(rule => [
    words.ruleSays(rule.key, words.says[rule.says]),
    ...ruleDetails(rule, timeZone, words),
  ]);
  if (nearest) return [words.nearest(nearest.alert), ...compared(nearest.rows, words), ...said];
  const open = there.length === 0 ? words.nothingThere : words.there(there.join(", "));
  return [open, ...asked(wanted), ...said];
};

/** Messages that are shown one by one; a flood has hundreds. */
const MESSAGES_AT_MOST = 12;

const noSuchMessage = (
  { asked: wanted, seen, there }: Extract<About, { is: "no-such-message" }>,
  words: TimelineWords,
): readonly string[] => {
  const count = new Map(wanted).get("count");
  const head = count === undefined ? words.noMessage : words.messageCount(count, seen);
  const more = there.length - MESSAGES_AT_MOST;
  return [
    head,
    ...asked(wanted),
    there.length === 0 ? words.noMessages : words.messages,
    ...there.slice(0, MESSAGES_AT_MOST).map(each => `  ${each}`),
    ...(more > 0 ? [`  ${words.moreMessages(more)}`] : []),
  ];
};

/** Papers that are shown one by one; a month has hundreds of tasks. */
const PAPERS_AT_MOST = 12;

const noSuchPaper = (
  { of, asked: wanted, seen, nearest, there }: Extract<About, { is: "no-such-paper" }>,
  words: TimelineWords,
): readonly string[] => {
  const count = new Map(wanted).get("count");
  const paper = words.papers[of];
  if (count === undefined && nearest !== null)
    return [words.nearestPaper(paper, nearest.text), ...compared(nearest.rows, words)];
  const more = there.length - PAPERS_AT_MOST;
  return [
    count === undefined ? words.noPaper(paper) : words.paperCount(paper, count, seen),
    ...asked(wanted),
    there.length === 0 ? words.noPapers : words.papersThere,
    ...there.slice(-PAPERS_AT_MOST).map(each => `  ${each}`),
    ...(more > 0 ? [`  ${words.morePapers(more)}`] : []),
  ];
};

const ruleDetails = (
  { hold, sees, ...rule }: RuleState,
  timeZone: string,
  words: TimelineWords,
): readonly string[] => {
  const since = hold && "since" in hold ? [words.since(clockText(hold.since, timeZone))] : [];
  const lines = [...sees, ...since];
  return [...partLines(rule, words), ...(lines.length === 0 ? [] : [lines.join(" · ")])].map(
    each => `  ${each}`,
  );
};

/** Comparisons of a condition that are shown one by one; conditions over a whole hall have hundreds. */
const PARTS_AT_MOST = 6;

/** Each comparison with its two sides: `light.power >= light_off_below: 200 W >= 10 W: yes`. */
const partLines = (
  { decides, parts }: Pick<RuleState, "decides" | "parts">,
  { says, moreParts }: TimelineWords,
): readonly string[] => {
  const of = decides === "clear" ? "clear" : "";
  const shown = parts.slice(0, PARTS_AT_MOST).map(part => [of, part.text, sidesOf(part), says[part.is]]);
  const more = parts.length - PARTS_AT_MOST;
  return [
    ...shown.map(line => line.filter(each => each !== "").join(": ")),
    ...(more > 0 ? [moreParts(more)] : []),
  ];
};

/** `200 W >= 10 W`; a side that nobody knows is a question mark. Nothing where there is nothing to compare. */
const sidesOf = ({ text, left, right, unit, leftWord, rightWord }: AlertPart): string => {
  const sign = / (==|!=|>=|<=|>|<|in) /.exec(text)?.[1];
  if (sign === undefined) return "";
  const side = (value: number | null, word: string | undefined): string =>
    word ?? (value === null ? "?" : numberText(value, unit));
  return sign === "in" ? side(left, leftWord) : `${side(left, leftWord)} ${sign} ${side(right, rightWord)}`;
};

const asked = (wanted: Asked): readonly string[] => columns(wanted);

/** Expected beside seen; what differs is marked. */
const compared = (rows: readonly Row[], { expected, seen }: TimelineWords): readonly string[] =>
  columns([
    ["", "", expected, seen],
    ...rows.map(row => [row.fits ? "" : "≠", row.key, row.expected, row.seen]),
  ]);

const around = (at: number, happenings: readonly Happening[], shown: Shown, words: TimelineWords): string => {
  const isExpected = (each: Happening): boolean => each.is === "expect" && each.at === at;
  const told = happenings
    .filter(each => each.is !== "expect" || isExpected(each))
    // What time alone decides comes to light only when somebody looks.
    .toSorted((a, b) => a.at - b.at);
  const before = told.filter(each => each.at <= at);
  const after = told.filter(each => each.at > at);
  const lines = [...before.slice(-BEFORE), ...after.slice(0, AFTER)];
  const rows = lines.map(each => [
    isExpected(each) ? ">" : "",
    clockText(each.at, shown.timeZone),
    words.happened[each.is],
    shortened(each.what),
  ]);
  return [`    ${words.around}`, ...columns(rows).map(line => `    ${line}`)].join("\n");
};

const shortened = (text: string): string => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text);

/** Rows as aligned columns, two spaces apart. */
const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(row => textWidth(row[column] ?? ""))),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - textWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
};
