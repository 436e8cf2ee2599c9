import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { go, href, type Page, route } from "../route.ts";
import { muteSound } from "../sound/sound.ts";
import { recall, remember } from "../store/memory.ts";
import { actOnToast, toastActionOf } from "../store/news.ts";

/** Whether single keys do anything; can be switched off. @see WCAG 2.1.4 */
export const areKeysOn = signal(recall("keys") !== "off");
export const isHelpOpen = signal(false);

export const switchKeys = (isOn: boolean): void => {
  areKeysOn.value = isOn;
  remember("keys", isOn ? "on" : "off");
};

/** What a key does on one page. */
export type PageKeys = Readonly<Record<string, () => void>>;

const byPage = new Map<Page, PageKeys>();

/** Says what keys do from the moment a page is seen until it is left: one pressed before it was painted counts too. */
export const usePageKeys = (page: Page, keys: PageKeys): void =>
  useLayoutEffect(() => {
    byPage.set(page, keys);
    return () => {
      byPage.delete(page);
    };
  }, []);

const goTo: Readonly<Record<string, Page>> = {
  a: "alerts",
  p: "plan",
  c: "closing",
  e: "energy",
  d: "points",
  l: "history",
  s: "roster",
  t: "tasks",
  r: "register",
  h: "handover",
  f: "tickets",
};
/** Pages with a search of their own. */
const SEARCHED: ReadonlySet<Page> = new Set<Page>(["points", "history"]);
const GO_WITHIN_MS = 1500;
let wentAt = Number.NEGATIVE_INFINITY;

/** Listens to the keyboard; called once when the console starts. */
export const followKeys = (): void =>
  addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const isEscape = event.key === "Escape";
    if (!isEscape && (!areKeysOn.value || isTyping(event.target) || document.querySelector("dialog[open]")))
      return;
    const command = commandOf(nameOf(event));
    if (!command) return;
    event.preventDefault();
    command();
  });

const commandOf = (letter: string): (() => void) | undefined => {
  const page = goTo[letter];
  if (performance.now() - wentAt < GO_WITHIN_MS && page) {
    wentAt = Number.NEGATIVE_INFINITY;
    return () => go(href(page));
  }
  if (letter === "g") return () => (wentAt = performance.now());
  if (letter === "?") return () => (isHelpOpen.value = true);
  if (letter === "/" && !SEARCHED.has(route.value.page))
    return () => go(href("points", null, { search: "1" }));
  if (letter === "m") return muteSound;
  const action = toastActionOf(letter);
  if (action) return () => actOnToast(action);
  return byPage.get(route.value.page)?.[letter];
};

/** A letter, small; with Shift by that name. All other keys as the browser calls them. */
const nameOf = ({ key, shiftKey }: KeyboardEvent): string => {
  if (key.length > 1) return key;
  return shiftKey && /[a-z]/i.test(key) ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
