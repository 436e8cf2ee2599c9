import type { Alert } from "../alert/alert.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { weekFinder } from "./weeks.ts";

/** How often one rule found something: in all, and in each week that had any. */
export type RuleCount = {
  readonly rule: string;
  readonly times: number;
  /** By ISO week, `2025-W27`, in order. */
  readonly weeks: Readonly<Record<string, number>>;
};

/** Counts what each rule finds, week by week. */
export const ruleCounter = (calendar: HallCalendar) => {
  const rules = new Map<string, Map<string, number>>();
  const weekAt = weekFinder(calendar);
  return {
    found: (_alert: Alert, rule: string, at: Instant): void => {
      const weeks = rules.get(rule) ?? new Map<string, number>();
      rules.set(rule, weeks);
      const week = weekAt(at);
      weeks.set(week, (weeks.get(week) ?? 0) + 1);
    },
    /** Those that found most first. */
    counts: (): readonly RuleCount[] =>
      [...rules]
        .map(([rule, weeks]) => ({
          rule,
          times: [...weeks.values()].reduce((sum, count) => sum + count, 0),
          weeks: Object.fromEntries([...weeks].sort(([a], [b]) => (a < b ? -1 : 1))),
        }))
        .sort((a, b) => b.times - a.times || (a.rule < b.rule ? -1 : 1)),
  };
};
