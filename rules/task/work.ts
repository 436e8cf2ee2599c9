import type { Done, Entry, Paper, Reminder } from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { Task } from "../routine/task.ts";
import type { Instant } from "../time/instant.ts";

/** What a clerk has done so far of one piece of work. */
export class Work {
  readonly #entries: Entry[] = [];
  readonly #papers = new Map<string, Paper>();
  readonly #reminders: Reminder[] = [];
  readonly #tickets: Extract<RoutineCommand, { is: "open-ticket" }>[] = [];

  /** @param by  name of the person; null: it came by itself */
  entry(task: Task, what: string, at: Instant, by: string | null, detail: unknown): void {
    this.#entries.push({ is: "entry", kind: "task", paper: task.id, what, at, by, detail });
  }

  /** That future duties are planned otherwise. */
  planned(at: Instant, detail: unknown): void {
    this.#entries.push({
      is: "entry",
      kind: "day",
      paper: "plan",
      what: "re-planned",
      at,
      by: null,
      detail,
    });
  }

  paper(paper: Paper): void {
    this.#papers.set(`${paper.kind}:${paper.id}`, paper);
  }

  remind(reminder: Reminder): void {
    this.#reminders.push(reminder);
  }

  ticket(ticket: Extract<RoutineCommand, { is: "open-ticket" }>): void {
    this.#tickets.push(ticket);
  }

  done(): Done {
    return {
      entries: this.#entries,
      papers: [...this.#papers.values()],
      reminders: this.#reminders,
      services: [],
      tickets: this.#tickets,
    };
  }
}
