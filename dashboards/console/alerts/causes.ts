import { computed, signal } from "@preact/signals";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { alertsByUrgency, openAlerts } from "../store/live.ts";
import { byUrgency, type OpenAlerts } from "../store/reduce.ts";

/** The open alert that explains another in the end; null when that is not open, or the causes go round in a circle. */
export const rootOf = (alert: WireAlert, open: OpenAlerts): WireAlert | null => {
  const seen = new Set<string>();
  let at: WireAlert | undefined = alert;
  while (at?.suppression) {
    if (seen.has(at.id)) return null;
    seen.add(at.id);
    at = open.get(at.suppression.cause);
  }
  return at && at !== alert ? at : null;
};

/** What each open alert explains, most urgent first, by its id. */
const explained = computed(() => {
  const open = openAlerts.value ?? new Map();
  const byRoot = new Map<string, WireAlert[]>();
  for (const alert of alertsByUrgency.value) {
    const root = alert.suppression ? rootOf(alert, open) : null;
    if (!root) continue;
    const members = byRoot.get(root.id);
    if (members) members.push(alert);
    else byRoot.set(root.id, [alert]);
  }
  return byRoot;
});

export const explainedBy = (id: string): readonly WireAlert[] => explained.value.get(id) ?? [];

/** Alerts of one fact that came together, shown as one. */
export type Group = { readonly fact: string; readonly alerts: readonly WireAlert[] };

/** Alerts by what they tell of, the most urgent first. What is of life safety is never lost in a crowd: it stays alone. */
export const groupsOf = (alerts: readonly WireAlert[]): readonly Group[] => {
  const groups = new Map<string, WireAlert[]>();
  for (const alert of alerts) {
    const key = alert.class === "life-safety" ? alert.id : alert.fact;
    const group = groups.get(key);
    if (group) group.push(alert);
    else groups.set(key, [alert]);
  }
  return [...groups.values()]
    .map(members => ({ fact: members[0]?.fact ?? "", alerts: members.sort(byUrgency) }))
    .sort((a, b) => (a.alerts[0] && b.alerts[0] ? byUrgency(a.alerts[0], b.alerts[0]) : 0));
};

/** What is unfolded: ids of causes and facts of groups. */
export const unfolded = signal<ReadonlySet<string>>(new Set());

export const fold = (key: string): void => {
  const next = new Set(unfolded.value);
  if (!next.delete(key)) next.add(key);
  unfolded.value = next;
};
