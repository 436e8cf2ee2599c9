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
import { type Instant, type Millis, millis, minutes } from "../time/instant.ts";
import { affairsOf, waitingReminder } from "./affairs.ts";
import { act } from "./commands.ts";
import {
  beginsGrave,
  isForgotten,
  isToBeReminded,
  isTold,
  missedFrom,
  momentsOf,
  moreLate,
  remindersOf,
} from "./life.ts";
import { listedPoints } from "./listed.ts";
import { begunSince, flashOf, type Owing, ownedBy, reportPaper } from "./owed.ts";
import { type FiledReport, firstReleased, reportOf } from "./report.ts";
import { Silences } from "./silences.ts";

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
  readonly #site: Pick<Hall, "calendar">;
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
    this.#site = site;
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
    // Most readings are on time, of points that were never silent: they cost no more than this.
    if (value !== null && at >= this.#told && !this.#silences.concerns(point)) return NOTHING_DONE;
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
    const opened: FiledReport[] = [];
    for (const plan of plans)
      for (const { alert } of transitions.filter(beginsGrave)) {
        const flash = flashOf(plan, alert, hall, [...this.#reports.values(), ...opened]);
        if (!this.#reports.has(flash.id) && opened.every(({ id }) => id !== flash.id)) opened.push(flash);
      }
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
    const reports = [...this.#reports.values()].map(each => reportPaper(each));
    return [...reports, ...this.#silences.papers(this.#site)];
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
