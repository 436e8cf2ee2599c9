import type { WireAlert, WireAlertEvent } from "#gateway/wire/alert.ts";
import { alertQuery } from "#gateway/wire/search.ts";

type Kept = { readonly alert: WireAlert; readonly events: readonly WireAlertEvent[] };
export type FakeFound =
  | { readonly alerts: readonly WireAlert[]; readonly next: string | null }
  | { readonly error: string; readonly message: string };

/**
 * Looks for alerts as the gateway does, newest first and page by page; a query that the wire does not know is refused.
 * `before` is the place of the last alert of the page before.
 */
export const fakeSearch = (all: readonly Kept[], query: URLSearchParams): FakeFound => {
  const parsed = alertQuery.safeParse(Object.fromEntries(query));
  if (!parsed.success) return { error: "INVALID", message: parsed.error.message };
  const { state, limit, text, priority, class: alertClass, person, from, to, before } = parsed.data;
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const found = all
    .filter(kept => {
      const { alert } = kept;
      const said = textOf(kept);
      return (
        (state === "all" || (alert.label === "closed") === (state === "closed")) &&
        (priority === undefined || alert.priority === priority) &&
        (alertClass === undefined || alert.class === alertClass) &&
        (person === undefined || peopleOf(kept).includes(person)) &&
        (from === undefined || alert.openedAt >= from) &&
        (to === undefined || alert.openedAt < to) &&
        words.every(word => said.includes(word))
      );
    })
    .map(({ alert }) => alert)
    .sort((a, b) => placeOf(b).localeCompare(placeOf(a)))
    .filter(alert => before === undefined || placeOf(alert) < before);
  const alerts = found.slice(0, limit);
  const last = alerts.at(-1);
  return { alerts, next: last && found.length > limit ? placeOf(last) : null };
};

const placeOf = ({ openedAt, id }: WireAlert): string => `${openedAt} ${id}`;

const peopleOf = ({ alert, events }: Kept): readonly (string | undefined)[] => [
  alert.acknowledgement?.by,
  alert.confirmation?.by,
  ...events.map(({ by }) => by),
];

const textOf = (kept: Kept): string => {
  const { title, targetName, target, zone, fact, clauses, acknowledgement } = kept.alert;
  const names = [title.zh, title.en, targetName.zh, targetName.en, target, zone, fact];
  const rules = clauses.flatMap(({ clause, rule }) => [clause, rule]);
  const notes = [acknowledgement?.note, ...kept.events.map(({ note }) => note), ...peopleOf(kept)];
  return [...names, ...rules, ...notes].join(" ").toLowerCase();
};
