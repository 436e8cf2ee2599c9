import { computed } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { go, href, route } from "../route.ts";
import { alertsByUrgency, openAlerts } from "../store/live.ts";
import { rootOf } from "./causes.ts";

export const tabs = ["todo", "inHand", "shelved"] as const;
export type Tab = (typeof tabs)[number];

/** The tab in the address; `todo` unless it says otherwise. */
export const tab = computed<Tab>(() => tabs.find(each => each === route.value.query.tab) ?? "todo");

/** The one priority that the list is narrowed to, or null for all. */
export const onlyPriority = computed(() => {
  const wanted = Number(route.value.query.priority);
  return wanted >= 1 && wanted <= 4 ? wanted : null;
});

/** Closed ones are in the history. */
const tabByLabel: Readonly<Record<WireAlert["label"], Tab | null>> = {
  unacknowledged: "todo",
  returned: "todo",
  acknowledged: "inHand",
  latched: "inHand",
  unfinished: "inHand",
  shelved: "shelved",
  "out-of-service": "shelved",
  // Where its cause is not to be seen it stands beside what is put aside: nothing that is open is nowhere.
  suppressed: "shelved",
  closed: null,
};

/** What each tab holds, most urgent first, without what stands inside its cause. */
export const listOf = (wanted: Tab): readonly WireAlert[] => {
  const priority = onlyPriority.value;
  const isShown = (alert: WireAlert) => priority === null || alert.priority === priority;
  const open = openAlerts.value ?? new Map();
  const standsAlone = (alert: WireAlert) => {
    const root = alert.label === "suppressed" ? rootOf(alert, open) : null;
    return root === null || !isShown(root);
  };
  return alertsByUrgency.value.filter(
    alert => tabByLabel[alert.label] === wanted && isShown(alert) && standsAlone(alert),
  );
};

/** The address of an alert, a tab or a narrowed list, keeping the rest of where the person is. */
export const boardHref = (
  change: { readonly id?: string | null; readonly tab?: Tab; readonly priority?: string } = {},
): string => {
  const { page, id, query } = route.value;
  const kept = page === "alerts" ? query : {};
  const nextTab = change.tab ?? tab.value;
  return href("alerts", change.id === undefined ? (page === "alerts" ? id : null) : change.id, {
    tab: nextTab === "todo" ? "" : nextTab,
    priority: change.priority ?? kept.priority ?? "",
  });
};

const ROW = "[data-alert]";

/** The alert that keys act on: the row that has the focus, else the one whose detail is open. */
export const currentAlert = (): string | null =>
  document.activeElement?.closest<HTMLElement>(ROW)?.dataset.alert ?? route.value.id;

/** Moves the focus to the next (1) or previous (-1) row; without a current row, to the first. */
export const moveFocus = (step: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const at = rows.findIndex(row => row.dataset.alert === currentAlert());
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.querySelector<HTMLElement>("a")?.focus();
};

/** The row to go on with once this one has left the list: the one below it, else the one above. */
export const neighbourOf = (id: string): string | null => {
  const ids = [...document.querySelectorAll<HTMLElement>(ROW)].map(row => row.dataset.alert ?? "");
  const at = ids.indexOf(id);
  return at < 0 ? null : (ids[at + 1] ?? ids[at - 1] ?? null);
};

export const focusRow = (id: string | null): void =>
  [...document.querySelectorAll<HTMLElement>(ROW)]
    .find(row => row.dataset.alert === id)
    ?.querySelector<HTMLElement>("a")
    ?.focus();

/** Closes the detail and puts the focus back on its row. */
export const closeDetail = (): void => {
  const { id } = route.value;
  if (id === null) return;
  go(boardHref({ id: null }));
  requestAnimationFrame(() => focusRow(id));
};
