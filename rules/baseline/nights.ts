import type { Words } from "../site/words.ts";
import type { HallCalendar } from "../time/calendar.ts";
import { between, hours, type Instant } from "../time/instant.ts";
import { datesBetween } from "./day-sums.ts";

/** The time from a closing until people come again. */
export type Night = {
  /** `YYYY-MM-DD`, the business day that it follows. */
  readonly date: string;
  readonly closedAt: Instant;
  /** People come: the hall is not closed any more. */
  readonly endsAt: Instant;
  /** The doors open to the public; null: nobody comes but staff. */
  readonly opensAt: Instant | null;
  /** A night between two business days, or days off with the nights around them. */
  readonly kind: "night" | "days-off";
};

/**
 * What the closing of a business day was worth. `signed`: a certificate for all of the hall that nothing has broken since;
 * `partial`: somebody was allowed to stay; `broken`: something said otherwise; `none`: nobody certified it.
 */
export type Verdict = "signed" | "partial" | "broken" | "none";

/** Why a night teaches nothing. */
export type LeftOutNight = {
  readonly date: string;
  readonly why: Exclude<Verdict, "signed"> | "incomplete";
};

/**
 * The nights that follow the open days from one date to another, both included, up to where the calendar knows and `until`.
 * Not over yet, or followed by a year without an official calendar: not among them.
 *
 * @param until  now: nights that end later are not among them
 */
export const closedNights = (
  calendar: Pick<HallCalendar, "dayOf" | "phaseAt">,
  from: string,
  to: string,
  until: Instant,
): readonly Night[] =>
  datesBetween(from, to).flatMap(date => {
    const closedAt = calendar.dayOf(date).stretches.at(-1)?.until;
    if (closedAt === undefined) return [];
    const span = calendar.phaseAt(closedAt);
    if (span.phase !== "closed" || span.until === null || span.until > until) return [];
    const next = calendar.phaseAt(span.until);
    // A year without a calendar begins: whether the hall stayed shut nobody knows.
    if (next.phase === "unknown") return [];
    const kind = between(closedAt, span.until) <= hours(24) ? "night" : "days-off";
    const opensAt = next.phase === "opening" ? next.until : span.until;
    return [{ date, closedAt, endsAt: span.until, opensAt, kind }];
  });

/** Why a night teaches nothing, as people read it. */
export const leftOutNightText = (why: LeftOutNight["why"]): Words => texts[why];

const texts: Readonly<Record<LeftOutNight["why"], Words>> = {
  none: { zh: "当天没有签署闭店证明", en: "nobody signed a closing certificate" },
  broken: { zh: "闭店证明后来被推翻", en: "its closing certificate was broken" },
  partial: { zh: "当晚有人获准留在厅内", en: "somebody was allowed to stay" },
  incomplete: { zh: "夜间电量数据不足九成", en: "less than nine tenths of it were measured" },
};
