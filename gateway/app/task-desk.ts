import type { SettledDuty } from "#rules/language/duty.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Task } from "#rules/routine/task.ts";
import type { PlannedTask } from "#rules/task/planned.ts";
import { plannedTasks } from "#rules/task/schedule.ts";
import { taskStatistics } from "#rules/task/statistics.ts";
import { after, hours, type Instant, toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { TaskApi } from "../http/task.ts";
import type {
  AnswerTask,
  RetractAnswer,
  SignTask,
  WireTask,
  WireTaskList,
  WireTaskStatistics,
} from "../wire/task.ts";
import { allPapers } from "./all-papers.ts";
import { asking, momentOf, noPhoto, type PaperDeskParts, paperIn, putAbout } from "./paper-desk.ts";
import type { Stickers } from "./stickers.ts";
import { wireComing, wireTask } from "./task-wire.ts";

export type TaskDeskParts = PaperDeskParts & { readonly stickers: Stickers };

/** Where people see what they have to do, and say what they did. */
export class TaskDesk implements TaskApi {
  readonly #parts: TaskDeskParts;

  constructor(parts: TaskDeskParts) {
    this.#parts = parts;
  }

  async tasks(day: string | undefined): Promise<WireTaskList> {
    const { clock, engine } = this.#parts;
    const today = engine.current.hours().businessDay;
    const asked = day ?? today;
    const kept = await this.#kept(asked, today);
    const there = new Set(kept.map(({ id }) => id));
    const coming = asked < today ? [] : this.#coming(asked).filter(({ id }) => !there.has(id));
    const tasks = [...kept, ...coming].toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
    return { tasks, at: toIso(clock.now()) };
  }

  async task(id: string): Promise<WireTask | null> {
    const paper = await paperIn(this.#parts, "task", id);
    return paper && this.#wire(paper);
  }

  async answerTask(asked: AnswerTask): Promise<Commanded<WireTask>> {
    const { task, item, evidence, scan, values, outcome, note, photo, madeAt } = asked;
    const refused = noPhoto(this.#parts.photos, photo) ?? (await this.#wrongSticker(asked));
    if (refused) return refused;
    return this.#put(asked, "answered", {
      is: "answer",
      ...asking(this.#parts, asked),
      task,
      item,
      evidence,
      values,
      outcome,
      note,
      ...(scan !== undefined && { scan }),
      ...(photo !== undefined && { photo }),
      ...(madeAt !== undefined && { madeAt: momentOf(madeAt) }),
    });
  }

  signTask(asked: Omit<SignTask, "secret">): Promise<Commanded<WireTask>> {
    const { task } = asked;
    return this.#put(asked, "signed", { is: "sign-task", ...asking(this.#parts, asked), task });
  }

  retractAnswer(asked: RetractAnswer): Promise<Commanded<WireTask>> {
    const { task, item, why } = asked;
    const command = { is: "retract", ...asking(this.#parts, asked), task, item, why } as const;
    return this.#put(asked, "taken back", command);
  }

  async taskStatistics(from: string, to: string): Promise<WireTaskStatistics> {
    const papers = await allPapers(this.#parts.record, { kind: "task", from, to });
    const counted = taskStatistics(papers.map(taskOf), this.#parts.clock.now());
    const titles = new Map(papers.map(paper => [taskOf(paper).duty, taskOf(paper).title]));
    return {
      from,
      to,
      duties: counted.map(one => ({
        ...one,
        title: this.#dutyOf(one.duty)?.title ?? titles.get(one.duty) ?? { zh: one.duty, en: one.duty },
      })),
    };
  }

  /** Tasks that were opened: of the day and, today, whatever is open. */
  async #kept(day: string, today: string): Promise<readonly WireTask[]> {
    const { record, papers } = this.#parts;
    const ofDay = await allPapers(record, { kind: "task", from: day, to: day });
    const open = day === today ? papers.of("task") : [];
    const byId = new Map([...ofDay, ...open].map(paper => [paper.id, paper]));
    return Array.from(byId.values(), paper => this.#wire(paper));
  }

  /** Tasks of a day that are not open yet. */
  #coming(day: string): readonly WireTask[] {
    const { engine, rules } = this.#parts;
    const { calendar, now } = engine.current.hall;
    const to = endOf(day, now);
    return rules().book.duties.flatMap(duty =>
      plannedTasks(duty, calendar, { from: now, to })
        .filter(planned => planned.day === day && isToCome(planned, now))
        .map(planned => wireComing(planned, { duty, people: this.#onDuty(duty) })),
    );
  }

  /** A scan must be of the thing that it is said to be of. */
  async #wrongSticker({
    task,
    item,
    evidence,
    scan,
    code,
  }: AnswerTask): Promise<{ readonly is: "refused"; readonly why: string } | null> {
    if (evidence !== "scan") return null;
    if (code === undefined) return { is: "refused", why: "a scan needs the code that was read" };
    const paper = await paperIn(this.#parts, "task", task);
    if (paper === null) return null; // Nobody has this task, which is told instead.
    const thing = item === "it" ? (taskOf(paper).target ?? taskOf(paper).duty) : item;
    const { stickers } = this.#parts;
    const why = scan === "nfc" ? stickers.tagProblem(thing, code) : stickers.problem(thing, code);
    return why === null ? null : { is: "refused", why };
  }

  #put(
    { task, id }: { readonly task: string; readonly id?: string | undefined },
    done: string,
    command: Parameters<typeof putAbout>[1]["command"],
  ): Promise<Commanded<WireTask>> {
    return putAbout(this.#parts.desk, { command, id, done, answer: () => this.task(task) });
  }

  #wire(paper: Paper): WireTask {
    const task = taskOf(paper);
    const duty = this.#dutyOf(task.duty);
    return wireTask(task, { duty, people: duty ? this.#onDuty(duty) : [], now: this.#parts.clock.now() });
  }

  #onDuty({ who }: SettledDuty): readonly string[] {
    return this.#parts.engine.current.hall.onDuty(who).map(({ name }) => name);
  }

  #dutyOf(id: string): SettledDuty | undefined {
    return this.#parts.rules().book.duties.find(duty => duty.id === id);
  }
}

const taskOf = ({ value }: Paper): Task => value as Task;

const isToCome = ({ is, opensAt }: PlannedTask, now: Instant): boolean => is === "deferred" || opensAt > now;

/** Until when a day's tasks may open: business days go past midnight. */
const endOf = (day: string, now: Instant): Instant => {
  const end = after(Date.parse(`${day}T00:00:00Z`) as Instant, hours(48));
  return end > now ? end : now;
};
