import { refused } from "../alert/refusal.ts";
import type { SettledDuty } from "../language/duty.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type ClerkMaterial,
  type Done,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type RoutineRefusal,
} from "../routine/clerk.ts";
import type { EarlyHandover, HandoverCommand, RoutineCommand } from "../routine/command.ts";
import { forbidden, personOf } from "../routine/who.ts";
import type { Shift } from "../site/roster.ts";
import { after, hours, type Instant, instant, type Millis, millis, minutes } from "../time/instant.ts";
import { affairsOf, readReminder } from "./affairs.ts";
import type { Handover } from "./handover.ts";
import { itemsOf } from "./items.ts";
import { isFixed } from "./life.ts";
import { begun, type Change, changeAt, earlyChange } from "./open.ts";
import { entryOf, handoverOf, handoverPaper } from "./papers.ts";
import { refreshed } from "./refresh.ts";
import { readersOf } from "./rights.ts";
import { nextDutyAt } from "./shifts.ts";
import { step } from "./step.ts";

/** How long both have to sign, where no pack says so. @see ZX-2-2 in the clause catalogue, which names no time */
const WITHIN = minutes(30);
/** Of a post that was never handed over: shifts that ended no longer ago than this are. */
const LOOK_BACK = hours(1);

/** Keeps the handovers of a hall's posts. The one done last stays open: it says who is responsible. */
class HandoverClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["handover"];
  readonly #shifts: readonly Shift[];
  readonly #duties: readonly SettledDuty[];
  readonly #within: Millis;
  readonly #papers = new Map<string, Paper>();
  /** Until when what comes by time alone has been seen to. */
  #woken = Number.NEGATIVE_INFINITY;

  constructor({ site, duties, settings }: ClerkMaterial) {
    this.#shifts = site.roster.shifts;
    this.#duties = duties;
    this.#within = millis(settings("handover_within") ?? WITHIN);
  }

  listensTo(): boolean {
    return false;
  }

  dueAt(): number {
    const moments = [
      ...this.#shifts.map(({ to }) => to),
      ...this.#list().flatMap(each => [
        ...(each.state === "done" ? [] : [each.dueAt]),
        ...(isToBeReminded(each) ? [this.#remindAt(each)] : []),
      ]),
    ];
    return moments.reduce<number>(
      (next, moment) => (moment > this.#woken && moment < next ? moment : next),
      Number.POSITIVE_INFINITY,
    );
  }

  wake(hall: Hall): Done {
    this.#woken = hall.now;
    const seen = [this.#refresh(hall), this.#openEnded(hall), this.#remind(hall)];
    return {
      ...NOTHING_DONE,
      papers: seen.flatMap(({ papers }) => papers),
      entries: seen.flatMap(({ entries }) => entries),
      reminders: seen.flatMap(({ reminders }) => reminders),
    };
  }

  heard(): Done {
    return NOTHING_DONE;
  }

  cued(): Done {
    return NOTHING_DONE;
  }

  told(hall: Hall): Done {
    return this.#refresh(hall);
  }

  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    switch (command.is) {
      case "hand-over":
        return this.#openEarly(hall, command);
      case "read-item":
      case "remark":
      case "add":
      case "sign-handover":
        return this.#act(hall, command);
      default:
        return undefined;
    }
  }

  affairs(hall: Hall): readonly Affair[] {
    return affairsOf(hall, this.#list());
  }

  papers(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  restore(papers: readonly Paper[]): void {
    for (const paper of papers) if (paper.kind === "handover") this.#papers.set(paper.id, paper);
  }

  move(hall: Hall, by: Millis): Done {
    this.#woken = Number.NEGATIVE_INFINITY;
    const open = this.#list().filter(({ state }) => state === "open");
    return this.#keep(open.map(each => handoverPaper({ ...each, dueAt: after(each.dueAt, by) }, hall)));
  }

  /** What nobody has signed says what is open now; of a post only the latest. */
  #refresh(hall: Hall): Done {
    const latest = [...Map.groupBy(this.#list(), ({ post }) => post).values()].flatMap(own => {
      const last = own.toSorted((a, b) => b.openedAt - a.openedAt)[0];
      return last && last.state === "open" && !isFixed(last) ? [last] : [];
    });
    const changed = latest.flatMap(handover => {
      const now = this.#written(hall, handover);
      return JSON.stringify(now.items) === JSON.stringify(handover.items) ? [] : [now];
    });
    return this.#keep(changed.map(each => handoverPaper(each, hall)));
  }

  #written(hall: Hall, handover: Handover): Handover {
    return { ...handover, items: refreshed(handover.items, itemsOf(hall, handover, this.#duties)) };
  }

  /** Shifts that have ended since the post was handed over last: of several that nobody saw, the last. */
  #openEnded(hall: Hall): Done {
    const posts = [...Map.groupBy(this.#shifts, ({ role }) => role)];
    const ended = posts.flatMap(([post, shifts]) => {
      const own = this.#list().filter(each => each.post === post);
      const since = own.length > 0 ? Math.max(...own.map(({ openedAt }) => openedAt)) : hall.now - LOOK_BACK;
      const over = shifts.filter(({ to }) => since < to && to <= hall.now);
      const last = Math.max(...over.map(({ to }) => to));
      return over
        .filter(({ to }) => to === last)
        .flatMap(shift => changeAt(hall, shift, own) ?? [])
        .map(change => ({ change, at: instant(last) }));
    });
    return this.#open(hall, ended, null);
  }

  #openEarly(hall: Hall, command: EarlyHandover): Done | RoutineRefusal {
    const own = this.#list().filter(({ post }) => post === command.post);
    const change = earlyChange(hall, command, own);
    if ("why" in change) return change;
    return this.#open(hall, [{ change, at: command.at }], change.from);
  }

  #open(
    hall: Hall,
    changes: readonly { readonly change: Change; readonly at: Instant }[],
    by: string | null,
  ): Done {
    const opened: Handover[] = [];
    for (const { change, at } of changes) {
      const begins = begun(change, at, this.#within);
      const isTaken = this.#papers.has(begins.id) || opened.some(({ id }) => id === begins.id);
      const own = isTaken ? { ...begins, id: `${begins.id}-${change.from}` } : begins;
      if (!this.#papers.has(own.id)) opened.push(this.#written(hall, own));
    }
    const who = by === null ? null : (personOf(hall.site, by)?.name ?? by);
    const done = this.#keep(opened.map(each => handoverPaper(each, hall)));
    const entries = opened.map(each =>
      entryOf(each, "opened", {
        at: hall.now,
        by: who,
        detail: { post: each.post, from: each.from, to: each.to, items: each.items.length },
      }),
    );
    return { ...done, entries };
  }

  /** What was bridged is asked of the next one when his duty begins; of somebody who is away then, when he is back. */
  #remind(hall: Hall): Done {
    const due = this.#list().filter(each => isToBeReminded(each) && this.#remindAt(each) <= hall.now);
    const planned = due.map(each => {
      const comes = nextDutyAt(hall, each.post, each.to, hall.now);
      const isHere = comes <= hall.now || hall.onDuty(each.post).some(({ id }) => id === each.to);
      return isHere || each.to === null
        ? { ...each, remindedAt: hall.now }
        : { ...each, dueAt: after(comes, this.#within) };
    });
    const reminded = planned.filter(({ remindedAt }) => remindedAt !== null);
    const done = this.#keep(planned.map(each => handoverPaper(each, hall)));
    return { ...done, reminders: reminded.map(each => readReminder(hall, each)) };
  }

  #remindAt({ dueAt }: Handover): Instant {
    return after(dueAt, millis(-this.#within));
  }

  #act(hall: Hall, command: HandoverCommand): Done | RoutineRefusal {
    const paper = this.#papers.get(command.handover);
    if (!paper) return refused(`there is no open handover ${command.handover}`);
    const known = handoverOf(paper);
    const by = personOf(hall.site, command.by);
    if (!by) return forbidden(by, "do that", readersOf(known.post));
    const isSigning = command.is === "sign-handover" && command.as === "from" && !isFixed(known);
    const current = isSigning ? this.#written(hall, known) : known;
    const stepped = step(current, command, { hall, by, at: command.at, within: this.#within });
    if ("why" in stepped) return stepped;
    const { handover, entry } = stepped;
    const isDone = handover.state === "done" && known.state !== "done";
    const before = isDone
      ? this.#list().filter(each => each.state === "done" && each.post === known.post)
      : [];
    const done = this.#keep([
      ...before.map(each => handoverPaper(each, hall, false)),
      handoverPaper(handover, hall),
    ]);
    return { ...done, entries: [entry] };
  }

  #list(): readonly Handover[] {
    return this.papers().map(handoverOf);
  }

  #keep(papers: readonly Paper[]): Done {
    for (const paper of papers)
      if (paper.isOpen) this.#papers.set(paper.id, paper);
      else this.#papers.delete(paper.id);
    return { ...NOTHING_DONE, papers };
  }
}

/** Makes the clerk of handovers. */
export const handoverClerk: ClerkFactory = made => new HandoverClerk(made);

const isToBeReminded = ({ state, remindedAt }: Handover): boolean =>
  state === "bridged" && remindedAt === null;
