import type { Transition } from "../alert/alert.ts";
import type { Done, Hall } from "../routine/clerk.ts";
import { after, hours, type Instant } from "../time/instant.ts";
import { waitingReminder } from "./affairs.ts";
import type { Acted } from "./commands.ts";
import { releasedReminders } from "./released.ts";
import { type FiledReport, firstReleased, stateOf } from "./report.ts";

/** How long a released report can get another version, and one without a deadline is waited for. Our proposal. */
const KEPT_FOR = hours(31 * 24);
/** How long a daily report is waited for that nobody released: the next ones matter more. Our proposal. */
const WAITED_FOR = hours(7 * 24);

/** The moments at which a report has something to do by time alone. */
export const momentsOf = (report: FiledReport): readonly number[] => {
  const { to, draftAt, warnAt, dueAt, remindedAt } = report;
  if (firstReleased(report)) return [forgottenFrom(report)];
  return [
    to,
    draftAt,
    ...(warnAt === null || remindedAt !== null ? [] : [warnAt]),
    ...(dueAt === null ? [] : [dueAt]),
    missedFrom(report),
  ];
};

/** From when on nothing corrects a released report any more; Infinity: it is not released. */
const forgottenFrom = (report: FiledReport): number => {
  const released = firstReleased(report)?.released;
  return released ? after(laterOf(report.to, released.at), KEPT_FOR) : Number.POSITIVE_INFINITY;
};

/** Whether nothing corrects it any more. */
export const isForgotten = (report: FiledReport, now: Instant): boolean => forgottenFrom(report) <= now;

/** From when on nobody waits for a report that was never released; Infinity: it was. Our proposal. */
export const missedFrom = (report: FiledReport): number => {
  if (firstReleased(report)) return Number.POSITIVE_INFINITY;
  return after(report.dueAt ?? report.draftAt, report.cycle === "daily" ? WAITED_FOR : KEPT_FOR);
};

/** Whether people are to be reminded of it now, for the first time. */
export const isToBeReminded = ({ warnAt, remindedAt, versions }: FiledReport, now: Instant): boolean =>
  warnAt !== null && remindedAt === null && warnAt <= now && firstReleased({ versions }) === null;

/** A version tells what was known of its time. One of an incident tells how that began, and is not drawn up by readings. */
export const isTold = ({ cycle, versions }: FiledReport): boolean => cycle !== "flash" && versions.length > 0;

/** Whoever gets it hears of a release; whoever answers for it, of a version that came after one. */
export const remindersOf = ({ report, what }: Acted, hall: Hall): Done["reminders"] => {
  if (what === "released") return releasedReminders(report);
  return anotherVersion(report) ? [waitingReminder(report, hall)] : [];
};

/** One that was released already, and was drawn up anew. */
const anotherVersion = (report: FiledReport): boolean =>
  firstReleased(report) !== null && stateOf(report) === "draft";

/** One more reading came late. */
export const moreLate = (known: FiledReport["lateData"], now: Instant): FiledReport["lateData"] => ({
  since: known?.since ?? now,
  last: now,
  readings: (known?.readings ?? 0) + 1,
});

const BEGINS: ReadonlySet<string> = new Set(["raised", "joined", "released"]);

/** Whether an incident begins that nothing else explains: it asks for a flash report. @see GA-9.4.2 in the clause catalogue */
export const beginsGrave = ({ alert, event }: Transition): boolean =>
  BEGINS.has(event.is) && alert.incident !== null && alert.suppression === null && alert.closedAt === null;

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
