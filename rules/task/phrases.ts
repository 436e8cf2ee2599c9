import type { Words } from "../site/model.ts";

/** What tasks say of themselves, in both languages. */
export const NOTHING: Words = { zh: "", en: "" };

/** That nobody knows the hours of a date: its year has no official calendar. */
export const noCalendar = (date: string): Words => {
  const year = date.slice(0, 4);
  return { zh: `${year} 年没有官方日历`, en: `no official calendar for ${year}` };
};

/** Why a duty is not on its day. @param why  as the calendar says it */
export const closedDay = (why: string): Words => ({
  zh: `闭厅日：${CALENDAR_WORDS.get(why) ?? why}`,
  en: `closed day: ${why}`,
});

/** What the calendar says in English only. */
const CALENDAR_WORDS: ReadonlyMap<string, string> = new Map([
  ["weekly plan", "每周安排"],
  ["set for this date", "当日另有安排"],
]);
