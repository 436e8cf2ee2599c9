import type { Words } from "../site/words.ts";
import type { HallCalendar } from "../time/calendar.ts";
import type { ModelDay } from "./daily-model.ts";

/** What is known of a day's energy or temperature, and of how much of the day. */
export type DayValue = {
  /** `YYYY-MM-DD` in the hall's zone. */
  readonly date: string;
  /** kWh of the day, or its mean in °C. */
  readonly value: number;
  /** 0 … 1 of its intervals. */
  readonly completeness: number;
};

/**
 * Something that makes days unlike others and has nothing to do with what is asked: a renovation, a fair, a new tenant.
 * `adjustKwhPerDay` is what each of them had more for it; null: nobody knows, and the days are left out.
 */
export type NonRoutine = {
  /** First and last date. */
  readonly from: string;
  readonly to: string;
  readonly why: string;
  readonly adjustKwhPerDay: number | null;
};

/** Why a day teaches a model nothing. */
export type LeftOutDay = {
  readonly date: string;
  readonly why: "energy-incomplete" | "weather-incomplete" | "no-calendar" | "non-routine";
};

/** Below it nobody knows what a day had. */
export const LEAST_COMPLETE = 0.9;

/**
 * The days from which a model may be made, and those left out with the reason: too little of the energy or of the weather is
 * known, nobody knows whether the hall opened, or something else was going on. Days of which nothing is told are not
 * mentioned; nothing is filled in.
 *
 * @param energy       by date ascending, each once
 * @param temperature  means outside, in any order
 */
export const modelDays = (
  calendar: Pick<HallCalendar, "dayOf">,
  energy: readonly DayValue[],
  temperature: readonly DayValue[],
  events: readonly NonRoutine[] = [],
): { readonly days: readonly ModelDay[]; readonly leftOut: readonly LeftOutDay[] } => {
  const weather = new Map(temperature.map(day => [day.date, day]));
  const days: ModelDay[] = [];
  const leftOut: LeftOutDay[] = [];
  for (const { date, value, completeness } of energy) {
    const outdoor = weather.get(date);
    const { is } = calendar.dayOf(date);
    const going = events.filter(({ from, to }) => from <= date && date <= to);
    if (completeness < LEAST_COMPLETE) leftOut.push({ date, why: "energy-incomplete" });
    else if (!outdoor || outdoor.completeness < LEAST_COMPLETE)
      leftOut.push({ date, why: "weather-incomplete" });
    else if (is === "unknown") leftOut.push({ date, why: "no-calendar" });
    else if (going.some(({ adjustKwhPerDay }) => adjustKwhPerDay === null))
      leftOut.push({ date, why: "non-routine" });
    else {
      const kWh = going.reduce((rest, { adjustKwhPerDay }) => rest - (adjustKwhPerDay ?? 0), value);
      days.push({ date, kWh, outdoorC: outdoor.value, isOpen: is === "open" });
    }
  }
  return { days, leftOut };
};

/** Why a day was left out, as people read it. */
export const leftOutDayText = (why: LeftOutDay["why"]): Words => texts[why];

const texts: Readonly<Record<LeftOutDay["why"], Words>> = {
  "energy-incomplete": { zh: "电量数据不足九成", en: "less than nine tenths of its energy were measured" },
  "weather-incomplete": {
    zh: "室外温度数据不足九成",
    en: "less than nine tenths of the temperature outside are known",
  },
  "no-calendar": { zh: "没有当年的节假日安排", en: "there is no official calendar for its year" },
  "non-routine": { zh: "当天有特殊情况", en: "something out of the ordinary was going on" },
};
