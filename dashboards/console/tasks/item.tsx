import { useState } from "preact/hooks";
import type { WireTask, WireTaskAnswer, WireTaskItem } from "#gateway/wire/task.ts";
import { Photo } from "../alerts/photo.tsx";
import { shortMoment } from "../format/time.ts";
import { Icon } from "../parts/icon.tsx";
import { href } from "../route.ts";
import { hall, isLost, now, timeZone } from "../store/live.ts";
import { lastPerson } from "../store/person.ts";
import { say, t } from "../words/language.ts";
import { AnswerForm } from "./answer-form.tsx";
import { answerText } from "./answer-text.ts";
import { RetractDialog } from "./retract-dialog.tsx";
import { waitingSince } from "./send-answer.ts";

type TaskItemProps = {
  readonly task: WireTask;
  readonly item: WireTaskItem;
  readonly by: string;
  /** Whether its questions are shown. */
  readonly isOpen: boolean;
  /** Where items may be done in any order: brings this one forward. */
  onOpen?(): void;
};

/** One item of a task: what was said of it, or what is asked. */
export const TaskItem = ({ task, item, by, isOpen, onOpen }: TaskItemProps) => {
  const { answer } = item;
  const waits = answer === null ? waitingSince(task.id, item.id) : null;
  const place = hall.value?.zones.find(({ id }) => id === item.zone)?.name;
  const isTappable = answer === null && waits === null && !isOpen && onOpen !== undefined;
  const title = (
    <>
      <strong>{say(item.title)}</strong>
      {place && <small>{say(place)}</small>}
    </>
  );
  return (
    <li class={`task-item${isOpen ? " is-current" : ""}`} data-item={item.id}>
      {isTappable ? (
        <button type="button" class="task-item-head plain" onClick={onOpen}>
          {title}
        </button>
      ) : (
        <p class="task-item-head">{title}</p>
      )}
      {waits !== null && (
        <p class="queued">
          {t().tasks.waitingSince(shortMoment(Date.parse(waits), now.value, timeZone.value))}
        </p>
      )}
      {answer !== null && <Answered task={task} item={item} answer={answer} />}
      {isOpen && <Asked task={task} item={item} by={by} />}
    </li>
  );
};

/** How the item is proved: by its sticker, by a person's word, by a device. */
const Asked = ({ task, item, by }: { task: WireTask; item: WireTaskItem; by: string }) => {
  const words = t().tasks;
  const { evidence } = task;
  const needsPlace = evidence.includes("scan");
  const takesWord = evidence.includes("confirmation") || evidence.includes("photo");
  return (
    <>
      {needsPlace && (
        <p class="to-scan">
          <a class="button primary" href={href("scan")}>
            <Icon name="camera" /> {words.toScan}
          </a>
          {!takesWord && <small>{words.needsScan}</small>}
        </p>
      )}
      {evidence.includes("reading") && (
        <p class="quiet">{takesWord || needsPlace ? words.orReading : words.needsReading}</p>
      )}
      {takesWord && <AnswerForm key={item.id} task={task} item={item} by={by} scanned={null} />}
    </>
  );
};

/** What was said of it, by whom, when and on what grounds; late and doubtful stay in sight. */
const Answered = ({ task, item, answer }: { task: WireTask; item: WireTaskItem; answer: WireTaskAnswer }) => {
  const words = t().tasks;
  const [isAsked, ask] = useState(false);
  const { by, at, heardAt, isSentLate, scan, outcome, note, photo, doubts, ticket } = answer;
  const time = (iso: string) => shortMoment(Date.parse(iso), now.value, timeZone.value);
  const isOpen = task.state === "open" || task.state === "late";
  return (
    <div class={`answered is-${outcome}`}>
      <p>
        <b aria-hidden="true">{outcome === "ok" ? "✓" : outcome === "fault" ? "✕" : "–"}</b>{" "}
        {answerText(task.asks, answer)}
      </p>
      <p class="quiet">
        {[
          `${by === "device" ? words.device : by} ${time(at)}`,
          scan === null ? "" : words.how[scan],
          isSentLate ? words.sentLate(time(heardAt)) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {doubts.map(doubt => (
        <p key={doubt.en} class="doubt">
          <b aria-hidden="true">?</b> <strong>{words.doubt}</strong> {say(doubt)}
        </p>
      ))}
      {note !== "" && <q>{note}</q>}
      {photo !== null && <Photo name={photo} />}
      {ticket !== null && <a href={`#/tickets/${encodeURIComponent(ticket)}`}>{words.ticket(ticket)}</a>}
      {ticket === null && outcome === "fault" && (
        <a class="chip" href={href("tickets", null, { open: thingOf(item), cause: task.id })}>
          {t().tickets.fromAlert}
        </a>
      )}
      {isOpen && by === lastPerson() && (
        <button type="button" class="plain" disabled={isLost.value} onClick={() => ask(true)}>
          {words.retract}
        </button>
      )}
      {isAsked && <RetractDialog task={task} item={item} by={by} onClose={() => ask(false)} />}
    </div>
  );
};

/** What a ticket about an item is about: the thing itself, else the zone where it is, else the hall. */
const thingOf = ({ id, zone }: WireTaskItem): string =>
  hall.value?.equipment.some(each => each.id === id) ? id : zone || "hall";
