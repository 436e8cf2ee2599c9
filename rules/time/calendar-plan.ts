/** 1 Monday … 7 Sunday. @see ISO 8601 */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a wall clock shows, in minutes since 00:00 of the business day's date; 24:00 is 1440 and 02:00 of the next day 1560. */
export type WallMinute = number;

/** Opening hours from `from` until before `to`; `from` < 1440, `from` < `to`, `to` at most 24 hours after `from`. */
export type OpeningWindow = { readonly from: WallMinute; readonly to: WallMinute };

/** The hours of one day: windows in order without overlap; none: closed. Only the last may go past midnight. */
export type DayHours = readonly OpeningWindow[];

/** Both ends included, `MM-DD`; `to` before `from` goes over the turn of the year. */
export type Season = { readonly from: string; readonly to: string };

/** A date whose hours people have announced since the site file was written, and why. */
export type AnnouncedHours = { readonly hours: DayHours; readonly why: string };

/** A hall's calendar as the site file tells it. */
export type CalendarPlan = {
  /** IANA name: `Asia/Shanghai`. */
  readonly timeZone: string;
  /** `china`: official days off are closed, make-up workdays have Monday's hours, unknown years are unknown. */
  readonly holidays: "china" | "none";
  /** People are in from here on; null: the hall is closed until its first window. */
  readonly staffFrom: WallMinute | null;
  readonly week: Readonly<Record<Weekday, DayHours>>;
  /** Days that differ, by `YYYY-MM-DD`; they win over the week and over the official calendar. */
  readonly dates: ReadonlyMap<string, DayHours>;
  /** Days that were announced since, by `YYYY-MM-DD`; they win over all else. Absent: none. */
  readonly announced?: ReadonlyMap<string, AnnouncedHours>;
  readonly seasons: ReadonlyMap<string, Season>;
};
