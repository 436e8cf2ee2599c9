import { expect, test } from "vitest";
import type { Alert, AlertEvent, Shelf } from "#rules/alert/alert.ts";
import { after, hours, type Instant, millis, minutes, toIso } from "#rules/time/instant.ts";
import { memoryRecord } from "../stores/memory/record.ts";
import { lightOn, MORNING, transition } from "../stores/testing/sample-alerts.ts";
import { ShelfStory } from "./shelf-story.ts";

const at = (length: number): Instant => after(MORNING, millis(length));
const shelf = (from: number, to: number): Shelf => ({
  is: "timed",
  by: "王伟",
  reason: "painters",
  at: at(from),
  until: at(to),
});
const event = (is: AlertEvent["is"], alert: Alert, when: number) => {
  const commit = transition(is, { ...alert, changedAt: at(when) }, { change: { shelf: alert.shelf } });
  return { ...commit, at: at(when) };
};

/** What was recorded before the start, with the end that each shelf should be told to have. */
const cases = [
  ["ended by its time", "a", shelf(0, minutes(30)), minutes(30), at(minutes(30))],
  ["ended early by a person", "b", shelf(0, hours(2)), minutes(10), at(minutes(10))],
  [
    "of an alert that was closed meanwhile: no event says that it ended",
    "c",
    shelf(0, minutes(45)),
    null,
    at(minutes(45)),
  ],
  ["that still holds", "d", shelf(0, hours(8)), null, null],
] as const;

test.each(cases)("a shelf %s", async (_, id, put, endsAfter, told) => {
  const record = memoryRecord();
  await record.start();
  const alert = lightOn(id, { target: id });
  await record.commit(event("raised", alert, 0));
  await record.commit(event("shelved", { ...alert, shelf: put }, 1));
  if (endsAfter !== null) await record.commit(event("unshelved", alert, endsAfter));
  const now = at(hours(3));
  const ended = await new ShelfStory(record, now).ended(at(-hours(1)), now);
  expect(ended.map(({ target, endedAt, shelf: { by } }) => [target, endedAt, by])).toEqual(
    told === null ? [] : [[id, toIso(told), "王伟"]],
  );
});

test("what happens after the start is followed, and told for five days", async () => {
  const record = memoryRecord();
  await record.start();
  const story = new ShelfStory(record, at(0));
  const alert = lightOn("a");
  story.told(event("shelved", { ...alert, shelf: shelf(0, hours(1)) }, 0).transitions);
  expect(await story.ended(at(0), at(minutes(30)))).toEqual([]);
  story.told(event("unshelved", alert, minutes(40)).transitions);
  const told = async (now: Instant) => (await story.ended(after(now, millis(-hours(120))), now)).length;
  expect([await told(at(hours(1))), await told(at(hours(120))), await told(at(hours(121)))]).toEqual([
    1, 1, 0,
  ]);
});

test("a shelf that was put on before the five days and ended in them is told", async () => {
  const record = memoryRecord();
  await record.start();
  const alert = lightOn("a");
  await record.commit(event("raised", alert, 0));
  await record.commit(event("shelved", { ...alert, shelf: shelf(0, hours(20)) }, 0));
  await record.commit(event("unshelved", alert, hours(20)));
  const now = at(hours(130));
  const ended = await new ShelfStory(record, now).ended(after(now, millis(-hours(120))), now);
  expect(ended.map(({ endedAt }) => endedAt)).toEqual([toIso(at(hours(20)))]);
});
