import { useState } from "preact/hooks";
import type { WireTask, WireTaskItem } from "#gateway/wire/task.ts";
import { shortMoment } from "../format/time.ts";
import { AssetDates } from "../register/asset-dates.tsx";
import { hasFailed, register } from "../register/read-register.ts";
import { href } from "../route.ts";
import { hall, now, timeZone } from "../store/live.ts";
import { AnswerForm, type Scanned } from "../tasks/answer-form.tsx";
import { Doer, useDoer } from "../tasks/doer.tsx";
import { tasks, hasFailed as tasksFailed, useTasks } from "../tasks/read-tasks.ts";
import { waitingSince } from "../tasks/send-answer.ts";
import { TaskState } from "../tasks/state.tsx";
import { say, t } from "../words/language.ts";
import { AllFine } from "./all-fine.tsx";

/** What was read at the place; `tag`: the number of the tag that was touched. */
type Found = Scanned & { readonly tag?: string };
type Here = { readonly task: WireTask; readonly item: WireTaskItem };

/** A thing that somebody stands before: what it is, and what is to be done about it now. */
export const Thing = ({ id, scanned }: { id: string; scanned: Found | null }) => {
  useTasks();
  const words = t().scan;
  const [openedAt] = useState(() => performance.now());
  const [given, setGiven] = useState<readonly string[]>([]);
  const asset = register.value?.assets.find(each => each.id === id);
  const equipment = hall.value?.equipment.find(each => each.id === id);
  const name = asset?.name ?? equipment?.name;
  const zone = hall.value?.zones.find(each => each.id === (asset?.zone ?? equipment?.zone));
  const list = tasks.value?.tasks;
  const here = list?.flatMap(task => itemsOf(task, id)) ?? [];
  // Where the tag of a thing is known, its own number proves the place; else the address that is written on it.
  const proof =
    scanned?.tag !== undefined && asset?.hasTag ? { how: "nfc" as const, code: scanned.tag } : scanned;
  if (name === undefined)
    return (
      <p class="calm">
        {register.value === null && !hasFailed.value ? t().register.reading : words.noThing}{" "}
        <a href={href("scan")}>{words.title}</a>
      </p>
    );
  return (
    <>
      <h1>
        {say(name)} <small>{[id, zone ? say(zone.name) : ""].filter(Boolean).join(" · ")}</small>
      </h1>
      <p class={scanned ? "from-sticker" : "from-sticker quiet"}>
        <b aria-hidden="true">{scanned ? "✓" : "?"}</b> {scanned ? words.fromSticker : words.notFromSticker}
      </p>
      {asset && <AssetDates asset={asset} />}
      {list === undefined && <p class="calm">{tasksFailed.value ? t().tasks.failed : t().tasks.reading}</p>}
      {list !== undefined && here.length === 0 && given.length === 0 && (
        <p class="calm">
          <strong>{words.nothingToDo}</strong> {words.nextHere}
        </p>
      )}
      {/* Where the answer was given, so that a second tap hits no other task's button. */}
      {given.map(task => (
        <Next key={task} task={list?.find(each => each.id === task)} />
      ))}
      {here.map(each => (
        <ToDo
          key={`${each.task.id} ${each.item.id}`}
          here={each}
          scanned={proof}
          openedAt={openedAt}
          onGiven={() => setGiven([...given, each.task.id])}
        />
      ))}
    </>
  );
};

/** Items of a task that is open that are about this thing and wait for an answer. */
const itemsOf = (task: WireTask, id: string): readonly Here[] => {
  if (task.state !== "open" && task.state !== "late") return [];
  return task.items
    .filter(
      item =>
        (item.id === id || (item.id === "it" && task.target === id)) &&
        item.answer === null &&
        waitingSince(task.id, item.id) === null,
    )
    .map(item => ({ task, item }));
};

const ToDo = ({
  here: { task, item },
  scanned,
  openedAt,
  onGiven,
}: {
  here: Here;
  scanned: Scanned | null;
  openedAt: number;
  onGiven: () => void;
}) => {
  const [by, choose] = useDoer();
  const needsSticker = !task.evidence.includes("confirmation") && !task.evidence.includes("photo");
  const asked = { task, item, by, scanned, onGiven };
  return (
    <section class="to-do">
      <h2>
        <a href={href("tasks", task.id)}>{say(task.title)}</a>
        <TaskState task={task} />
      </h2>
      <Doer role={task.who} by={by} onChoose={choose} />
      <AllFine {...asked} openedAt={openedAt} />
      {needsSticker && scanned === null ? (
        <p>
          <a class="button primary" href={href("scan")}>
            {t().tasks.toScan}
          </a>
        </p>
      ) : (
        <AnswerForm {...asked} />
      )}
    </section>
  );
};

/** What comes after it in the same task. */
const Next = ({ task }: { task: WireTask | undefined }) => {
  const words = t().scan;
  if (task === undefined) return null;
  const left = task.items.filter(item => item.answer === null && waitingSince(task.id, item.id) === null);
  const [next] = left;
  return (
    <section class="next">
      <h2>{say(task.title)}</h2>
      <p>
        {t().tasks.progressOf(task.items.length - left.length, task.items.length)}
        {" · "}
        {shortMoment(now.value, now.value, timeZone.value)}
      </p>
      <p>
        <strong>{next ? words.next(say(next.title)) : words.allDone}</strong>
      </p>
      <p class="halves">
        {next && (
          <a class="button primary" href={href("scan")}>
            {words.another}
          </a>
        )}
        <a class="button" href={href("tasks", task.id)}>
          {words.toTask}
        </a>
      </p>
    </section>
  );
};
