import { type Refusal, refused } from "../alert/refusal.ts";
import type { Done, Hall, RoutineRefusal } from "../routine/clerk.ts";
import { NOTHING_DONE } from "../routine/clerk.ts";
import type { TaskCommand } from "../routine/command.ts";
import type { Task } from "../routine/task.ts";
import { personOf } from "../routine/who.ts";
import { instant } from "../time/instant.ts";
import { accept, done } from "./accept.ts";
import { type AnswerCommand, give } from "./answers.ts";
import type { Book } from "./book.ts";
import { doubtsOf } from "./doubts.ts";
import { listed } from "./phrases.ts";
import { isReadAt } from "./readings.ts";
import { mayAnswer, maySign } from "./rights.ts";
import { signed, unanswered, withAnswer } from "./task.ts";
import { Work } from "./work.ts";

/** Does what a person asks about a task, or says why not. */
export const obey = (book: Book, hall: Hall, command: TaskCommand): Done | RoutineRefusal => {
  const task = book.tasks.get(command.task);
  if (task === undefined) return refused(`there is no task ${command.task} that is open`);
  switch (command.is) {
    case "answer":
      return answer(book, hall, task, command);
    case "sign-task":
      return sign(book, hall, task, command);
    case "retract":
      return retract(book, hall, task, command);
    default:
      return command satisfies never;
  }
};

const answer = (book: Book, hall: Hall, task: Task, command: AnswerCommand): Done | RoutineRefusal => {
  const duty = book.dutyOf(task);
  if (duty === undefined) return refused("this is no duty any more");
  const person = personOf(hall.site, command.by);
  const role = mayAnswer(person, duty);
  if (typeof role !== "string") return role;
  const by = { id: person?.id ?? command.by, name: person?.name ?? command.by };
  const { timeZone } = hall.calendar;
  const at = instant(Math.min(command.madeAt ?? hall.now, hall.now));
  const work = new Work();
  const given = give({
    task,
    duty,
    command,
    by: by.name,
    now: hall.now,
    timeZone,
    photos: hall.site.photos,
    isRead: isReadAt(book, hall, task, duty, command.item),
    doubts:
      command.evidence === "scan"
        ? doubtsOf({
            site: hall.site,
            task,
            item: command.item,
            at,
            doors: book.doors,
            signalOf: point => hall.signalOf(point),
            timeZone,
          })
        : [],
  });
  if (given.is === "same") return NOTHING_DONE;
  if (given.is === "refused") {
    if (!given.isImplausible) return given;
    const { item, scan = null } = command;
    work.entry(task, "refused", hall.now, by.name, { item, at, scan, why: given.why });
    return { is: "refused", why: given.why, done: work.done() };
  }
  accept(book, hall, task, given, { by, work });
  return work.done();
};

const sign = (
  book: Book,
  hall: Hall,
  task: Task,
  { by }: Extract<TaskCommand, { is: "sign-task" }>,
): Done | Refusal => {
  const duty = book.dutyOf(task);
  if (duty === undefined) return refused("this is no duty any more");
  const person = personOf(hall.site, by);
  const role = maySign(person, duty);
  if (typeof role !== "string" || person === undefined)
    return typeof role === "string" ? refused("who?") : role;
  if (task.state === "done" && task.signature?.person === person.id) return NOTHING_DONE;
  if (task.state !== "open") return refused(`this is not open any more: ${task.state}`);
  if (hall.now < task.opensAt || task.items.length === 0) return refused("this is not open yet");
  const missing = unanswered(task);
  if (missing.length > 0) return refused(`not answered yet: ${listed(missing.map(({ title }) => title)).en}`);
  const work = new Work();
  const after = signed(task, duty, { person: person.id, name: person.name, role, at: hall.now });
  book.put(after, work);
  work.entry(after, "signed", hall.now, person.name, { signature: after.signature });
  done(task, after, hall, person.name, work);
  return work.done();
};

const retract = (
  book: Book,
  hall: Hall,
  task: Task,
  { by, item, why }: Extract<TaskCommand, { is: "retract" }>,
): Done | Refusal => {
  const name = personOf(hall.site, by)?.name ?? by;
  const given = task.items.find(({ id }) => id === item)?.answer;
  if (given === undefined) return refused(`this task has no item "${item}"`);
  if (given === null) return refused("nobody has answered this");
  if (task.state !== "open") return refused(`this is not open any more: ${task.state}`);
  if (given.by !== name) return refused(`this was answered by ${given.by}, who alone can take it back`);
  if (why.trim() === "") return refused("say why");
  const work = new Work();
  book.put(withAnswer(task, item, null), work);
  work.entry(task, "retracted", hall.now, name, { item, why });
  return work.done();
};
