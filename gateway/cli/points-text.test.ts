import { describe, expect, test } from "vitest";
import type { WirePoint } from "../wire/point.ts";
import { widthOf } from "./cut.ts";
import { pointsLive, pointsText } from "./points-text.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

const NOW = Date.parse("2025-07-08T09:45:00Z");
const point = (id: string, more: Partial<WirePoint> = {}): WirePoint => ({
  point: id,
  name: { zh: "大厅温度", en: "Hall temperature" },
  value: 26.134,
  unit: "Cel",
  at: "2025-07-08T09:44:12.000Z",
  state: "good",
  class: "air-temperature",
  owner: "hall",
  zone: "hall",
  role: "temperature",
  via: "mqtt:hall",
  staleAfterSeconds: 600,
  since: "2025-07-08T09:00:00.000Z",
  ...more,
});
const HALL = [
  point("hall.temperature"),
  point("D3.lock", {
    value: 1,
    word: "unlocked",
    name: { zh: "侧门锁", en: "Side door lock" },
    via: "mqtt:D3",
    at: "2025-07-08T09:05:00.000Z",
    state: "stale",
  }),
  point("D4.lock", { value: null, at: null, state: "never", name: { zh: "通道门锁", en: "Corridor lock" } }),
];
const FAILING = [
  ...HALL,
  point("AC.power", { state: "bad", reason: "no answer in 1 s", via: "modbus:plant/3" }),
];

describe("the table of points", () => {
  test("is aligned in Chinese, where a character takes two columns", () => {
    expect(pointsText(HALL, NOW, undefined, zh).split("\n")).toEqual([
      "测点              名称      值          多久前   状态    来源",
      "hall.temperature  大厅温度  26.13 ℃     48 秒    可信    mqtt:hall",
      "D3.lock           侧门锁    unlocked ?  40 分钟  过期    mqtt:D3",
      "D4.lock           通道门锁  –           –        未上报  mqtt:hall",
      "",
      "3 个测点，其中 2 个不可信",
    ]);
  });

  test("leaves out names, then sources, then reasons where the terminal is narrow; the reasons stand below then", () => {
    const heads = [100, 80, 65, 50].map(columns => pointsText(FAILING, NOW, columns, en).split("\n"));
    expect(heads.map(([head]) => head?.split(/ {2,}/))).toEqual([
      ["POINT", "NAME", "VALUE", "AGE", "STATE", "WHY", "THROUGH"],
      ["POINT", "VALUE", "AGE", "STATE", "WHY", "THROUGH"],
      ["POINT", "VALUE", "AGE", "STATE", "WHY"],
      ["POINT", "VALUE", "AGE", "STATE"],
    ]);
    for (const [index, columns] of [100, 80, 65, 50].entries())
      expect(widthOf((heads[index] ?? []).join("\n"))).toBeLessThanOrEqual(columns);
    expect(heads[2]).not.toContain("modbus:plant/3: no answer in 1 s");
    expect(heads[3]?.slice(-3)).toEqual([
      "modbus:plant/3: no answer in 1 s",
      "",
      "4 points, 3 not to be trusted",
    ]);
  });

  test("says so when all is well, and tells an hour from a day", () => {
    const old = point("M.energy", { at: "2025-07-05T09:45:00.000Z" });
    expect(pointsText([old], NOW, 60, en)).toMatch(/ 3 d +good[\s\S]*\n1 point, all to be trusted$/);
  });
});

describe("the table on one screen", () => {
  test("shows what is not to be trusted first when there is no room for all, and how many are hidden", () => {
    const many = [...Array.from({ length: 30 }, (_, index) => point(`hall.t${index}`)), ...FAILING];
    const lines = pointsLive("Hall  17:45:00", many, NOW, { columns: 60, rows: 12 }, en).split("\n");
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe("Hall  17:45:00  34 points, 3 not to be trusted");
    expect(lines.slice(3, 6).map(line => line.split(" ")[0])).toEqual(["D3.lock", "D4.lock", "AC.power"]);
    expect(lines.at(-3)).toMatch(/^… 28 more/);
    expect(lines.at(-1)).toBe("modbus:plant/3: no answer in 1 s");
  });

  test("keeps the hall's order when all have room", () => {
    const lines = pointsLive("Hall", HALL, NOW, { columns: 80, rows: 12 }, en).split("\n");
    expect(lines.slice(3).map(line => line.split(" ")[0])).toEqual([
      "hall.temperature",
      "D3.lock",
      "D4.lock",
    ]);
  });
});
