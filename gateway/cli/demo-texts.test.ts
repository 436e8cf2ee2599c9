import { describe, expect, test } from "vitest";
import { loadHall } from "../config/load-hall.ts";
import { cut, widthOf } from "./cut.ts";
import { demoBanner } from "./demo-banner.ts";
import { statusText } from "./demo-status.ts";
import { PLACES } from "./places.ts";
import { StatusLine } from "./status-line.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

const loaded = await loadHall(PLACES.demoHall);
if (loaded.is !== "hall") throw new Error("the demo hall is right");
const facts = {
  site: loaded.hall.site,
  rules: loaded.hall.book.instances.length,
  begin: new Date("2025-07-08T17:00:00+08:00"),
  speed: 60,
  url: "http://127.0.0.1:8080",
  ports: { mqtt: 40001, modbus: [40002, 40003] },
  faults: ["setpoint:AC-hall", "light-left-on:L-off1", "door-unlocked:D3", "silent:D4"],
  directory: `${process.cwd()}/data/demo`,
};

describe("the demo's banner", () => {
  test("is five lines that a terminal of 80 columns holds, in either language", () => {
    expect(demoBanner(facts, 80, en).split("\n")).toEqual([
      "Hallwatch demo: Zhenxing Road Hall, 2025-07-08 17:00, 60×, closing at 17:30",
      "  console  http://127.0.0.1:8080",
      `  running  ${facts.site.points.length} points by MQTT (40001) and Modbus TCP (40002, 40003), ${facts.rules} rules`,
      "  wrong    setpoint:AC-hall, light-left-on:L-off1, door-unlocked:D3, silent:D4",
      "  data     data/demo, made anew at each start; Ctrl-C stops everything",
    ]);
    expect(demoBanner(facts, 80, zh).split("\n")).toEqual([
      "Hallwatch 演示：振兴路营业厅，2025-07-08 17:00，60 倍速，17:30 关门",
      "  值守台  http://127.0.0.1:8080",
      `  运行中  ${facts.site.points.length} 个测点，MQTT（40001）和 Modbus TCP（40002, 40003），${facts.rules} 条规则`,
      "  故障    setpoint:AC-hall, light-left-on:L-off1, door-unlocked:D3, silent:D4",
      "  数据    data/demo，每次启动都重新建立；Ctrl-C 停止全部",
    ]);
  });

  test("goes on below itself in a narrow terminal, and stays five lines in a pipe", () => {
    for (const words of [zh, en]) {
      expect(widthOf(demoBanner(facts, 60, words))).toBeLessThanOrEqual(60);
      expect(demoBanner(facts, undefined, words).split("\n")).toHaveLength(5);
    }
  });

  test("shows the link for the first account below, whole, whatever the terminal holds", () => {
    const link = `http://127.0.0.1:8080/#/set-up/${"k".repeat(43)}`;
    expect(
      demoBanner({ ...facts, link }, 60, zh)
        .split("\n")
        .slice(-2),
    ).toEqual([
      `  账号    ${link}`,
      "          这是第一个；其他人：npx hallwatch account link G1 --data data/demo",
    ]);
    expect(
      demoBanner({ ...facts, link }, 60, en)
        .split("\n")
        .slice(-2),
    ).toEqual([
      `  account  ${link}`,
      "           that is the first; for others: npx hallwatch account link G1 --data data/demo",
    ]);
  });

  test("promises no closing to a hall that is closed", () => {
    const night = { ...facts, begin: new Date("2025-07-08T22:00:00+08:00"), faults: [] };
    expect(demoBanner(night, undefined, en)).toMatch(/22:00, 60×\n[\s\S]*wrong +nothing: a good evening\n/);
  });
});

describe("the demo's status", () => {
  const health = { at: "2025-07-08T09:46:12.000Z", points: { good: 51, stale: 1, bad: 0, never: 4 } };
  const open = [2, 2, 4, 1, 3].map(priority => ({ priority }));
  const zone = { timeZone: "Asia/Shanghai", speed: 60 };

  test("names the hall's time, what can be trusted and what is open, worst first", () => {
    expect(statusText(health, open.slice(0, 2), { ...zone, columns: 79 }, en)).toBe(
      "  17:46  60×  ·  51/56 points good  ·  alerts: 2 high",
    );
    expect(statusText(health, open, { ...zone, columns: 79 }, zh)).toBe(
      "  17:46  60 倍速  ·  可信测点 51/56  ·  告警：紧急 1、重要 2、一般 1、提示 1",
    );
    expect(statusText(health, open, { ...zone, columns: 79 }, en)).toBe(
      "17:46 · 51/56 points good · alerts: 1 critical, 2 high, 1 medium, 1 low",
    );
    expect(statusText(health, [], { ...zone, columns: 79 }, zh)).toMatch(/· {2}没有未关闭告警$/);
  });
});

describe("a line that is drawn over in place", () => {
  /** What a terminal of 20 columns was sent. */
  const terminal = () => {
    const sent: string[] = [];
    return { sent, columns: 20, write: (text: string) => sent.push(text) > 0 };
  };

  test("never fills the last column, and lets other lines pass above it", () => {
    const seen = terminal();
    const line = new StatusLine(seen);
    line.above("before\n");
    line.show("可信测点 51/56，告警：提示 2");
    line.above("a log line\n");
    line.clear();
    line.clear();
    const shown = "可信测点 51/56，告…";
    expect(seen.sent).toEqual(["before\n", `\r${shown}\x1b[K`, `\r\x1b[Ka log line\n${shown}`, "\r\x1b[K"]);
  });

  test("cuts between characters, never through a wide one", () => {
    expect([6, 5, 1, 0].map(columns => cut("营业厅门", columns))).toEqual(["营业…", "营业…", "…", ""]);
    expect(cut("door", 4)).toBe("door");
  });
});
