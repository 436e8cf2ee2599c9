import type { AnswerTask, WireTask, WireTaskItem } from "#gateway/wire/task.ts";
import { post } from "../store/api.ts";
import { newId } from "../store/command.ts";
import { type Errand, sendErrand } from "../store/errand.ts";
import { hallTimeAt } from "../store/hall-clock.ts";
import { isLost } from "../store/live.ts";
import { acted } from "../store/person.ts";
import { enqueueErrand, queuedErrands } from "../store/queue.ts";
import { t } from "../words/language.ts";
import { putTask } from "./read-tasks.ts";
import { type Against, taskRefusal } from "./refusal.ts";

const PATH = "/api/tasks/answer";

/** What somebody says of an item. */
export type Said = Pick<AnswerTask, "evidence" | "scan" | "code" | "values" | "outcome" | "note">;

/** `queued`: kept on this device until the gateway is heard. */
export type Given =
  | { readonly is: "done"; readonly task: WireTask }
  | { readonly is: "queued" }
  | ({ readonly is: "not" } & Against);

/** Sends an answer now, or keeps it with the time at which it was given. Never throws. */
export const sendAnswer = async (
  task: Pick<WireTask, "id" | "title">,
  item: Pick<WireTaskItem, "id" | "title">,
  { by, said, photo }: { readonly by: string; readonly said: Said; readonly photo: Blob | null },
): Promise<Given> => {
  const madeAt = await hallTimeAt(performance.now());
  const errand: Errand = {
    id: newId(),
    path: PATH,
    title: {
      zh: `${task.title.zh} ${item.title.zh}`,
      en: `${task.title.en}, ${item.title.en}`,
    },
    // The same whenever it is sent: what is sent again, because the answer was lost, must be what was sent before.
    body: { by, task: task.id, item: item.id, ...said, madeAt: new Date(madeAt).toISOString() },
    ...(photo && { photo }),
  };
  // Where something waits already, what is done later waits behind it: items have their order.
  if (isLost.value || queuedErrands.value.length > 0) return later(errand);
  const outcome = await sendErrand(errand, post);
  if (outcome.is === "offline") return later(errand);
  if (outcome.is === "refused") return { is: "not", ...taskRefusal(outcome) };
  acted(by);
  const answered = outcome.answer as WireTask;
  putTask(answered);
  return { is: "done", task: answered };
};

const later = async (errand: Errand): Promise<Given> => {
  try {
    await enqueueErrand(errand);
  } catch {
    return { is: "not", why: t().notKept, detail: "" };
  }
  acted(errand.body.by);
  return { is: "queued" };
};

/** When an answer to an item was given that waits to be sent; null: none waits. */
export const waitingSince = (task: string, item: string): string | null => {
  const found = queuedErrands.value.find(
    ({ path, body }) => path === PATH && body.task === task && body.item === item,
  );
  return found === undefined ? null : String(found.body.madeAt ?? "");
};

/** Whether every item is answered, here or at the gateway. */
export const isAllGiven = ({ id, items }: WireTask): boolean =>
  items.length > 0 && items.every(item => item.answer !== null || waitingSince(id, item.id) !== null);
