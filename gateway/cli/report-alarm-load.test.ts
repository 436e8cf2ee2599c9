import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Move, played } from "#rules/report/testing/played.ts";
import { instant, minutes, seconds } from "#rules/time/instant.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { officePack, recordedOffice } from "./testing/recorded-office.ts";
import { hallwatch } from "./testing/running.ts";

const START = Date.parse("2025-07-07T09:00:00+08:00");
const move = (second: number, is: Move["is"], by?: string): Move => ({
  at: instant(START + second * 1_000),
  is,
  rule: "door-after-closing",
  target: "D1",
  priority: 3,
  ...(by !== undefined && { by }),
});
/** A contact that trembles every twenty seconds for a while, and a true one that somebody who may not puts aside. */
const MOVES: readonly Move[] = [
  ...Array.from({ length: 9 }, (_, n) => [move(n * 20, "found"), move(n * 20 + 4, "over")]).flat(),
  move(600, "found"),
  move(700, "shelve", "路人"),
  move(700 + minutes(30) / 1_000, "unshelve"),
  move(700 + minutes(40) / 1_000, "over"),
];

const office = recordedOffice({ days: 1 });
const data = temporary();
const recordIn = async (directory: string, moves: readonly Move[]): Promise<void> => {
  const record = sqliteRecord({ directory });
  await record.start();
  const alerts = new Map<string, object>();
  for (const { seq: _, ...event } of played(moves)) {
    const alert = { ...alerts.get(event.alert), ...event.change };
    alerts.set(event.alert, alert);
    const nothing = { activities: [], deeds: [], messages: [], holds: [], signals: [], memos: [] };
    await record.commit({ at: event.at, transitions: [{ event, alert: alert as never }], ...nothing });
  }
  await record.stop();
};
beforeAll(() => recordIn(data.directory, MOVES));
afterAll(() => {
  data.remove();
  office[Symbol.dispose]();
});

const report = async (...args: readonly string[]) => {
  const run = hallwatch("report", "alarm-load", office.site, "--data", data.directory, ...args);
  return { code: await run.ended, answer: run.answer(), all: run.output() };
};
const DAY = ["--from", "2025-07-07", "--to", "2025-07-08"] as const;

describe("hallwatch report alarm-load", () => {
  it("says how a day was by shift, what trembles, who did what he may not, and what to change at what price", async () => {
    const { code, answer } = await report(...DAY);
    expect(code).toBe(0);
    expect(answer).toContain("Office: alarm load  2025-07-07 00:00 – 2025-07-08 00:00");
    expect(answer).toMatch(/fullest ten minutes +9 +≤ 2 +watch/);
    expect(answer).toMatch(/2025-07-07 08:00 +11 +0\.9 +0 +0 +11 +0 +9 /);
    expect(answer).toMatch(/\(door-after-closing\/D1\) +9 times, at most 4 within a minute/);
    expect(answer).toMatch(/路人 +shelved .* who is none of the hall's people may only acknowledge/);
    expect(answer).toMatch(
      /hold 10 s longer, −90 % calls \(10 → 1\), latest true alert 10 s later, none of 1 true ones lost/,
    );
  });

  it("in Chinese, and by week", async () => {
    const { answer } = await report(...DAY, "--per", "week", "--lang", "zh");
    expect(answer).toMatch(/^办公室 告警负荷/);
    expect(answer).toMatch(/2025-W28 \* +11 /);
    expect(answer).toMatch(/hold 再加 10 秒，呼叫 −90 %（10 → 1），真告警最多晚 10 秒，1 个真告警一个不丢/);
  });

  it("as JSON whatever the language", async () => {
    const { answer } = await report(...DAY, "--json", "--lang", "zh");
    expect(JSON.parse(answer)).toMatchObject({
      schema: 1,
      site: "office",
      whole: { calls: 11, shelved: 0 },
      unauthorised: [{ is: "shelved", by: "路人" }],
      proposals: [{ rule: "door-after-closing", onMs: seconds(10), before: 10, after: 1, lost: 0 }],
    });
  });

  it("a time of which the record says nothing is told as quiet, with a note where its alerts are", async () => {
    const { code, answer, all } = await report("--from", "2025-08-01", "--to", "2025-08-02");
    expect(code).toBe(0);
    expect(answer).toContain("No calls");
    expect(all).toContain("note: the alerts on record are of 2025-07-07 09:00 – 2025-07-07 09:51");
  });

  it("a time that ends before it begins, a directory without a record: exit codes 2 and 1", async () => {
    const backwards = await report("--from", "2025-07-08", "--to", "2025-07-07");
    expect([backwards.code, backwards.all]).toEqual([
      2,
      expect.stringContaining("2025-07-08 00:00 is not before 2025-07-07 00:00"),
    ]);
    const nowhere = hallwatch("report", "alarm-load", office.site, "--data", office.directory);
    expect(await nowhere.ended).toBeGreaterThan(0);
    expect(nowhere.output()).toContain("there is no record");
  });
});

it("hallwatch report alarm-load --history tries dead-bands on the recorded readings", async () => {
  const noon = Date.parse("2025-07-07T12:00:00+08:00");
  using own = recordedOffice({ days: 1 });
  own.write("rules.yaml", officePack({ lightHold: "0 s" }));
  const lines = Array.from({ length: 40 }, (_, n) => {
    const time = new Date(noon + n * 30_000).toISOString();
    return [`${time},L1.power,${n % 2 === 0 ? 10.3 : 9.8}`, `${time},room.occupancy,0`];
  });
  const before = new Date(noon - 60_000).toISOString();
  const early = [`${before},L1.power,0`, `${before},room.occupancy,0`];
  const csv = own.write("noisy.csv", ["time,point,value", ...early, ...lines.flat()].join("\n"));
  const light = { rule: "light-at-lunch", target: "L1", priority: 4 } as const;
  const moves = Array.from({ length: 20 }, (_, n): Move[] => [
    { at: instant(noon + n * 60_000), is: "found", ...light },
    { at: instant(noon + n * 60_000 + 30_000), is: "over", ...light },
  ]);
  const place = temporary();
  await recordIn(place.directory, moves.flat());
  const options = [...DAY, "--data", place.directory, "--history", `csv:${csv}`];
  const run = hallwatch("report", "alarm-load", own.site, ...options);
  const json = hallwatch("report", "alarm-load", own.site, ...options, "--json");
  expect(await run.ended).toBe(0);
  expect(run.answer()).toContain(
    "light-at-lunch/L1: light.power >= 10 with a dead-band of 0.2 (clear: '!(light.power >= 9.8 && zone.occupancy == 0)'), −95 % findings (20 → 1)",
  );
  expect(await json.ended).toBe(0);
  expect(JSON.parse(json.answer()).deadBands).toMatchObject([
    { rule: "light-at-lunch", target: "L1", size: 0.2, before: 20, after: 1, true: 0, lost: 0 },
  ]);
  place.remove();
});
