import { computed, effect, signal, untracked } from "@preact/signals";
import { asksWho, postOnce } from "./api.ts";
import { type Command, type Outcome, send } from "./command.ts";
import { forget, keep, readAll } from "./database.ts";
import { type Errand, type ErrandOutcome, sendErrand } from "./errand.ts";
import { connection } from "./live.ts";
import { session } from "./session.ts";

/** What waits for the network; `place` is its place in the line. */
type Queued = (Command | Errand) & { readonly place: number };
/** What became of one that had waited. */
export type Sent =
  | { readonly command: Command; readonly outcome: Outcome }
  | { readonly errand: Errand; readonly outcome: ErrandOutcome };

/** What waits to be sent, oldest first. */
export const queued = signal<readonly Queued[]>([]);
/** Ids of the alerts that something waits for. */
export const queuedAlerts = computed(
  () => new Set(queued.value.flatMap(each => ("alert" in each ? [each.alert] : []))),
);
/** What waits that is not about alerts, oldest first. */
export const queuedErrands = computed<readonly Errand[]>(() =>
  queued.value.filter((each): each is Errand & { readonly place: number } => "path" in each),
);
/** What the gateway answered last to something that had waited. */
export const lastErrand = signal<{ readonly errand: Errand; readonly outcome: ErrandOutcome } | null>(null);
/** Whoever has to sign in here before what he did can be sent; null: nobody. */
export const waitsForPerson = signal<string | null>(null);
/** The person agreed that what is done in this outage waits here; asked anew in the next. */
export const mayQueue = signal(false);

/** What may wait for the network: it says what a person saw and did. Whatever silences something never waits. */
export const canWait = (verb: string): boolean => ["acknowledge", "note", "confirm"].includes(verb);

/**
 * Keeps a command until the gateway is heard again. `doneAt`: when it was done, on the hall's clock.
 *
 * @throws when the browser keeps nothing: then it was not kept and the person must be told
 */
export const enqueue = async (command: Command, doneAt: string): Promise<void> => {
  await keep("queue", { ...command, body: { ...command.body, doneAt } });
  await reread();
};

/** As `enqueue`, for what is not about an alert: when it was done stands in its body. @throws as `enqueue` */
export const enqueueErrand = async (errand: Errand): Promise<void> => {
  await keep("queue", errand);
  await reread();
};

const TRY_AGAIN_MS = 10_000;
let isSending = false;

/** Reads what waits from before, and sends it in order whenever the gateway is heard; `tell` learns what became of it. */
export const followQueue = (tell: (sent: readonly Sent[]) => void): void => {
  void reread();
  effect(() => {
    if (connection.value !== "live") return;
    // Whoever it waits for may have signed in.
    void session.value;
    const isWaiting = queued.value.length > 0;
    untracked(() => {
      mayQueue.value = false;
      if (isWaiting) void sendAll(tell);
    });
  });
};

/** One at a time, so that a note never overtakes the acknowledgement it belongs to. Where one cannot be sent, the rest waits too. */
const sendAll = async (tell: (sent: readonly Sent[]) => void): Promise<void> => {
  if (isSending) return;
  isSending = true;
  const sent: Sent[] = [];
  try {
    for (const { place, ...rest } of queued.peek()) {
      const one = await sendOne(rest);
      const { outcome } = one;
      waitsForPerson.value = outcome.is === "refused" && asksWho(outcome) ? rest.body.by : null;
      if (outcome.is === "offline" || isPassing(outcome)) break;
      await forget("queue", place);
      // It waits no longer from this moment on: the link may come and go before the line is read again.
      queued.value = queued.peek().filter(each => each.place !== place);
      if ("errand" in one) lastErrand.value = one;
      sent.push(one);
    }
  } finally {
    isSending = false;
  }
  if (sent.length > 0) tell(sent);
  await reread();
  if (queued.peek().length > 0)
    setTimeout(() => connection.peek() === "live" && void sendAll(tell), TRY_AGAIN_MS);
};

const sendOne = async (waiting: Command | Errand): Promise<Sent> =>
  "path" in waiting
    ? { errand: waiting, outcome: await sendErrand(waiting) }
    : { command: waiting, outcome: await send(waiting, postOnce) };

/** The gateway cannot now, but may in a while: it writes no records, is busy, or waits for the person to sign in. */
const isPassing = (outcome: Outcome | ErrandOutcome): boolean =>
  outcome.is === "refused" &&
  (asksWho(outcome) || ["UNRECORDED", "DOWN", "NO_ANSWER", ""].includes(outcome.code));

const reread = async (): Promise<void> => {
  try {
    queued.value = await readAll<Queued>("queue");
  } catch {
    // A browser that keeps nothing has nothing that waits.
  }
};
