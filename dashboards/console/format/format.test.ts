import { afterEach, beforeAll, expect, it } from "vitest";
import { language, loadLanguage } from "../words/language.ts";
import { shortName } from "./short-name.ts";
import { ago, countdown, duration, moment, shortMoment, timeOfDay } from "./time.ts";
import { percent, valueText } from "./value.ts";

beforeAll(() => loadLanguage("en"));
afterEach(() => {
  language.value = "zh";
});
language.value = "zh";

const SHANGHAI = "Asia/Shanghai";
const at = (iso: string): number => Date.parse(iso);
const inEnglish = <T>(say: () => T): T => {
  language.value = "en";
  return say();
};

it("a moment of today is a time, one of another day has its date, on the hall's clock", () => {
  const now = at("2025-07-08T14:00:00Z");
  const moments = [
    "2025-07-08T09:30:07Z",
    "2025-07-07T15:59:59Z",
    "2025-07-07T16:00:00Z",
    "2025-07-08T23:50:00Z",
  ];
  expect(moments.map(each => moment(at(each), now, SHANGHAI))).toEqual([
    "17:30:07",
    "07-07 23:59",
    "00:00:00",
    "07-09 07:50",
  ]);
  expect(shortMoment(at("2025-07-08T09:30:07Z"), now, SHANGHAI)).toBe("17:30");
});

it("the same moment reads as the hall's own zone says, also on the day its clock changes", () => {
  const change = at("2025-03-30T01:00:00Z");
  expect([timeOfDay(change - 1000, "Europe/Lisbon"), timeOfDay(change, "Europe/Lisbon")]).toEqual([
    "00:59:59",
    "02:00:00",
  ]);
  expect(timeOfDay(change, SHANGHAI)).toBe("09:00:00");
});

it("a length is told in its two largest parts", () => {
  const lengths = [0, 8, 59, 60, 42 * 60, 3600, 4140, 86_400, 266_400, -5].map(seconds => seconds * 1000);
  expect(lengths.map(duration)).toEqual([
    "0 秒",
    "8 秒",
    "59 秒",
    "1 分钟",
    "42 分钟",
    "1 小时",
    "1 小时 9 分",
    "1 天",
    "3 天 2 小时",
    "0 秒",
  ]);
  expect(inEnglish(() => lengths.slice(1, 9).map(duration))).toEqual([
    "8 s",
    "59 s",
    "1 min",
    "42 min",
    "1 h",
    "1 h 9 min",
    "1 d",
    "3 d 2 h",
  ]);
});

it("what was measured this second, or by a clock a little ahead of ours, was measured just now", () => {
  expect([ago(1000, 1999), ago(5000, 1000), ago(1000, 9000)]).toEqual(["刚刚", "刚刚", "8 秒前"]);
});

it("what is left is counted to the second below an hour, and never below nothing", () => {
  expect([133_000, 132_400, 59_000, 0, -5, 3_599_000, 5_400_000].map(countdown)).toEqual([
    "2:13",
    "2:13",
    "0:59",
    "0:00",
    "0:00",
    "59:59",
    "1 小时 30 分",
  ]);
});

it("a value is written with its unit, one digit, and no line break between them", () => {
  const values = [
    [27.94, "Cel"],
    [412, "W"],
    [0.84, "W"],
    [-0.04, "W"],
    [4120, "W"],
    [48_211.44, "kW.h"],
    [3, "{person}"],
    [1, "{person}"],
    [55.4, "%"],
    [0.87, "1"],
    [12, "furlong"],
  ] as const;
  const texts = () => values.map(([value, unit]) => valueText({ value, unit }));
  expect(texts()).toEqual(
    [
      "27.9 °C",
      "412 W",
      "0.8 W",
      "0 W",
      "4.1 kW",
      "48,211.4 kWh",
      "3 人",
      "1 人",
      "55 %",
      "0.87",
      "12.0 furlong",
    ].map(text => text.replace(" ", "\u202f")),
  );
  expect(inEnglish(texts).slice(6, 8)).toEqual(["3\u202fpeople", "1\u202fperson"]);
});

it("a word is written in the language in use, and a value that never came is a dash", () => {
  const lock = { value: 1, word: "unlocked" };
  expect([
    valueText(lock),
    inEnglish(() => valueText(lock)),
    valueText({ value: null, unit: "Cel" }),
  ]).toEqual(["未锁", "unlocked", "–"]);
});

it("nothing that is above nought reads as nought per cent", () => {
  expect([percent(0), percent(0.0001), percent(0.0714)]).toEqual(["0\u202f%", "0.1\u202f%", "7.1\u202f%"]);
});

it("a thing is not called after its owner where the owner is named already", () => {
  expect([
    shortName("后门锁", "后门"),
    shortName("Office 2 lights A", "Office 2"),
    shortName("正门", "营业大厅"),
    shortName("后门", "后门"),
  ]).toEqual(["锁", "Lights A", "正门", "后门"]);
});
