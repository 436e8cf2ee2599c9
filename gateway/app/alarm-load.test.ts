import { expect, it } from "vitest";
import { reportOn } from "#rules/report/testing/asked.ts";
import { type Move, played } from "#rules/report/testing/played.ts";
import { after, hours, type Instant, instant, minutes } from "#rules/time/instant.ts";
import type { RecordStore } from "../ports/record.ts";
import { memoryRecord } from "../stores/memory/record.ts";
import { alarmLoad } from "./alarm-load.ts";

const START = instant(Date.parse("2025-07-07T00:00:00+08:00"));
const atHour = (hour: number): Instant => after(START, hours(hour));

const move = (hour: number, is: Move["is"], target: string, minute = 0): Move => ({
  at: after(atHour(hour), minutes(minute)),
  is,
  rule: "a",
  target,
});

/** Two weeks: what is asked about is the time from hour 150 to 200. */
const MOVES: readonly Move[] = [
  move(1, "found", "open-all-the-time"),
  move(2, "found", "closed-long-after"),
  move(2, "acknowledge", "closed-long-after"),
  move(3, "found", "comes-back"),
  move(4, "over", "comes-back"),
  move(5, "found", "gone-long-before"),
  move(6, "acknowledge", "gone-long-before"),
  move(7, "over", "gone-long-before"),
  move(140, "found", "open-at-the-edge"),
  move(151, "over", "open-at-the-edge"),
  move(152, "found", "comes-back"),
  move(153, "found", "new"),
  move(153, "acknowledge", "new", 5),
  move(154, "over", "new"),
  move(210, "found", "later"),
  move(220, "over", "closed-long-after"),
];

it("a time in the middle is told as if the whole trail had been read, whatever was open before it and is closed after it", async () => {
  const events = played(MOVES);
  const [from, to, now] = [atHour(150), atHour(200), atHour(300)];
  const read: string[] = [];
  const record = await recordOf(events);
  const trail: Parameters<typeof alarmLoad>[0]["trail"] = {
    eventsBetween: (begin, end) => record.eventsBetween(begin, end),
    alerts: query => record.alerts(query),
    events: async alert => {
      read.push(alert);
      return record.events(alert);
    },
  };
  const site = {
    calendar: { timeZone: "Asia/Shanghai" },
    people: [
      { id: "G1", name: "王伟", roles: ["guard"] },
      { id: "M1", name: "李娜", roles: ["duty-manager"] },
    ],
  };
  const book = { suppressions: [], instances: [{ rule: { id: "a", hold: minutes(0) } }] };
  const report = await alarmLoad({ site, book, roster: { shifts: [], absences: [] }, trail, now } as never, {
    from,
    to,
    per: "week",
  });
  expect(report).toEqual(reportOn(events, from, to, { rules: ["a"] }));
  expect(report.standing.map(({ subject }) => subject)).toEqual([
    "a/open-all-the-time",
    "a/closed-long-after",
    "a/comes-back",
  ]);
  expect(report.whole.calls).toBe(2);
  expect(read.filter(alert => alert.includes("gone-long-before"))).toEqual([]);
});

const recordOf = async (events: ReturnType<typeof played>): Promise<RecordStore> => {
  const record = memoryRecord();
  await record.start();
  const alerts = new Map<string, object>();
  for (const { seq: _, ...event } of events) {
    const alert = { ...alerts.get(event.alert), ...event.change };
    alerts.set(event.alert, alert);
    await record.commit({
      at: event.at,
      transitions: [{ event, alert: alert as never }],
      activities: [],
      deeds: [],
      messages: [],
      holds: [],
      signals: [],
      memos: [],
    });
  }
  return record;
};
