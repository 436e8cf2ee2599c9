import type { Entry, Hall, Reminder } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { after, hours, millis } from "../time/instant.ts";
import { aheadNow, approvedNow, type Book, holding, openRound, type Step } from "./book.ts";
import type { Moved } from "./by-hand.ts";
import { endAll } from "./certify.ts";
import { lookAgain, stepOf } from "./hear.ts";
import type { Plan } from "./needs.ts";
import { entry } from "./papers.ts";
import type { Plans } from "./plans.ts";
import type { ClosingRound } from "./round.ts";
import { beginRound, missingRound, mustAt, timesFrom, warnAt } from "./round-life.ts";
import { withdrawn } from "./signing.ts";
import { keptUntil } from "./standing.ts";

/** What happens by time alone, one thing after the other. */
export const TURNS: readonly ((hall: Hall, book: Book, plans: Plans) => Step)[] = [
  (hall, book) => endByOpening(hall, book),
  (hall, book) => dropRound(hall, book),
  (hall, book, plans) => askAgain(hall, book, plans.all),
  (hall, book, plans) => closedLater(hall, book, plans.all),
  (hall, book) => endPassed(hall, book),
  (hall, book, plans) => begin(hall, book, plans.all),
  (hall, book) => warn(hall, book),
  (hall, book, plans) => lookAgain(hall, book, plans.all, null),
  (hall, book) => forget(hall, book),
];

const UNCHANGED: Step["entries"] = [];

/** The hall opens: certificates have done their service, and a round without one is over. */
const endByOpening = (hall: Hall, book: Book): Step => {
  if (!isOpening(hall)) return { book, entries: UNCHANGED };
  const round = openRound(book);
  const { standings, entries } = endAll(book, hall.now, "opening");
  const over = round ? endRound(round, hall.now) : null;
  if (book.round?.isRelived) {
    const { isRelived: _, ...lived } = book.round;
    return { book: { round: lived, standings }, entries };
  }
  if (!over && entries.length === 0) return { book, entries: UNCHANGED };
  return {
    book: { round: over?.round ?? book.round, standings },
    entries: [...entries, ...(over?.entries ?? [])],
  };
};

const isOpening = ({ span }: Hall): boolean => span.phase !== "closed" && span.phase !== "unknown";

const endRound = (round: ClosingRound, at: Instant): Moved => ({
  round: { ...round, endedAt: at },
  entries: [entry("closing", round.id, "ended", { at, certificates: round.certificates })],
});

/** So long a clock that is set back can bring back a day: a round is remembered, so that nobody is asked for it again. */
const REMEMBERED = hours(12);

/** On another business day the numbers of rounds begin anew. */
const dropRound = (hall: Hall, book: Book): Step => {
  const { round } = book;
  const isKept =
    round === null ||
    round.endedAt === null ||
    round.businessDay === hall.span.businessDay ||
    hall.now < after(round.endedAt, REMEMBERED);
  return { book: isKept ? book : { ...book, round: null }, entries: UNCHANGED };
};

/** The hall has closed again although nobody saw it open: the round before is over. */
const endPassed = (hall: Hall, book: Book): Step => {
  const round = openRound(book);
  const isPassed = round !== null && missingRound(hall, book) !== null;
  return isPassed ? stepOf(book, [endRound(round, hall.now)]) : { book, entries: UNCHANGED };
};

/**
 * An approved activity is over: what was measured before does not count any more, nor what was said and signed. Where the
 * hall was certified already, it is asked again.
 */
const askAgain = (hall: Hall, book: Book, plans: readonly Plan[]): Step => {
  const round = openRound(book);
  const standing = holding(book).at(-1);
  const before = round?.approved ?? standing?.approved;
  if (before === undefined || hall.span.phase !== "closed") return { book, entries: UNCHANGED };
  const now = approvedNow(hall);
  const isOver = before.some(zone => !now.includes(zone));
  if (isOver && round) return since(hall, book, round, plans, { from: hall.now, why: ACTIVITY_OVER });
  if (isOver) return afterActivity(hall, book, plans);
  if (now.length === before.length) return { book, entries: UNCHANGED };
  if (round) return { book: { ...book, round: { ...round, approved: now } }, entries: UNCHANGED };
  const standings = book.standings.map(each => (each === standing ? { ...each, approved: now } : each));
  return { book: { ...book, standings }, entries: UNCHANGED };
};

/** It was announced after the fact that the hall had closed later: what was measured before that does not count. */
const closedLater = (hall: Hall, book: Book, plans: readonly Plan[]): Step => {
  const round = openRound(book);
  const { phase, businessDay, since: closedAt } = hall.span;
  const isLater =
    round !== null &&
    phase === "closed" &&
    round.businessDay === businessDay &&
    closedAt > Math.max(round.closedAt, round.since);
  return isLater
    ? since(hall, book, round, plans, { from: closedAt, why: CLOSED_LATER })
    : { book, entries: UNCHANGED };
};

const ACTIVITY_OVER: Words = { zh: "经批准的活动结束了", en: "the approved activity is over" };
const CLOSED_LATER: Words = { zh: "公告的关门时间更晚", en: "the hall closed later, as was announced" };

/** What counts is asked of a round anew, from a moment on. */
const since = (
  hall: Hall,
  book: Book,
  round: ClosingRound,
  plans: readonly Plan[],
  { from, why }: { readonly from: Instant; readonly why: Words },
): Step => {
  const over = withdrawn(round, hall.now, why);
  const next: ClosingRound = {
    ...(over?.round ?? round),
    ...timesFrom(hall, from),
    closedAt: hall.span.since,
    extension: null,
    byHand: {},
    approved: approvedNow(hall),
    ahead: aheadNow(hall, plans, from),
    warnedAt: null,
  };
  const again = entry("closing", round.id, "asked-again", {
    at: hall.now,
    since: from,
    byHand: round.byHand,
  });
  return stepOf(book, [...(over ? [over] : []), { round: next, entries: [again] }]);
};

const afterActivity = (hall: Hall, book: Book, plans: readonly Plan[]): Step => {
  const last = holding(book).at(-1);
  if (!last) return { book, entries: UNCHANGED };
  const { standings, entries } = endAll(book, hall.now, "re-entry");
  const { businessDay } = last.certificate;
  const round = beginRound(hall, plans, { businessDay, number: last.round + 1, since: hall.now });
  return { book: { round, standings }, entries: [...entries, opened(round, hall.now)] };
};

/** The hall has closed: a round begins. */
const begin = (hall: Hall, book: Book, plans: readonly Plan[]): Step => {
  const number = missingRound(hall, book);
  if (number === null) return { book, entries: UNCHANGED };
  const { businessDay, since: closedAt } = hall.span;
  const round = beginRound(hall, plans, { businessDay, number, since: closedAt });
  return { book: { ...book, round }, entries: [opened(round, hall.now)] };
};

const opened = ({ id, since: from, dueAt, mustCloseAt }: ClosingRound, at: Instant): Entry =>
  entry("closing", id, "opened", { at, since: from, dueAt, mustCloseAt });

const warn = (hall: Hall, book: Book): Step => {
  const round = openRound(book);
  const isTime = round !== null && round.warnedAt === null && hall.now >= warnAt(hall, round);
  if (!round || !isTime || hall.now >= mustAt(round)) return { book, entries: UNCHANGED };
  return {
    book: { ...book, round: { ...round, warnedAt: hall.now } },
    entries: UNCHANGED,
    reminders: [warning(hall, round, millis(mustAt(round) - hall.now))],
  };
};

const warning = ({ site }: Hall, round: ClosingRound, left: Millis): Reminder => {
  const minutes = Math.ceil(left / 60_000);
  return {
    key: `closing-warning/${round.id}/${mustAt(round)}`,
    paper: `closing:${round.id}`,
    role: "duty-manager",
    title: {
      zh: `还有 ${minutes} 分钟必须关好厅`,
      en: `The hall must be closed within ${minutes} min`,
    },
    target: "hall",
    targetName: site.name,
    zone: "",
    steps: [
      {
        zh: "打开关门检查；来不及就申请延长。",
        en: "Open the closing check; ask for more time if you need it.",
      },
    ],
  };
};

/** Certificates that ended long ago. */
const forget = (hall: Hall, book: Book): Step => {
  const standings = book.standings.filter(each => (keptUntil(each) ?? after(hall.now, millis(1))) > hall.now);
  return standings.length === book.standings.length
    ? { book, entries: UNCHANGED }
    : { book: { ...book, standings }, entries: UNCHANGED };
};
