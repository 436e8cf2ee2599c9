import "../styles/tasks.css";
import type { WireTask, WireTaskList } from "#gateway/wire/task.ts";
import { roleName, rolesOf } from "../account/people.tsx";
import { dayText } from "../format/day.ts";
import { listText } from "../format/list.ts";
import { moment } from "../format/time.ts";
import { useRead } from "../parts/use-read.ts";
import { href, route } from "../route.ts";
import { hours, isLost, now, timeZone } from "../store/live.ts";
import { personHere } from "../store/person.ts";
import { say, t } from "../words/language.ts";
import { counts, isForLater, sections } from "./order.ts";
import { hasFailed, readTasks, tasks, useTasks } from "./read-tasks.ts";
import { isAllGiven, waitingSince } from "./send-answer.ts";
import { TaskState } from "./state.tsx";
import { Statistics } from "./statistics.tsx";
import { TaskPage } from "./task-page.tsx";
import { WorkTabs } from "./work-tabs.tsx";

const DAY_MS = 86_400_000;

/** Who is asked what, and how it stands. */
export const TasksPage = () => {
  const { id, query } = route.value;
  if (id !== null) return <TaskPage id={id} />;
  return (
    <div class="tasks-page">
      <h1>{t().tasks.title}</h1>
      <WorkTabs />
      {query.view === "statistics" ? (
        <Statistics />
      ) : query.day === undefined ? (
        <Today />
      ) : (
        <OtherDay day={query.day} />
      )}
    </div>
  );
};

const Today = () => {
  useTasks();
  const list = tasks.value;
  if (list === null) return hasFailed.value ? <Failed again={() => void readTasks()} /> : <Reading />;
  return <Day list={list} isOld={isLost.value || hasFailed.value} />;
};

const OtherDay = ({ day }: { day: string }) => {
  const { read, again } = useRead<WireTaskList>(`/api/tasks?day=${encodeURIComponent(day)}`);
  if (read.is === "reading") return <Reading />;
  if (read.is === "failed") return <Failed again={() => void again()} />;
  return <Day list={read.value} isOld={read.isOld} day={day} />;
};

const Reading = () => <p class="calm">{t().tasks.reading}</p>;

const Failed = ({ again }: { again: () => void }) => (
  <div class="calm is-blind">
    <h2>
      <b aria-hidden="true">?</b> {t().tasks.failed}
    </h2>
    <button type="button" onClick={again}>
      {t().retry}
    </button>
  </div>
);

const Day = ({ list, isOld, day }: { list: WireTaskList; isOld: boolean; day?: string }) => {
  const words = t().tasks;
  const { open, late, done, missed } = counts(list.tasks.filter(task => !isForLater(task, now.value)));
  return (
    <>
      <DayChoice day={day ?? null} />
      {isOld && (
        <p class="last-known">{words.stale(moment(Date.parse(list.at), now.value, timeZone.value))}</p>
      )}
      {list.tasks.length === 0 ? (
        <p class="calm">{words.none}</p>
      ) : (
        <p class="task-counts">{words.counts(open, late, done, missed)}</p>
      )}
      {sections(list.tasks, rolesOf(personHere() ?? ""), now.value).map(({ role, isMine, tasks, later }) => (
        <section key={role} class="task-role">
          <h2>
            {isMine ? words.mine(roleName(role)) : roleName(role)}
            <small>{peopleOf([...tasks, ...later])}</small>
          </h2>
          <Rows tasks={tasks} />
          {later.length > 0 && (
            <details class="later">
              <summary>{words.later(later.length)}</summary>
              <Rows tasks={later} />
            </details>
          )}
        </section>
      ))}
    </>
  );
};

const peopleOf = (tasks: readonly WireTask[]): string => {
  const people = [...new Set(tasks.flatMap(({ people }) => people))];
  return people.length === 0 ? t().tasks.nobody : t().tasks.onDuty(listText(people));
};

const Rows = ({ tasks }: { tasks: readonly WireTask[] }) =>
  tasks.length === 0 ? null : (
    <ul class="task-list">
      {tasks.map(task => (
        <Row key={task.id} task={task} />
      ))}
    </ul>
  );

const Row = ({ task }: { task: WireTask }) => {
  const { id, items, title, period, state } = task;
  const given = items.filter(item => item.answer !== null || waitingSince(id, item.id) !== null).length;
  const isWaiting = items.some(item => waitingSince(id, item.id) !== null);
  return (
    <li class={`task-row is-${state}`} data-task={id}>
      <a href={href("tasks", id)}>
        <span>
          <strong>{say(title)}</strong> <small>{say(period).replace(task.day, "").trim()}</small>
        </span>
        <TaskState task={task} />
        {items.length > 1 && (
          <span class="task-progress">
            <span class="unseen">{t().tasks.progressOf(given, items.length)}</span>
            <span aria-hidden="true">{`${given}/${items.length}`}</span>
          </span>
        )}
        {isWaiting && <span class="queued">{t().tasks.waiting}</span>}
        {isAllGiven(task) && task.sign !== null && (state === "open" || state === "late") && (
          <span class="queued">{t().tasks.signNext(roleName(task.sign))}</span>
        )}
      </a>
    </li>
  );
};

/** Which day is shown, with the days beside it. */
const DayChoice = ({ day }: { day: string | null }) => {
  const words = t().tasks;
  const today = hours.value?.businessDay;
  const shown = day ?? today;
  if (shown === undefined) return null;
  const beside = (days: number): string => {
    const other = new Date(Date.parse(`${shown}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
    return href("tasks", null, { day: other === today ? "" : other });
  };
  return (
    <nav class="day-choice" aria-label={words.day}>
      <a class="chip" href={beside(-1)}>
        {words.before}
      </a>
      <strong>{dayText(shown)}</strong>
      <a class="chip" href={beside(1)}>
        {words.after}
      </a>
      {day !== null && (
        <a class="chip" href={href("tasks")}>
          {words.backToday}
        </a>
      )}
    </nav>
  );
};
