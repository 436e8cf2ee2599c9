import { expect, it } from "vitest";
import { hours } from "#rules/time/instant.ts";
import { temporary } from "../testing/temporary.ts";
import { until } from "../testing/until.ts";
import { bodyOf } from "./body.ts";
import { QUARTER_MS } from "./late-quarters.ts";
import { again } from "./roll-up-again.ts";
import { Refusal } from "./set-up.ts";
import { openSpool, spoolPath } from "./spool.ts";

const PLAN = {
  ...{ database: "hall", site: "site-a", measurements: ["zone_air_temp"] },
  keep: { readings: null, minutes: 1, quarters: null },
};
const NOW = Date.now();
const quarterBefore = (hoursAgo: number): number =>
  Math.floor((NOW - hours(hoursAgo)) / QUARTER_MS) * QUARTER_MS;

it("only what is late and still kept is made again, when the backlog is through; away it waits, refused it is told and given up", async () => {
  const place = temporary();
  const spool = openSpool(spoolPath(place.directory, "test"), 0);
  const asked: string[] = [];
  const told: (string | null)[] = [];
  let isThrough = false;
  let answer: () => void = () => {};
  const rolling = again({
    ...{ plan: PLAN, late: spool.late, share: 0.5, timing: { settle: 0, look: 5 } },
    isThrough: () => isThrough,
    ask: async statement => {
      asked.push(statement);
      answer();
      return [];
    },
    told: refused => void told.push(refused),
  });
  const batch = (quarters: readonly number[] | null, text = "") => ({
    seq: 1,
    lines: 1,
    body: bodyOf(text),
    quarters,
  });

  // Before it is known where readings are, nobody can say what is rolled up.
  rolling.stored([batch([quarterBefore(50)])]);
  expect(spool.late.count()).toBe(0);
  rolling.source("raw");
  // In time for both; late for minutes alone; late for both, and kept as quarters alone.
  rolling.stored([batch([quarterBefore(0)]), batch([quarterBefore(1)])]);
  expect(spool.late.count()).toBe(1);
  rolling.stored([batch(null, `zone_air_temp,point=hall.t0 value=1 ${quarterBefore(50) + 7}\n`)]);
  expect(spool.late.count()).toBe(2);
  expect(asked).toEqual([]);

  answer = () => {
    throw new Error("connection refused");
  };
  isThrough = true;
  await until("it was tried", () => asked.length > 1);
  expect([spool.late.count(), told]).toEqual([2, []]);
  answer = () => {};
  await until("all is done", () => spool.late.count() === 0);
  const span = (hoursAgo: number) =>
    `time >= ${quarterBefore(hoursAgo)}ms AND time < ${quarterBefore(hoursAgo) + QUARTER_MS}ms`;
  expect(told).toEqual([null, null]);
  expect(asked.at(-2)).toContain(`INTO "hall"."m15".:MEASUREMENT FROM "hall"."raw"`);
  expect(asked.at(-2)).toContain(span(50));
  expect(asked.at(-1)).toContain(`INTO "hall"."m1".:MEASUREMENT`);
  expect(asked.at(-1)).toContain(span(1));

  answer = () => {
    throw new Refusal("not authorized");
  };
  rolling.stored([batch([quarterBefore(50)])]);
  await until("it is given up", () => spool.late.count() === 0);
  expect(told).toEqual([null, null, "not authorized"]);
  await rolling.stop();
  spool.close();
  place.remove();
});
