import { Temporal } from "temporal-polyfill";
import type { Hours, Window } from "../site/plan.ts";

/** One day at the hall. */
export type Day = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Days since 1970-01-01, for seeding. */
  readonly number: number;
  /** 1..366 */
  readonly dayOfYear: number;
  /** Monday = 0. */
  readonly weekday: number;
  /** Local midnights, in milliseconds since the epoch. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** The moment of a time of day, given in minutes since midnight; past 1440 it is on the next day. */
  at(minutes: number): number;
};

/** The days of a time zone; the last few are remembered, since they are asked for all the time. */
export type Days = { of(at: number): Day; before(day: Day): Day };

/** @throws {RangeError}  when there is no such time zone */
export const daysOf = (timeZone: string): Days => {
  const recent: Day[] = [];
  const days: Days = {
    of: at => {
      const known = recent.find(day => day.startsAt <= at && at < day.endsAt);
      if (known) return known;
      const day = dayAt(at, timeZone);
      recent.unshift(day);
      recent.length = Math.min(recent.length, 3);
      return day;
    },
    before: day => days.of(day.startsAt - 1),
  };
  return days;
};

/** The hall's opening windows on a day; empty when it stays closed. Official holidays are not known here. */
export const windowsOn = (day: Day, hours: Hours): readonly Window[] =>
  hours.dates[day.date] ?? hours.week[day.weekday] ?? [];

const dayAt = (at: number, timeZone: string): Day => {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const midnight = (days: number) => date.add({ days }).toZonedDateTime(timeZone).epochMilliseconds;
  return {
    date: date.toString(),
    number: date.since("1970-01-01").days,
    dayOfYear: date.dayOfYear,
    weekday: date.dayOfWeek - 1,
    startsAt: midnight(0),
    endsAt: midnight(1),
    at: minutes => {
      const whole = Math.floor(minutes);
      const time = { hour: Math.floor(whole / 60) % 24, minute: whole % 60 };
      const plainTime = Temporal.PlainTime.from(time);
      const onDate = date.add({ days: Math.floor(whole / 1440) });
      return onDate.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds + (minutes - whole) * 60_000;
    },
  };
};
