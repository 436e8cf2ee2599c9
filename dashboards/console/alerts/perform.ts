import { signal } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { ago } from "../format/time.ts";
import { asksWho } from "../store/api.ts";
import { type Command, newId, type Outcome, send } from "../store/command.ts";
import { isLost, now } from "../store/live.ts";
import { acted } from "../store/person.ts";
import { canWait, enqueue, mayQueue } from "../store/queue.ts";
import { t } from "../words/language.ts";
import type { Refusal } from "./asked.ts";

export type Result =
  | { readonly is: "done"; readonly alert: WireAlert }
  | { readonly is: "queued" }
  | ({ readonly is: "not" } & Refusal);

/** Alerts that something is being sent about; `slow` once the person would wonder. */
export const pending = signal<ReadonlyMap<string, "sent" | "slow">>(new Map());
const SLOW_AFTER_MS = 300;

/** What a person does about an alert, as a command that is sent once whatever happens. */
export const commandOf = (
  verb: string,
  { id, title }: Pick<WireAlert, "id" | "title">,
  body: Command["body"],
  { id: commandId = newId(), photo = null }: { readonly id?: string; readonly photo?: Blob | null } = {},
): Command => ({ id: commandId, verb, alert: id, title, body, ...(photo && { photo }) });

/** Does it now, or keeps it for later where the person agreed to that and the gateway is not heard. Never throws. */
export const perform = async (command: Command): Promise<Result> => {
  if (isLost.value) return later(command);
  mark(command.alert, "sent");
  const slow = setTimeout(() => mark(command.alert, "slow"), SLOW_AFTER_MS);
  const outcome = await send(command);
  clearTimeout(slow);
  unmark(command.alert);
  if (outcome.is === "offline") return later(command);
  if (outcome.is === "refused") return { is: "not", ...refusalOf(command, outcome), isOffline: false };
  acted(command.body.by);
  return outcome;
};

const later = async (command: Command): Promise<Result> => {
  const { id } = command;
  const not = (why: string): Result => ({ is: "not", why, detail: "", isOffline: true, id });
  if (!canWait(command.verb)) return not(t().needsLink);
  if (!mayQueue.value) return not(t().errors.offline);
  try {
    await enqueue(command, new Date(now.value).toISOString());
  } catch {
    return not(t().notKept);
  }
  acted(command.body.by);
  return { is: "queued" };
};

/** Why the gateway did not do it, in words, with its own sentence where ours says too little. */
export const refusalOf = (
  { body, alert: id }: Command,
  { code, message: sentence, alert }: Extract<Outcome, { is: "refused" }>,
): Pick<Refusal, "why" | "detail"> => {
  // Which alert it is about the person sees.
  const message = sentence.replace(`alert ${id}: `, "");
  const plain = (why: string) => ({ why, detail: "" });
  if (code === "NO_ALERT") return plain(t().errors.gone);
  if (asksWho({ code })) return plain(t().signInNeeded);
  if (code === "UNRECORDED") return plain(t().errors.unrecorded);
  if (code === "NOT_ALLOWED") return { why: t().notAllowed, detail: message };
  if (code !== "REFUSED") return { why: t().errors.failed, detail: message };
  if (alert?.label === "closed") return plain(t().errors.closed);
  if (typeof body.revision !== "number") return { why: t().refused, detail: message };
  if (alert && alert.revision > body.revision) return plain(t().changed);
  const first = alert?.acknowledgement;
  if (first) return plain(t().errors.already(first.by, ago(Date.parse(first.at), now.value)));
  return { why: t().refused, detail: message };
};

const mark = (alert: string, how: "sent" | "slow"): void => {
  pending.value = new Map(pending.value).set(alert, how);
};

const unmark = (alert: string): void => {
  pending.value = new Map([...pending.value].filter(([id]) => id !== alert));
};
