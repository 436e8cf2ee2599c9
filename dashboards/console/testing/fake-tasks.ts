import { wireComing, wireTask } from "#gateway/app/task-wire.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import * as wire from "#gateway/wire/task.ts";
import type { SettledDuty } from "#rules/language/duty.ts";
import type { Task } from "#rules/routine/task.ts";
import type { Person } from "#rules/site/model.ts";
import { give } from "#rules/task/answers.ts";
import { mayAnswer, maySign } from "#rules/task/rights.ts";
import { taskStatistics } from "#rules/task/statistics.ts";
import { signed, unanswered, withAnswer } from "#rules/task/task.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import type { Answer as Told } from "./fake-accounts.ts";
import { fakeDuties } from "./fake-duties.ts";
import { stickerCode } from "./fake-register.ts";

const refused = (message: string): Told => ({ status: 409, value: { error: "REFUSED", message } });
const notYours = (message: string): Told => ({ status: 403, value: { error: "NOT_ALLOWED", message } });

/** What people have to do in the fake hall: the rules' own idea of an answer, without an engine around it. */
export class FakeTasks {
  #tasks = new Map<string, Task>();

  reset(): void {
    this.#tasks.clear();
  }

  /** A task falls due; it can be one that is over. */
  put(task: Task): void {
    this.#tasks.set(task.id, task);
  }

  get(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  list(hall: WireHall, now: number): wire.WireTaskList {
    const tasks = [...this.#tasks.values()].map(task => this.#wire(task, hall, now));
    return {
      tasks: tasks.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)),
      at: new Date(now).toISOString(),
    };
  }

  one(hall: WireHall, now: number, id: string): wire.WireTask | undefined {
    const task = this.#tasks.get(id);
    return task && this.#wire(task, hall, now);
  }

  statistics(now: number, query: URLSearchParams): wire.WireTaskStatistics {
    const { from, to } = wire.statisticsQuery.parse(Object.fromEntries(query));
    const own = [...this.#tasks.values()].filter(({ day }) => day >= from && day <= to);
    const duties = taskStatistics(own, instant(now)).map(one => ({ ...one, title: dutyOf(one.duty).title }));
    return { from, to, duties };
  }

  do(verb: string, body: Readonly<Record<string, unknown>>, hall: WireHall, now: number): Told | null {
    const task = this.#tasks.get(String(body.task));
    if (task === undefined) return { status: 404, value: { error: "NO_TASK", message: "there is no task" } };
    const person = (hall.people as Person[]).find(({ id, name }) => id === body.by || name === body.by);
    const world = { task, duty: dutyOf(task.duty), person, now: instant(now) };
    const done =
      verb === "answer"
        ? answered(wire.answerTask.parse(body), world)
        : verb === "sign"
          ? signedBy(world)
          : verb === "retract"
            ? withAnswer(task, wire.retractAnswer.parse(body).item, null)
            : null;
    if (done === null || "status" in done) return done;
    this.#tasks.set(done.id, done);
    return { status: 200, value: this.#wire(done, hall, now) };
  }

  #wire(task: Task, hall: WireHall, now: number): wire.WireTask {
    const duty = dutyOf(task.duty);
    const people = (hall.people as Person[]).flatMap(({ name, roles }) =>
      roles.includes(duty.who) ? [name] : [],
    );
    if (task.opensAt > now) return wireComing({ ...task, is: "due", putOffFrom: null }, { duty, people });
    return wireTask(task, { duty, people, now: instant(now) });
  }
}

type World = {
  readonly task: Task;
  readonly duty: SettledDuty;
  readonly person: Person | undefined;
  readonly now: Instant;
};

const answered = (asked: wire.AnswerTask, { task, duty, person, now }: World): Task | Told => {
  const role = mayAnswer(person, duty);
  if (typeof role !== "string" || person === undefined)
    return notYours(typeof role === "string" ? "who?" : role.why);
  const { by: _by, id: _id, code, madeAt, scan, photo, ...rest } = asked;
  const read = /k=([0-9a-f]+)/.exec(code ?? "")?.[1] ?? code;
  // The tag of C2 has a number of its own.
  const own = scan === "nfc" && asked.item === "C2" ? "04:A2:11" : stickerCode(asked.item);
  if (asked.evidence === "scan" && read !== own)
    return refused(
      `task ${task.id}: this is none of this hall's stickers and tags, or could not be read: scan it again`,
    );
  const given = give({
    task,
    duty,
    command: {
      is: "answer",
      by: person.id,
      at: now,
      ...rest,
      ...(madeAt !== undefined && { madeAt: instant(Date.parse(madeAt)) }),
      ...(scan !== undefined && { scan }),
      ...(photo !== undefined && { photo }),
    },
    by: person.name,
    now,
    timeZone: "Asia/Shanghai",
    photos: true,
    isRead: false,
    doubts:
      asked.item === "X3"
        ? [{ zh: "09:12 之后后门没有开过", en: "the back door was not opened since 09:12" }]
        : [],
  });
  if (given.is === "refused") return refused(`task ${task.id}: ${given.why}`);
  return given.is === "same" ? task : given.task;
};

const signedBy = ({ task, duty, person, now }: World): Task | Told => {
  const role = maySign(person, duty);
  if (typeof role !== "string" || person === undefined)
    return notYours(typeof role === "string" ? "who?" : role.why);
  if (unanswered(task).length > 0) return refused(`task ${task.id}: not answered yet`);
  return signed(task, duty, { person: person.id, name: person.name, role, at: now });
};

const dutyOf = (id: string): SettledDuty => {
  const found = fakeDuties.find(duty => duty.id === id);
  if (found === undefined) throw new Error(`the fake hall has no duty ${id}`);
  return found;
};
