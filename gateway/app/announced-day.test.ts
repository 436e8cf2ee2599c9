import { afterAll, beforeAll, expect, test } from "vitest";
import { readStream } from "../http/testing/stream-reader.ts";
import { until } from "../stores/testing/until.ts";
import type { WireRegister } from "../wire/register.ts";
import type { WireRoster } from "../wire/roster.ts";
import { startWorkingHall, type WorkingHall } from "./testing/working-hall.ts";

let hall: WorkingHall;
beforeAll(async () => {
  hall = await startWorkingHall("12:30");
});
afterAll(() => hall.stop());

const announce = (date: string, hours: readonly string[]) =>
  hall.post("/days", { by: "H1", date, hours, why: "停电检修" });

test("when the day that goes on is announced otherwise, consoles are told until when its hours last now", async () => {
  const reader = await readStream(hall.api.url);
  expect(await announce("2025-07-08", ["08:30-12:00", "15:00-17:30"])).toMatchObject({ status: 200 });
  await until("the stream has told of it", () => reader.of("hours").length > 0);
  expect(reader.of("hours")).toMatchObject([
    { phase: "lunch", since: "2025-07-08T04:00:00.000Z", until: "2025-07-08T07:00:00.000Z" },
  ]);
  reader.stop();
});

test("days without a duty manager are counted by the hours that were announced", async () => {
  const day = "2025-07-10";
  for (const person of ["M1", "M2"])
    expect(
      await hall.post("/roster/absences", {
        by: "H1",
        person,
        from: `${day}T07:00:00+08:00`,
        to: `${day}T18:00:00+08:00`,
        why: "培训",
      }),
    ).toMatchObject({ status: 200 });
  const gaps = async () => (await hall.get<WireRoster>("/roster?days=5")).gaps.map(({ date }) => date);
  const ownerless = async () =>
    (await hall.get<WireRegister>("/register")).gaps.flatMap(({ kind, id }) => (kind === "day" ? [id] : []));
  expect([await gaps(), await ownerless()]).toEqual([[day], [day]]);
  expect(await announce(day, ["13:00-20:00"])).toMatchObject({ status: 200 });
  expect([await gaps(), await ownerless()]).toEqual([[], []]);
});
