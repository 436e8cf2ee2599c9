import type { Window } from "./plan.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const CLOCK = /^([01]?\d|2[0-4]):([0-5]\d)$/;

/** `08:30` → 510 minutes since midnight; null when it is no time of day. */
export const minutesOf = (text: string): number | null => {
  const found = CLOCK.exec(text.trim());
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
};

/**
 * The windows of a day as the site file has them: `closed`, one text or a list of texts such as `08:30-12:00`. A window
 * that ends before it begins ends on the next day.
 *
 * @throws {Error}  when a text is no window
 */
export const windowsOf = (plan: string | readonly string[]): Window[] => {
  if (plan === "closed") return [];
  return [plan].flat().map(text => {
    const [from, to] = text.split("-").map(minutesOf);
    if (from == null || to == null) throw new Error(`"${text}" is no opening window such as 08:30-12:00`);
    return { from, to: to > from ? to : to + 24 * 60 };
  });
};

/**
 * Weekdays of a key of the weekly plan, Monday = 0: `mon`, `mon-fri`, `sat,sun`.
 *
 * @throws {Error}  when the key names no day
 */
export const weekdaysOf = (key: string): number[] =>
  key.split(",").flatMap(part => {
    const [first, last = first] = part.split("-").map(name => DAYS.indexOf(name.trim().toLowerCase()));
    if (first === undefined || last === undefined || first < 0 || last < 0)
      throw new Error(`"${key}" names no weekday: mon, mon-fri or sat,sun`);
    const count = ((last - first + 7) % 7) + 1;
    return Array.from({ length: count }, (_, i) => (first + i) % 7);
  });
