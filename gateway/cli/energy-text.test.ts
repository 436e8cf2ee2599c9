import { expect, test } from "vitest";
import { at } from "#rules/engine/testing/hall.ts";
import { energyHall } from "../app/testing/energy-hall.ts";
import { meteredHall } from "../app/testing/metered-hall.ts";
import { energyText } from "./energy-text.ts";
import { metersText } from "./meters.ts";
import { wordsOf } from "./words/language.ts";

test("what a sub-meter did not count makes the rest at most, on both lists and in what the API tells", async () => {
  const hall = await energyHall({ site: meteredHall(), start: at("23:45") });
  const day = Array.from({ length: 95 }, () => 1);
  await hall.book("M1", at("00:15"), day);
  await hall.book(
    "P1",
    at("00:15"),
    day.map(() => 0.25),
  );
  // From noon to one nobody heard it.
  await hall.book(
    "M2",
    at("00:15"),
    day.slice(0, 48).map(() => 0.5),
  );
  await hall.book(
    "M2",
    at("13:15"),
    day.slice(52).map(() => 0.5),
  );
  const told = await hall.api.energy({ from: "2025-07-08", to: "2025-07-08" });
  if (told.is !== "found") throw new Error(told.is);
  expect(told.answer.meters.map(each => [each.meter, each.isAtLeast, each.isAtMost])).toEqual([
    ["M1", false, false],
    ["M2", true, false],
    ["P1", false, false],
    ["M1/rest", false, true],
    ["V1", false, true],
  ]);
  const zh = energyText(told.answer, wordsOf("zh"));
  expect(zh).toMatch(/… +未分项 +≤25\.8/);
  expect(zh).toMatch(/M2 +表 +≥45\.5/);
  expect(zh).toMatch(/M1 +表 +95\.0/);
  expect(zh).toContain("≤ 至多这么多");
  expect(energyText(told.answer, wordsOf("en"))).toContain("≤ so much at most");
  const listed = await hall.api.meters();
  const today = listed.meters.map(each => [each.meter, each.todayKwh, each.isAtLeast, each.isAtMost]);
  expect(today).toEqual([
    ["M1", 95, false, false],
    ["M2", 45.5, true, false],
    ["P1", 23.75, false, false],
    ["V1", 49.5, false, true],
  ]);
  expect(metersText(listed, "Asia/Shanghai", wordsOf("en"))).toMatch(/V1 .* ≤49\.500/);
  await hall.stop();
});
