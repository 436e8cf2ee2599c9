import { effect, signal, untracked } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { timeOfDay } from "../format/time.ts";
import { say, t } from "../words/language.ts";
import { frozenAt, isLost, openAlerts, timeZone } from "./live.ts";
import { needsSomebody } from "./reduce.ts";

/** A critical alert that came in while the page was open. */
export type Arrived = { readonly alert: string; text(): string };

/** The latest critical alert that came in while the page was open. */
export const arrivedCritical = signal<Arrived | null>(null);
/** What a screen reader is told in its own time, and what it is told at once. */
export const politeNews = signal("");
export const urgentNews = signal("");
/** What this person's own action did, shown for a while. */
export const toast = signal<{ readonly text: string; readonly isProblem: boolean } | null>(null);

/** A screen reader is told of new alerts no more often than this. */
const POLITE_EVERY_MS = 5_000;
const TOAST_FOR_MS = 8_000;

/** Watches the open alerts and tells what is new; those of the first snapshot are not news. */
export const followNews = (): void => {
  let known: ReadonlySet<string> | null = null;
  let fresh: WireAlert[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tellPolitely = () => {
    timer = null;
    const highest = Math.min(...fresh.map(({ priority }) => priority));
    politeNews.value = t().alerts.announce(fresh.length, t().priority(highest));
    fresh = [];
  };
  effect(() => {
    const open = openAlerts.value;
    if (!open) return;
    const arrived =
      known === null ? [] : [...open.values()].filter(alert => !known?.has(alert.id)).filter(needsSomebody);
    known = new Set(open.keys());
    for (const alert of arrived.filter(({ priority }) => priority === 1)) tellAtOnce(alert);
    fresh.push(...arrived.filter(({ priority }) => priority > 1));
    if (fresh.length > 0 && timer === null) timer = setTimeout(tellPolitely, POLITE_EVERY_MS);
  });
  effect(() => {
    if (isLost.value) untracked(tellLost);
  });
};

/** Says what an action of this person did. */
export const tell = (text: string, kind: "done" | "problem"): void => {
  const message = { text, isProblem: kind === "problem" };
  toast.value = message;
  setTimeout(() => {
    if (toast.peek() === message) toast.value = null;
  }, TOAST_FOR_MS);
};

const tellLost = (): void => {
  const frozen = frozenAt.value;
  urgentNews.value = frozen === null ? t().link.neverHeard : t().link.lost(timeOfDay(frozen, timeZone.value));
};

const tellAtOnce = ({ id, title, targetName }: WireAlert): void => {
  urgentNews.value = t().alerts.announceCritical(say(title), say(targetName));
  arrivedCritical.value = { alert: id, text: () => t().alerts.arrived(say(title)) };
};
