import { expect, test } from "vitest";
import type { Command } from "#rules/engine/input.ts";
import { after, hours, millis, minutes } from "#rules/time/instant.ts";
import { MORNING } from "../stores/testing/sample-alerts.ts";
import { AskedBefore, type Obeyed } from "./asked-before.ts";

const DONE: Promise<Obeyed> = Promise.resolve({ is: "done" });
const seen = (by: string, at = MORNING): Command => ({ is: "acknowledge", alert: "a", by, note: "", at });

test("a command is known by its id, whenever it is asked again; another command under the same id is told apart", async () => {
  const asked = new AskedBefore([]);
  expect(asked.find("one-0001", seen("王伟"))).toBeUndefined();
  asked.take("one-0001", seen("王伟"), DONE);
  expect(await asked.find("one-0001", seen("王伟", after(MORNING, minutes(5))))).toEqual({ is: "done" });
  expect(asked.find("one-0001", seen("李丽"))).toBe("other");
  expect(asked.find("one-0002", seen("王伟"))).toBeUndefined();
});

test("what was done is known after a restart, from the memos that were stored with it", async () => {
  const memos = new AskedBefore([]).take("one-0001", seen("王伟"), DONE);
  const asked = new AskedBefore([{ key: "activity/A1", value: {} }, ...memos]);
  expect(await asked.find("one-0001", seen("王伟"))).toEqual({ is: "done" });
});

test("it is forgotten after a day, in memory and on the record", () => {
  const asked = new AskedBefore([]);
  asked.take("one-0001", seen("王伟"), DONE);
  const early = after(MORNING, millis(hours(24) - 1));
  expect(
    asked.take("one-0002", seen("王伟", early), DONE).map(({ key, value }) => [key, value === null]),
  ).toEqual([["asked/one-0002", false]]);
  const late = after(MORNING, hours(24));
  expect(
    asked.take("one-0003", seen("王伟", late), DONE).map(({ key, value }) => [key, value === null]),
  ).toEqual([
    ["asked/one-0001", true],
    ["asked/one-0003", false],
  ]);
  expect(asked.find("one-0001", seen("王伟", late))).toBeUndefined();
  expect(asked.find("one-0002", seen("王伟", late))).toBeDefined();
});

test("ids without end push out the oldest and no more", () => {
  const asked = new AskedBefore([]);
  let gone = 0;
  for (let n = 0; n < 10_003; n++)
    gone += asked.take(`id-${String(n).padStart(6, "0")}`, seen("王伟"), DONE).length - 1;
  expect(gone).toBe(3);
  expect(asked.find("id-000002", seen("王伟"))).toBeUndefined();
  expect(asked.find("id-000003", seen("王伟"))).toBeDefined();
});
