import type { Instant } from "../time/instant.ts";
import { clockText } from "./moments.ts";
import type { Matcher, Quantity, Wanted, WantedIncident } from "./timeline.ts";

/** What a matcher asks for, key by key, for when there is no alert to compare it with. */
export const askedOf = (
  { wanted }: Matcher,
  timeZone: string,
): readonly (readonly [key: string, text: string])[] =>
  (Object.entries(wanted) as [keyof Wanted, Wanted[keyof Wanted]][]).map(([key, value]) => [
    key,
    textOf(value, MOMENTS.includes(key), timeZone),
  ]);

const MOMENTS: readonly (keyof Wanted | keyof WantedIncident)[] = [
  "opened",
  "since",
  "cleared",
  "closed",
  "told_at",
  "realarm",
  "report_due",
  "reported",
  "overdue",
];

const textOf = (value: unknown, isMoment: boolean, timeZone: string): string => {
  if (value instanceof Map)
    return [...value].map(([key, each]) => `${key} ${textOf(each, isMoment, timeZone)}`).join(", ");
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "object" && value !== null && !("text" in value))
    return Object.entries(value)
      .map(([key, each]) => `${key} ${textOf(each, MOMENTS.includes(key as keyof WantedIncident), timeZone)}`)
      .join(", ");
  if (typeof value === "number" && isMoment) return clockText(value as Instant, timeZone);
  if (typeof value === "object" && value !== null) return (value as Quantity).text;
  return String(value);
};
