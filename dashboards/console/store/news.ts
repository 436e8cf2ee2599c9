import { effect, signal, untracked } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { timeOfDay } from "../format/time.ts";
import { say, t } from "../words/language.ts";
import { followFlood } from "./flood.ts";
import { frozenAt, isLost, openAlerts, rememberedFrom, timeZone } from "./live.ts";
import { needsSomebody } from "./reduce.ts";

/** A critical alert that came in while the page was open. */
export type Arrived = { readonly alert: string; text(): string };

/** The latest critical alert that came in while the page was open. */
export const arrivedCritical = signal<Arrived | null>(null);
/** What a screen reader is told in its own time, and what it is told at once. */
export const politeNews = signal("");
export const urgentNews = signal("");
/** Something that can be done about what was just done, while the toast is there. */
export type ToastAction = { readonly key: string; label(): string; run(): void };
type Toast = {
  readonly text: string;
  readonly isProblem: boolean;
  /** In English, as the gateway said it. */
  readonly detail: string;
  readonly actions: readonly ToastAction[];
};
/** What this person's own action did, shown for a while. */
export const toast = signal<Toast | null>(null);

/** A screen reader is told of new alerts no more often than this. */
const POLITE_EVERY_MS = 5_000;
const TOAST_FOR_MS = 8_000;

let politely: (() => string)[] = [];

/** Tells a screen reader something in its own time; `text` is asked for when it is told. Two of a kind are told once. */
const tellPolitely = (text: () => string): void => {
  if (politely.length === 0) setTimeout(tellWaiting, POLITE_EVERY_MS);
  if (!politely.includes(text)) politely.push(text);
};

const tellWaiting = (): void => {
  const texts = politely;
  politely = [];
  politeNews.value = texts.map(each => each()).join(" ");
};

/** Watches the open alerts and tells what is new; those of the first snapshot are not news. */
export const followNews = (): void => {
  let known: ReadonlySet<string> | null = null;
  let fresh: WireAlert[] = [];
  const newOnes = () => {
    const highest = Math.min(...fresh.map(({ priority }) => priority));
    const text = t().alerts.announce(fresh.length, t().priority(highest));
    fresh = [];
    return text;
  };
  effect(() => {
    const open = openAlerts.value;
    if (!open || rememberedFrom.value !== null) return;
    const arrived = known === null ? [] : [...open.values()].filter(each => !known?.has(callOf(each)));
    known = new Set([...open.values()].map(callOf));
    const calling = arrived.filter(needsSomebody);
    for (const alert of calling.filter(({ priority }) => priority === 1)) tellAtOnce(alert);
    fresh.push(...calling.filter(({ priority }) => priority > 1));
    if (fresh.length > 0) tellPolitely(newOnes);
  });
  effect(() => {
    if (isLost.value) untracked(tellLost);
  });
  followFlood(isFloodNow => tellPolitely(isFloodNow ? floodBegan : floodEnded));
};

/** What is news: an alert, each time that it comes to need somebody. */
const callOf = ({ id, revision }: WireAlert): string => `${id}:${revision}`;

const floodBegan = (): string => t().flood.began;
const floodEnded = (): string => t().flood.ended;

/** Says what an action of this person did, and what can still be done about it. */
export const tell = (
  text: string,
  kind: "done" | "problem",
  { detail = "", actions = [] }: { readonly detail?: string; readonly actions?: readonly ToastAction[] } = {},
): void => {
  const message = { text, isProblem: kind === "problem", detail, actions };
  toast.value = message;
  setTimeout(() => {
    if (toast.peek() === message) toast.value = null;
  }, TOAST_FOR_MS);
};

/** Does what can still be done about what was just done, and takes the toast away. */
export const actOnToast = (action: ToastAction): void => {
  toast.value = null;
  action.run();
};

/** What a key does in the toast that is there now. */
export const toastActionOf = (key: string): ToastAction | undefined =>
  toast.peek()?.actions.find(action => action.key === key);

const tellLost = (): void => {
  const frozen = frozenAt.value;
  urgentNews.value = frozen === null ? t().link.neverHeard : t().link.lost(timeOfDay(frozen, timeZone.value));
};

const tellAtOnce = ({ id, title, targetName }: WireAlert): void => {
  urgentNews.value = t().alerts.announceCritical(say(title), say(targetName));
  arrivedCritical.value = { alert: id, text: () => t().alerts.arrived(say(title)) };
};
