import type { Transition } from "../alert/alert.ts";
import type {
  Affair,
  Clerk,
  ClerkFactory,
  Cue,
  Done,
  Hall,
  Paper,
  RoutineRefusal,
} from "../routine/clerk.ts";
import { NOTHING_DONE } from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import { after, type Instant, instant, type Millis } from "../time/instant.ts";
import { affairsOf } from "./affairs.ts";
import { Book } from "./book.ts";
import { obey } from "./commands.ts";
import { doorsOnTheWay, heardDoor } from "./doubts.ts";
import { happened, heardCue } from "./events.ts";
import { proofPoints } from "./items.ts";
import { type Moment, momentsOf } from "./moments.ts";
import { openPlanned } from "./openings.ts";
import { daysText } from "./plan.ts";
import type { PlannedTask } from "./planned.ts";
import { readProof } from "./readings.ts";
import { replan } from "./replan.ts";
import { acknowledged, linkTickets } from "./seen.ts";
import { isWaiting, toldByLater } from "./task.ts";
import { Work } from "./work.ts";

/** Keeps the tasks: opens them when they fall due, takes what people and devices say, and tells what was not done. */
export const taskClerk: ClerkFactory = ({ site, duties, allSettings = new Map() }) =>
  new TaskClerk(new Book(site, duties, allSettings));

class TaskClerk implements Clerk {
  readonly kinds = ["task", "day"] as const;
  readonly #book: Book;
  readonly #doors: ReadonlyMap<number, string>;
  readonly #proofs: ReadonlySet<number>;
  /** What is still to be opened, soonest first; null: not planned since the start. */
  #coming: readonly PlannedTask[] | null = null;
  /** The days that it was planned for. */
  #days = "";
  #wokenAt = Number.NEGATIVE_INFINITY;
  #due: number | null = null;

  constructor(book: Book) {
    this.#book = book;
    const isScanned = [...book.duties.values()].some(({ evidence }) => evidence.includes("scan"));
    this.#doors = isScanned ? doorsOnTheWay(book.site) : new Map();
    this.#proofs = proofPoints(book.duties.values(), book.site);
  }

  listensTo(point: number): boolean {
    return this.#doors.has(point) || this.#proofs.has(point);
  }

  dueAt(): number {
    if (this.#isIdle()) return Number.POSITIVE_INFINITY;
    this.#due ??= this.#coming === null ? Number.NEGATIVE_INFINITY : this.#soonest();
    return this.#due;
  }

  wake(hall: Hall): Done {
    if (this.#isIdle()) return NOTHING_DONE;
    return this.#working(work => {
      const days = daysText(hall.calendar, hall.now);
      if (this.#coming === null || days !== this.#days) this.#coming = replan(this.#book, hall, work);
      this.#days = days;
      for (let next = this.#next(); next !== undefined && next.at <= hall.now; next = this.#next())
        next.run(this.#book, hall, work);
      this.#wokenAt = hall.now;
    });
  }

  heard(hall: Hall, point: number, at: Instant, value: number | null): Done {
    const measured = hall.site.points[point];
    if (value === null || measured === undefined) return NOTHING_DONE;
    return this.#working(work => {
      const door = this.#doors.get(point);
      const word = measured.class.words?.[value];
      if (door !== undefined && (word === "open" || word === "closed"))
        this.#book.keepDoors(heardDoor(this.#book.doors, door, word === "closed", at), hall, work);
      if (this.#proofs.has(point)) readProof(this.#book, hall, measured, at, value, work);
    });
  }

  told(hall: Hall, transitions: readonly Transition[]): Done {
    return this.#working(work => {
      for (const transition of transitions) this.#hear(hall, transition, work);
      linkTickets(this.#book, hall, work);
    });
  }

  cued(hall: Hall, cue: Cue): Done {
    return this.#working(work => heardCue(this.#book, hall, cue, work));
  }

  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    if (command.is !== "answer" && command.is !== "sign-task" && command.is !== "retract") return undefined;
    this.#due = null;
    return obey(this.#book, hall, command);
  }

  affairs(hall: Hall): readonly Affair[] {
    const tasks = [...this.#book.tasks.values()];
    const told = toldByLater(tasks);
    return tasks.flatMap(task => {
      const duty = this.#book.dutyOf(task);
      return duty === undefined ? [] : affairsOf(task, duty, hall, told.has(task));
    });
  }

  papers(): readonly Paper[] {
    return this.#book.papers();
  }

  restore(papers: readonly Paper[]): void {
    this.#book.restore(papers);
    this.#coming = null;
    this.#due = null;
  }

  /** What goes by an event counts time from it; all else goes by the calendar, which is the same. */
  move(hall: Hall, by: Millis): Done {
    return this.#working(work => {
      for (const task of [...this.#book.tasks.values()]) {
        const isCounted = this.#book.dutyOf(task)?.when.is === "event" && task.state === "open";
        if (!isCounted) continue;
        const { opensAt, dueAt, missedAt } = task;
        const moved = { opensAt: after(opensAt, by), dueAt: after(dueAt, by) };
        this.#book.put({ ...task, ...moved, missedAt: missedAt === null ? null : after(missedAt, by) }, work);
      }
      const { ledger } = this.#book;
      if (ledger !== null && ledger.upTo > hall.now)
        this.#book.keepLedger({ ...ledger, upTo: hall.now }, hall, work);
      // Of a door nothing is known any more: how long it was closed is told on the old clock.
      if (Object.keys(this.#book.doors).length > 0) this.#book.keepDoors({}, hall, work);
      this.#coming = null;
    });
  }

  /** A hall without duties has no tasks, and nothing is kept about them. */
  #isIdle(): boolean {
    return this.#book.duties.size === 0 && this.#book.tasks.size === 0;
  }

  #hear(hall: Hall, transition: Transition, work: Work): void {
    const { event, alert } = transition;
    const { fact, target, suppression, outOfService, condition, isLate } = alert;
    const at = instant(Math.max(event.at, event.learnedAt ?? event.at));
    // What is over by the time that it is learned, or is explained by something else, asks for nothing.
    const isThere = condition !== "clear" || !isLate;
    if (
      BEGINS.has(event.is) &&
      suppression === null &&
      outOfService === null &&
      isThere &&
      condition !== "clear"
    )
      happened(this.#book, hall, { fact, edge: "begin", target, at, alert: alert.id }, work);
    if (event.is === "cleared" && isThere)
      happened(this.#book, hall, { fact, edge: "end", target, at }, work);
    if (event.is === "acknowledged") acknowledged(this.#book, hall, transition, work);
  }

  #working(act: (work: Work) => void): Done {
    const work = new Work();
    act(work);
    this.#due = null;
    return work.done();
  }

  /** The next thing that time alone asks for. */
  #next(): Moment | undefined {
    const asked = this.#book.ledger?.asked ?? {};
    const planned = this.#coming?.find(({ id }) => !Object.hasOwn(asked, id));
    const opening: readonly Moment[] =
      planned === undefined
        ? []
        : [
            {
              at: planned.opensAt,
              order: 2,
              key: planned.id,
              run: (book, hall, work) => openPlanned(book, hall, planned, work),
            },
          ];
    const tasks = [...this.#book.tasks.values()];
    const told = toldByLater(tasks);
    return tasks
      .flatMap(task => momentsOf(task, this.#book.dutyOf(task), told.has(task)))
      .concat(opening)
      .toSorted((a, b) => a.at - b.at || a.order - b.order || (a.key < b.key ? -1 : 1))[0];
  }

  /** When it has something to do, or when a task turns late, which others are to hear of. */
  #soonest(): number {
    const late = [...this.#book.tasks.values()].flatMap(task =>
      task.state === "open" && !isWaiting(task) && task.dueAt > this.#wokenAt ? [task.dueAt] : [],
    );
    return Math.min(this.#next()?.at ?? Number.POSITIVE_INFINITY, ...late);
  }
}

const BEGINS: ReadonlySet<Transition["event"]["is"]> = new Set([
  "raised",
  "returned",
  "released",
  "put-back",
]);
