import type { Signal } from "../reading/signal.ts";
import type { Words } from "../site/model.ts";

/** What the checks say, in both languages. */
export const NOTHING: Words = { zh: "", en: "" };
export const SHUT: Words = { zh: "关闭", en: "closed" };
export const SHUT_AND_LOCKED: Words = { zh: "关闭并上锁", en: "closed and locked" };
export const OFF: Words = { zh: "关闭电源", en: "off" };
export const OPEN: Words = { zh: "没有关上", en: "not closed" };
export const UNLOCKED: Words = { zh: "没有上锁", en: "not locked" };
export const STILL_ON: Words = { zh: "还开着", en: "still on" };
export const DEAD: Words = { zh: "断电了", en: "has no power" };
export const EMPTY: Words = { zh: "没有人", en: "nobody in" };
export const ACTIVITY: Words = { zh: "经批准的活动", en: "approved activity" };

export const noSensor = (what: Words): Words => ({ zh: `没有${what.zh}传感器`, en: `no ${what.en} sensor` });

export const POWER: Words = noSensor({ zh: "功率", en: "power" });

export const people = (count: number): Words => ({
  zh: `${count} 人`,
  en: count === 1 ? "1 person" : `${count} people`,
});

export const PEOPLE_IN = (count: number): Words => ({
  zh: `还有${people(count).zh}`,
  en: `${people(count).en} still in`,
});

export const overtime = (count: number): Words => ({
  zh: `加班，${people(count).zh}`,
  en: `overtime, ${people(count).en}`,
});

/** `a；b` and `a; b`. */
export const joined = (texts: readonly Words[]): Words => ({
  zh: texts.map(({ zh }) => zh).join("；"),
  en: texts.map(({ en }) => en).join("; "),
});

/** `后门：没有关上` and `Back door: not closed`. */
export const about = (name: Words, what: Words): Words => ({
  zh: `${name.zh}：${what.zh}`,
  en: `${name.en}: ${what.en}`,
});

/** Why a value that is not good says nothing. */
export const whyUnknown = ({ state, reason }: Signal, name: Words): Words => {
  switch (state) {
    case "never":
      return about(name, { zh: "从未收到读数", en: "never heard from" });
    case "bad":
      return about(name, { zh: reason ?? "读数不可信", en: reason ?? "not trustworthy" });
    default:
      return about(name, { zh: "没有新读数", en: "silent" });
  }
};

/** A value of before the moment from which on it counts. */
export const tooOld = (name: Words, { zh, en }: Words = { zh: "关门", en: "closing" }): Words =>
  about(name, { zh: `${zh}后还没有新读数`, en: `nothing measured since ${en}` });
