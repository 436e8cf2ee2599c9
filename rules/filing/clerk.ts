import type { Transition } from "../alert/alert.ts";
import { refused } from "../alert/refusal.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type ClerkMaterial,
  type Done,
  type Entry,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type RoutineRefusal,
} from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { OwedReportPlan, ReportPlan } from "../site/report-plan.ts";
import { USUAL_PLAN } from "../site/usual-reports.ts";
import { after, hours, type Instant, type Millis, millis, minutes } from "../time/instant.ts";
import { affairsOf, waitingReminder } from "./affairs.ts";
import { type Acted, act } from "./commands.ts";
import { listedPoints } from "./listed.ts";
import { begunSince, flashOf, type Owing, ownedBy, reportPaper } from "./owed.ts";
import { releasedReminders } from "./released.ts";
import { type FiledReport, firstReleased, reportOf, stateOf } from "./report.ts";
import { Silences } from "./silences.ts";

/** How long a released report can get another version, and one without a deadline is waited for. Our proposal. */
const KEPT_FOR = hours(31 * 24);
/** How long a daily report is waited for that nobody released: the next ones matter more. Our proposal. */
const WAITED_FOR = hours(7 * 24);

/** Where no pack says so. */
const USUALLY = minutes(30);

/**
 * Keeps the reports that a hall owes: opens each at the beginning of the time that it tells of, writes down which points were
 * silent in it, reminds people, and keeps what they say of its versions. One that is released stays open for a month,
 * since what comes late asks for another version.
 */
class FilingClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["report"];
  readonly #plans: readonly OwedReportPlan[];
  readonly #owing: Owing;
  readonly #silences: Silences;
  readonly #reports = new Map<string, FiledReport>();
  #calendar: Pick<Hall, "calendar"> | undefined;
  /** Until when what comes by time alone has been seen to. */
  #woken = Number.NEGATIVE_INFINITY;
  /** Of what comes from before it a version tells already; so it is late. */
  #told = Number.NEGATIVE_INFINITY;

  constructor({ site, settings, unwatched }: ClerkMaterial) {
    const draftAfter = settings("report_draft_after");
    const plan = planOf(site.reports, draftAfter);
    this.#plans = plan.reports;
    this.#owing = {
      reading: plan.deadlineReading,
      lengths: {
        draftAfter: millis(draftAfter ?? USUALLY),
        warnBefore: millis(settings("report_warn_before") ?? USUALLY),
      },
    };
    this.#silences = new Silences(this.#plans.length === 0 ? [] : listedPoints(site, unwatched));
    this.#calendar = site;
  }

  listensTo(point: number): boolean {
    return this.#silences.has(point);
  }

  dueAt(): number {
    if (this.#plans.length > 0 && this.#woken === Number.NEGATIVE_INFINITY) return this.#woken;
    let first = Number.POSITIVE_INFINITY;
    for (const report of this.#reports.values())
      for (const moment of momentsOf(report)) if (moment > this.#woken && moment < first) first = moment;
    return first;
  }

  wake(hall: Hall): Done {
    this.#woken = hall.now;
    this.#silences.begin(hall);
    const silent = this.#silences.settle(hall);
    const opened = this.#plans.flatMap(plan => begunSince(plan, this.#latest(plan), this.#owing, hall));
    const over = [...this.#reports.values()].filter(
      report => isForgotten(report, hall.now) || this.#isWithdrawn(report),
    );
    const reminded = [...this.#reports.values()].filter(
      report => isToBeReminded(report, hall.now) && missedFrom(report) > hall.now,
    );
    const missed = [...this.#reports.values()]
      .filter(report => missedFrom(report) <= hall.now)
      .map(report => ({ ...report, missedAt: hall.now }));
    for (const { id } of [...over, ...missed]) this.#reports.delete(id);
    const done = this.#keep([...opened, ...reminded.map(each => ({ ...each, remindedAt: hall.now }))]);
    return {
      ...done,
      papers: [
        ...silent,
        ...this.#silences.putAway(hall),
        ...[...over, ...missed].map(each => reportPaper(each, false)),
        ...done.papers,
      ],
      entries: [
        ...missed.map(each => entryOf(each, "missed", hall.now, null, { dueAt: each.dueAt })),
        ...opened.map(each => entryOf(each, "opened", hall.now, null, openedAs(each))),
      ],
      reminders: reminded.map(each => waitingReminder(each, hall)),
    };
  }

  heard(hall: Hall, point: number, at: Instant, value: number | null): Done {
    this.#silences.begin(hall);
    if (value === null) {
      this.#silences.fell(hall, point);
      return NOTHING_DONE;
    }
    const silent = this.#silences.heard(hall, point, at);
    if (at >= this.#told) return silent.length === 0 ? NOTHING_DONE : { ...NOTHING_DONE, papers: silent };
    const late = [...this.#reports.values()]
      .filter(report => isTold(report) && report.from <= at && at < report.to)
      .map(report => ({ ...report, lateData: moreLate(report.lateData, hall.now) }));
    const done = this.#keep(late);
    const begun = late.filter(({ lateData }) => lateData?.readings === 1);
    return {
      ...done,
      papers: [...silent, ...done.papers],
      entries: begun.map(each => entryOf(each, "late-data", hall.now, null, { at })),
    };
  }

  /** A grave incident asks for a report at once. @see GA-9.4.2 in the clause catalogue */
  told(hall: Hall, transitions: readonly Transition[]): Done {
    const plans = this.#plans.filter(({ cycle }) => cycle === "flash");
    const opened = plans.flatMap(plan =>
      transitions
        .filter(({ alert, event }) => BEGINS.has(event.is) && isGrave(alert))
        .map(({ alert }) => flashOf(plan, alert, hall))
        .filter(({ id }) => !this.#reports.has(id)),
    );
    if (opened.length === 0) return NOTHING_DONE;
    const done = this.#keep(opened);
    return { ...done, entries: opened.map(each => entryOf(each, "opened", hall.now, null, openedAs(each))) };
  }

  cued(): Done {
    return NOTHING_DONE;
  }

  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    switch (command.is) {
      case "report-drafted":
      case "review-report":
      case "release-report":
      case "return-report": {
        const report = this.#reports.get(command.report);
        if (!report) return refused(`there is no open report ${command.report}`);
        const acted = act(report, command, hall);
        if ("why" in acted) return acted;
        const done = this.#keep([acted.report]);
        return {
          ...done,
          entries: [entryOf(acted.report, acted.what, command.at, acted.by, acted.detail)],
          reminders: remindersOf(acted, hall),
        };
      }
      default:
        return undefined;
    }
  }

  affairs(hall: Hall): readonly Affair[] {
    // Asked right after stored papers were put back, before anything is heard: what is silent then is known from here on.
    if (this.#plans.length > 0) this.#silences.begin(hall);
    return affairsOf(hall, [...this.#reports.values()]);
  }

  papers(): readonly Paper[] {
    const silent = this.#calendar ? this.#silences.papers(this.#calendar) : [];
    return [...[...this.#reports.values()].map(each => reportPaper(each)), ...silent];
  }

  restore(papers: readonly Paper[]): void {
    this.#silences.restore(papers);
    for (const paper of papers) {
      const report = reportOf(paper);
      const plan = this.#plans.find(({ id }) => id === report?.plan);
      // Whom it concerns is as the plan says today, until it is released.
      if (report)
        this.#put(plan && firstReleased(report) === null ? { ...report, ...ownedBy(plan) } : report);
    }
  }

  move(hall: Hall, by: Millis): Done {
    this.#woken = Number.NEGATIVE_INFINITY;
    this.#silences.begin(hall);
    this.#silences.move(by);
    return NOTHING_DONE;
  }

  #latest({ id }: OwedReportPlan): FiledReport | null {
    let latest: FiledReport | null = null;
    for (const report of this.#reports.values())
      if (report.plan === id && (latest === null || report.from > latest.from)) latest = report;
    return latest;
  }

  /** Nobody owes it any more, and nobody has begun with it. */
  #isWithdrawn({ plan, versions }: FiledReport): boolean {
    return versions.length === 0 && !this.#plans.some(({ id }) => id === plan);
  }

  #put(report: FiledReport): void {
    this.#reports.set(report.id, report);
    if (isTold(report)) this.#told = Math.max(this.#told, report.to);
  }

  #keep(reports: readonly FiledReport[]): Done {
    for (const report of reports) this.#put(report);
    return { ...NOTHING_DONE, papers: reports.map(each => reportPaper(each)) };
  }
}

/** Makes the clerk of reports. It has nothing to do where neither the site file nor a pack asks for any. */
export const filingClerk: ClerkFactory = made => new FilingClerk(made);

/** The plan of the site file, else the usual one where a pack says when reports are drawn up, else none. */
const planOf = (own: ReportPlan | undefined, draftAfter: number | null): ReportPlan =>
  own ?? (draftAfter === null ? { ...USUAL_PLAN, reports: [] } : USUAL_PLAN);

const momentsOf = (report: FiledReport): readonly number[] => {
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

const isForgotten = (report: FiledReport, now: Instant): boolean => forgottenFrom(report) <= now;

/** From when on nobody waits for a report that was never released; Infinity: it was. Our proposal. */
const missedFrom = (report: FiledReport): number => {
  if (firstReleased(report)) return Number.POSITIVE_INFINITY;
  return after(report.dueAt ?? report.draftAt, report.cycle === "daily" ? WAITED_FOR : KEPT_FOR);
};

const isToBeReminded = ({ warnAt, remindedAt, versions }: FiledReport, now: Instant): boolean =>
  warnAt !== null && remindedAt === null && warnAt <= now && firstReleased({ versions }) === null;

/** A version tells what was known of its time. One of an incident tells how that began, and is not drawn up by readings. */
const isTold = ({ cycle, versions }: FiledReport): boolean => cycle !== "flash" && versions.length > 0;

/** Whoever gets it hears of a release; whoever answers for it, of a version that came after one. */
const remindersOf = ({ report, what }: Acted, hall: Hall): Done["reminders"] => {
  if (what === "released") return releasedReminders(report);
  return anotherVersion(report) ? [waitingReminder(report, hall)] : [];
};

/** One that was released already, and was drawn up anew. */
const anotherVersion = (report: FiledReport): boolean =>
  firstReleased(report) !== null && stateOf(report) === "draft";

const moreLate = (known: FiledReport["lateData"], now: Instant): FiledReport["lateData"] => ({
  since: known?.since ?? now,
  last: now,
  readings: (known?.readings ?? 0) + 1,
});

const BEGINS: ReadonlySet<string> = new Set(["raised", "joined", "released"]);

/** What the rules make an incident, and nothing else explains. */
const isGrave = ({ incident, suppression, closedAt }: Transition["alert"]): boolean =>
  incident !== null && suppression === null && closedAt === null;

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);

const openedAs = ({ name, first, last, dueAt, reading, cause }: FiledReport): unknown => ({
  name,
  first,
  last,
  dueAt,
  reading,
  ...(cause !== null && { cause }),
});

const entryOf = (
  { id }: FiledReport,
  what: string,
  at: Instant,
  by: string | null,
  detail: unknown,
): Entry => ({ is: "entry", kind: "report", paper: id, what, at, by, detail });
