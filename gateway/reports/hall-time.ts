import type { Instant } from "#rules/time/instant.ts";

/** `2025-07-21 17:46` on the hall's clock, with seconds where they are not zero. */
export const hallTime = (at: Instant, timeZone: string): string => {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(
    at,
  );
  return text.endsWith(":00") ? text.slice(0, -3) : text;
};

/** The same of an end: midnight is the 24:00 of the day before it. */
export const hallEnd = (at: Instant, timeZone: string): string => {
  const text = hallTime(at, timeZone);
  if (!text.endsWith(" 00:00")) return text;
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at - 1);
  return `${day} 24:00`;
};
