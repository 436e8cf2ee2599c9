import { momentOf } from "../format/hall-time.ts";

const fields = ["text", "priority", "class", "person", "state", "from", "to"] as const;

/** What is looked for, as the address says it; empty: anything. `from` and `to` are times on a wall clock of the hall. */
export type HistoryQuery = Readonly<Record<(typeof fields)[number], string>>;

/** Alerts that are asked for at once. */
export const PAGE = 50;

export const classes = ["life-safety", "security", "equipment", "energy", "housekeeping", "system"] as const;

/** What the address looks for; what it says that cannot be is left out. */
export const queryOf = (query: Readonly<Record<string, string>>): HistoryQuery => {
  const given = Object.fromEntries(fields.map(field => [field, (query[field] ?? "").trim()])) as HistoryQuery;
  return {
    ...given,
    priority: /^[1-4]$/.test(given.priority) ? given.priority : "",
    class: classes.some(each => each === given.class) ? given.class : "",
    state: given.state === "open" || given.state === "closed" ? given.state : "",
    from: isTime(given.from) ? given.from : "",
    to: isTime(given.to) ? given.to : "",
  };
};

/** Two queries with the same key look for the same. */
export const keyOf = (query: HistoryQuery): string => fields.map(field => query[field]).join("\n");

/** Whether anything is narrowed down. */
export const isNarrowed = (query: HistoryQuery): boolean => fields.some(field => query[field] !== "");

/** Whether the time span ends before it begins. */
export const isBackwards = ({ from, to }: HistoryQuery): boolean => from !== "" && to !== "" && from >= to;

/** What the gateway is asked. @param before  the `next` of the page before; null for the first */
export const paramsOf = (
  query: HistoryQuery,
  timeZone: string,
  { limit, before }: { readonly limit: number; readonly before: string | null },
): URLSearchParams => {
  const { text, priority, class: alertClass, person, state } = query;
  const from = momentOf(query.from, timeZone);
  const to = momentOf(query.to, timeZone);
  const asked = {
    state: state || "all",
    limit: String(limit),
    text,
    priority,
    class: alertClass,
    person,
    from: from === null ? "" : new Date(from).toISOString(),
    to: to === null ? "" : new Date(to).toISOString(),
    before: before ?? "",
  };
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ""));
};

const isTime = (text: string): boolean => momentOf(text, "UTC") !== null;
