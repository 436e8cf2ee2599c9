import { useState } from "preact/hooks";
import type { WireTask } from "#gateway/wire/task.ts";
import { roleName } from "../account/people.tsx";
import { SignSheet } from "../account/sign-sheet.tsx";
import { listText } from "../format/list.ts";
import { duration, moment, shortMoment } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { useRead } from "../parts/use-read.ts";
import { href } from "../route.ts";
import { isLost, now, timeZone } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { say, t } from "../words/language.ts";
import { Doer, useDoer } from "./doer.tsx";
import { TaskItem } from "./item.tsx";
import { hasFailed, readTasks, tasks, useTasks } from "./read-tasks.ts";
import { isAllGiven, waitingSince } from "./send-answer.ts";
import { TaskState } from "./state.tsx";

/** One task: its items in walking order, the next one open. */
export const TaskPage = ({ id }: { id: string }) => {
  useTasks();
  const known = tasks.value?.tasks.find(each => each.id === id);
  return (
    <div class="task-page">
      <a class="back" href={href("tasks")}>
        {t().tasks.back}
      </a>
      {known ? <Whole task={known} isOld={isLost.value || hasFailed.value} /> : <Other id={id} />}
    </div>
  );
};

/** A task that is none of today's. */
const Other = ({ id }: { id: string }) => {
  const { read, again } = useRead<WireTask>(`/api/tasks/${encodeURIComponent(id)}`);
  if (read.is === "read") return <Whole task={read.value} isOld={read.isOld} />;
  if (read.is === "reading" || tasks.value === null) return <p class="calm">{t().tasks.reading}</p>;
  return (
    <div class="calm is-blind">
      <h1>
        <b aria-hidden="true">?</b> {t().tasks.missing}
      </h1>
      <button type="button" onClick={() => void again()}>
        {t().retry}
      </button>
    </div>
  );
};

const Whole = ({ task, isOld }: { task: WireTask; isOld: boolean }) => {
  const words = t().tasks;
  const [by, choose] = useDoer();
  const [chosen, setChosen] = useState<string | null>(null);
  const { id, items, state } = task;
  const isOpen = state === "open" || state === "late";
  const left = items.filter(item => item.answer === null && waitingSince(id, item.id) === null);
  // What comes first is open by itself; where the order is free, so is what was tapped.
  const current = (task.isInOrder ? null : left.find(item => item.id === chosen)) ?? left[0];
  const given = items.length - left.length;
  return (
    <>
      <h1>
        {say(task.title)} <small>{say(task.period)}</small>
      </h1>
      {isOld && tasks.value && (
        <p class="last-known">{words.stale(moment(Date.parse(tasks.value.at), now.value, timeZone.value))}</p>
      )}
      <p class="task-head">
        <TaskState task={task} />
        <span class="quiet">{rulesOf(task)}</span>
      </p>
      {items.length > 1 && (
        <p class="task-meter">
          <progress value={given} max={items.length} aria-label={words.progressOf(given, items.length)} />
          <b>{`${given}/${items.length}`}</b>
        </p>
      )}
      <Steps task={task} />
      {isOpen && left.length > 0 && <Doer role={task.who} by={by} onChoose={choose} />}
      <ol class="task-items">
        {items.map(item => (
          <TaskItem
            key={item.id}
            task={task}
            item={item}
            by={by}
            isOpen={isOpen && item.id === current?.id}
            {...(isOpen && !task.isInOrder && { onOpen: () => setChosen(item.id) })}
          />
        ))}
      </ol>
      <Signing task={task} />
    </>
  );
};

/** By when, by whom, and in what way. */
const rulesOf = ({ who, people, dueAt, isInOrder, paceMs, state, clauses }: WireTask): string => {
  const words = t().tasks;
  const isOver = !["open", "late", "coming"].includes(state);
  return [
    `${roleName(who)}${people.length > 0 ? ` ${listText(people)}` : ""}`,
    isOver ? "" : words.until(shortMoment(Date.parse(dueAt), now.value, timeZone.value)),
    isInOrder && !isOver ? words.inOrder : "",
    paceMs > 0 && !isOver ? words.pace(duration(paceMs)) : "",
    clauses.join(" "),
  ]
    .filter(Boolean)
    .join(" · ");
};

const Steps = ({ task: { steps, guide } }: { task: WireTask }) =>
  steps.length === 0 && guide === null ? null : (
    <details class="steps">
      <summary>{t().tasks.steps}</summary>
      <ol>
        {steps.map(step => (
          <li key={step.en}>{say(step)}</li>
        ))}
      </ol>
      {guide !== null && (
        <p>
          {t().tasks.guide} <q>{guide}</q>
        </p>
      )}
    </details>
  );

/** The signature that ends it, where one does. */
const Signing = ({ task }: { task: WireTask }) => {
  const words = t().tasks;
  const [isAsked, ask] = useState(false);
  const { sign, signature, state, items } = task;
  if (sign === null) return null;
  if (signature !== null)
    return (
      <p class="task-sign">
        <Icon name="sign" />
        {words.signedBy(
          signature.name,
          roleName(signature.role),
          shortMoment(Date.parse(signature.at), now.value, timeZone.value),
        )}
      </p>
    );
  if (state !== "open" && state !== "late") return null;
  const isAnswered = items.length > 0 && items.every(({ answer }) => answer !== null);
  if (!isAnswered)
    return (
      <p class="task-sign quiet">{isAllGiven(task) ? words.allWaiting : words.signAfter(roleName(sign))}</p>
    );
  return (
    <div class="task-sign">
      <p>{words.signNext(roleName(sign))}</p>
      <button type="button" class="primary" disabled={isLost.value} onClick={() => ask(true)}>
        <Icon name="sign" /> {words.sign}
      </button>
      {isAsked && (
        <SignSheet
          title={words.signTitle}
          meaning={words.signMeaning}
          verb={words.sign}
          path="/api/tasks/sign"
          roles={[sign, "hall-director"]}
          body={() => ({ task: task.id })}
          onDone={by => {
            ask(false);
            tell(t().tasks.signed(by), "done");
            void readTasks();
          }}
          onClose={() => ask(false)}
        />
      )}
    </div>
  );
};
