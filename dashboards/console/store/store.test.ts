import { expect, it } from "vitest";
import { FakeGateway } from "../testing/fake-gateway.ts";
import {
  apply,
  closing,
  closings,
  frozenAt,
  hours,
  link,
  now,
  openAlerts,
  points,
  problems,
  trust,
} from "./live.ts";
import { oldest } from "./oldest.ts";
import { byUrgency, countByPriority, isUrgent, needsSomebody, withAlerts, withNews } from "./reduce.ts";
import { trustOf } from "./trust.ts";

const gateway = new FakeGateway({ directory: "" });
const minutes = (n: number): number => n * 60_000;
const door = (openFor: number) =>
  gateway.raise({ rule: "door-after-closing", target: "D2", openFor, held: 0 });
const [older, newer] = [door(minutes(30)), door(minutes(5))];
const light = gateway.raise({ rule: "light-after-closing", target: "L-hall", openFor: minutes(1), held: 0 });
const snapshot = () => ({
  alerts: [older, light],
  points: [...gateway.points()],
  closing: {
    since: null,
    hours: gateway.hours,
    items: [],
    counts: { pass: 0, fail: 0, unknown: 0, byHand: 0, excepted: 0 },
    round: null,
    certificate: null,
    at: "2025-07-08T10:05:00.000Z",
  },
  hours: gateway.hours,
  at: "2025-07-08T10:05:00.000Z",
});

it("a closed alert leaves the open ones, all others are as they were last told", () => {
  const acknowledged = { ...older, label: "acknowledged" as const };
  const open = withAlerts(withAlerts(new Map(), [older, light]), [
    acknowledged,
    { ...light, label: "closed" },
    newer,
  ]);
  expect([...open.values()]).toEqual([acknowledged, newer]);
});

it("alerts stand by priority, then newest first, whatever was measured since", () => {
  const again = { ...older, evidence: [], changedAt: "2030-01-01T00:00:00.000Z" };
  expect([light, again, newer].sort(byUrgency).map(({ id }) => id)).toEqual([newer.id, older.id, light.id]);
});

it("an alert waits for somebody until it is acknowledged, also when it is over; only one that holds is urgent", () => {
  const labels = ["unacknowledged", "returned", "acknowledged", "closed"] as const;
  expect(labels.map(label => needsSomebody({ ...older, label }))).toEqual([true, true, false, false]);
  expect(labels.map(label => isUrgent({ ...older, label }))).toEqual([true, false, false, false]);
  expect(isUrgent(light)).toBe(false);
  expect(countByPriority([older, newer, light])).toEqual([0, 2, 0, 1]);
});

it("news of a point without a reason clears the reason of before", () => {
  const lock = gateway.points().find(({ point }) => point === "D2.lock")!;
  const lost = withNews(lock, {
    point: "D2.lock",
    value: null,
    at: null,
    state: "bad",
    reason: "no answer",
    since: lock.since,
  });
  const back = withNews(lost, {
    point: "D2.lock",
    value: 0,
    word: "locked",
    at: lock.at,
    state: "good",
    since: lock.since,
  });
  expect([lost.word, lost.reason, lost.value]).toEqual([undefined, "no answer", null]);
  expect(back).toEqual(lock);
});

it("a good value grows stale by its own limit only while nobody hears the gateway", () => {
  const lock = gateway.points().find(({ point }) => point === "D2.lock")!;
  const measuredAt = Date.parse(lock.at!);
  const moments = [minutes(9), minutes(11)].map(age => measuredAt + age);
  expect(moments.map(moment => trustOf(lock, moment, false))).toEqual(["good", "stale"]);
  expect(moments.map(moment => trustOf(lock, moment, true))).toEqual(["good", "good"]);
  expect(trustOf({ ...lock, state: "bad" }, measuredAt, false)).toBe("bad");
});

it("the oldest of several values is as old as one that never came", () => {
  const times = ["2025-07-08T10:00:00.000Z", "2025-07-08T09:00:00.000Z"].map(at => ({ at }));
  expect([oldest(times), oldest([...times, { at: null }]), oldest([])]).toEqual([times[1]!.at, null, null]);
});

it("no alerts known is not the same as no alerts", () => {
  expect(openAlerts.value).toBeNull();
  apply.snapshot({ ...snapshot(), alerts: [] });
  expect(openAlerts.value?.size).toBe(0);
});

it("a snapshot replaces everything, and changes come on top of it", () => {
  apply.snapshot(snapshot());
  const before = closings.value;
  apply.alerts({ alerts: [newer, { ...light, label: "closed" }] });
  apply.points({
    points: [
      {
        point: "D2.lock",
        value: 1,
        word: "unlocked",
        at: "2025-07-08T10:05:01.000Z",
        state: "good",
        since: "2025-07-08T10:05:01.000Z",
      },
      { point: "no.such", value: 1, at: null, state: "good", since: "2025-07-08T10:05:01.000Z" },
    ],
  });
  apply.beat({ at: "2025-07-08T10:05:05.000Z", problems: ["the history store is full"] });
  apply.hours({ ...gateway.hours, phase: "open" });
  expect([...openAlerts.value!.keys()]).toEqual([older.id, newer.id]);
  expect(closings.value).toBe(before + 1);
  expect(points.value.get("D2.lock")?.value.word).toBe("unlocked");
  expect(points.value.size).toBe(gateway.points().length);
  expect([hours.value?.phase, problems.value, closing.value?.since]).toEqual([
    "open",
    ["the history store is full"],
    null,
  ]);
  expect(trust.value).toEqual({ all: points.value.size, good: points.value.size });
});

it("the hall's clock goes on from the last beat, and stands where the gateway was last heard", () => {
  apply.beat({ at: "2025-07-08T10:05:05.000Z", problems: [] });
  const beatAt = performance.now();
  link.value = { ...link.value, heardAt: beatAt };
  expect(Math.abs(now.value - Date.parse("2025-07-08T10:05:05.000Z"))).toBeLessThan(1000);
  expect(Math.abs(frozenAt.value! - Date.parse("2025-07-08T10:05:05.000Z"))).toBeLessThan(1000);
});
