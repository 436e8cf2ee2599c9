import type { Ask } from "../language/duty.ts";
import type { Site, Words } from "../site/model.ts";

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

/** Several names in a row; many are counted. */
export const listed = (names: readonly Words[]): Words => {
  const shown = names.slice(0, MOST_NAMED);
  const rest = names.length - shown.length;
  const zh = shown.map(name => name.zh).join("、");
  const en = shown.map(name => name.en).join(", ");
  return rest === 0 ? { zh, en } : { zh: `${zh}等 ${names.length} 项`, en: `${en} and ${rest} more` };
};

const MOST_NAMED = 6;

/** What was answered to a question, as people read it. */
export const answerWords = ({ title, answer }: Ask, value: string | number | boolean | undefined): Words => {
  const told = valueWords(answer, value);
  return { zh: `${title.zh}：${told.zh}`, en: `${title.en}: ${told.en}` };
};

const valueWords = (answer: Ask["answer"], value: string | number | boolean | undefined): Words => {
  switch (answer.is) {
    case "yes-no":
      return value === true ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
    case "choice":
      return answer.options.find(({ id }) => id === value)?.title ?? same(`${value}`);
    case "number":
      return same(
        answer.unit === "1" ? `${value}` : `${value} ${answer.unit === "Cel" ? "°C" : answer.unit}`,
      );
    case "text":
      return same(`${value}`);
    default:
      return answer satisfies never;
  }
};

const same = (text: string): Words => ({ zh: text, en: text });

/** A thing or a zone of the hall by id, as alerts name it. */
export const targetNamed = (
  { equipment, zones }: Pick<Site, "equipment" | "zones">,
  target: string,
): { readonly target: string; readonly targetName: Words; readonly zone: string } => {
  const thing = equipment.find(({ id }) => id === target);
  const zone = zones.find(({ id }) => id === target);
  return { target, targetName: (thing ?? zone)?.name ?? same(target), zone: thing?.zone ?? zone?.id ?? "" };
};

/** Why a task that was open is so no longer. */
export const NOT_DUE: Words = { zh: "日历改变，不再需要", en: "not due any more: the calendar was changed" };
export const NO_DUTY: Words = { zh: "该职责已取消", en: "this is no duty any more" };
export const BEGAN_AGAIN: Words = { zh: "又开始了", en: "it began again" };
export const OTHER_HOURS: Words = { zh: "不在要求的时段内", en: "not within the hours that it is asked for" };
export const ITS_OVER: Words = { zh: "已经结束", en: "it is over" };
