import type { SettledDuty } from "../language/duty.ts";
import type { Settings } from "../language/settings.ts";
import type { Hall, Paper } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Site } from "../site/model.ts";
import { hours, type Instant, instant } from "../time/instant.ts";
import type { Doors } from "./doubts.ts";
import type { Plan } from "./plan.ts";
import type { Work } from "./work.ts";

/** What has been asked already, so that nothing is asked twice. */
export type Ledger = {
  /** Up to when everything that fell due was asked. */
  readonly upTo: Instant;
  /** When each task that was asked is due, by id: those of lately. */
  readonly asked: Readonly<Record<string, Instant>>;
  /** Cues that are on: `<fact>/<target>`. */
  readonly on: readonly string[];
};

/** How long it is kept that a task was asked: as far as a change of the calendar can move it. */
const ASKED_KEPT = hours(9 * 24);

/** The clerk's papers, as they lie on his desk. */
export class Book {
  readonly site: Site;
  /** By id. */
  readonly duties: ReadonlyMap<string, SettledDuty>;
  readonly settings: Settings;
  readonly tasks = new Map<string, Task>();
  ledger: Ledger | null = null;
  plan: Plan | null = null;
  doors: Doors = {};
  readonly #notes = new Map<string, Paper>();

  constructor(site: Site, duties: readonly SettledDuty[], settings: Settings) {
    this.site = site;
    this.duties = new Map(duties.map(duty => [duty.id, duty]));
    this.settings = settings;
  }

  dutyOf({ duty }: Pick<Task, "duty">): SettledDuty | undefined {
    return this.duties.get(duty);
  }

  /** The task as it stands now. */
  put(task: Task, work: Work): void {
    this.tasks.set(task.id, task);
    work.paper(paperOf(task, true));
  }

  /** Nothing more will come of it. */
  putAway(task: Task, work: Work): void {
    this.tasks.delete(task.id);
    work.paper(paperOf(task, false));
  }

  keepLedger(ledger: Ledger, hall: Hall, work: Work): void {
    const asked = Object.fromEntries(
      Object.entries(ledger.asked).filter(([, dueAt]) => dueAt > ledger.upTo - ASKED_KEPT),
    );
    this.ledger = { ...ledger, asked };
    this.#note("asked", this.ledger, hall, work);
  }

  keepPlan(plan: Plan, hall: Hall, work: Work): void {
    this.plan = plan;
    this.#note("plan", plan, hall, work);
  }

  keepDoors(doors: Doors, hall: Hall, work: Work): void {
    if (doors === this.doors) return;
    this.doors = doors;
    this.#note("doors", doors, hall, work);
  }

  #note(id: string, value: unknown, { calendar, now }: Hall, work: Work): void {
    const paper: Paper = { kind: "day", id, day: calendar.dateAt(now), at: now, isOpen: true, value };
    this.#notes.set(id, paper);
    work.paper(paper);
  }

  papers(): readonly Paper[] {
    return [...this.#notes.values(), ...[...this.tasks.values()].map(task => paperOf(task, true))];
  }

  restore(papers: readonly Paper[]): void {
    for (const paper of papers) {
      if (paper.kind === "task") this.tasks.set(paper.id, paper.value as Task);
      if (paper.kind !== "day" || !NOTES.has(paper.id)) continue;
      this.#notes.set(paper.id, paper);
      if (paper.id === "asked") this.ledger = paper.value as Ledger;
      if (paper.id === "plan") this.plan = paper.value as Plan;
      if (paper.id === "doors") this.doors = paper.value as Doors;
    }
  }
}

const NOTES: ReadonlySet<string> = new Set(["asked", "plan", "doors"]);

/** A task as it is kept. */
const paperOf = (task: Task, isOpen: boolean): Paper => ({
  kind: "task",
  id: task.id,
  day: task.day,
  at: instant(task.endedAt ?? task.opensAt),
  isOpen,
  value: task,
});
