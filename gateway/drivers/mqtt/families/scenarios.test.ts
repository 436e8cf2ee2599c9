import { expect, test } from "vitest";
import { Signals } from "#rules/engine/signals.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Point, Site } from "#rules/site/model.ts";
import { hours, minutes, seconds } from "#rules/time/instant.ts";
import { benchOf } from "../testing/bench.ts";
import { type PointSketch, pointsOf } from "../testing/points.ts";

/** Readings as the engine takes them in: what is then known of each point. */
const judgedBy = (points: readonly Point[], bench: ReturnType<typeof benchOf>) => {
  const signals = new Signals({ points } as unknown as Site, points.length, bench.now());
  return {
    take: (readings: readonly Reading[]) => {
      for (const reading of readings) {
        const { point, value, at, receivedAt, quality } = reading;
        if (quality === "good") signals.takeGood(point, value, at, Math.min(at, receivedAt), bench.now());
        else signals.takeUnjudged(reading);
      }
    },
    at: (id: string) => {
      const { index } = points.find(point => point.id === id)!;
      signals.expire(index, bench.now());
      const { state, value } = signals.of(index);
      return [state, points[index]?.class.words?.[value] ?? value];
    },
  };
};

const DOOR = "zigbee2mqtt/hall-2/door-north";
const LOCK = "zigbee2mqtt/hall-2/lock-main";
const LAMP = "shellyplus1-a8032abe54dc";
const POINTS: readonly PointSketch[] = [
  {
    id: "door",
    class: "door-contact",
    family: "zigbee2mqtt",
    device: DOOR,
    topic: DOOR,
    path: ["contact"],
    values: { true: "closed", false: "open" },
  },
  {
    id: "lock",
    class: "door-lock",
    family: "zigbee2mqtt",
    device: LOCK,
    topic: LOCK,
    path: ["state"],
    values: { LOCK: "locked", UNLOCK: "unlocked" },
  },
  {
    id: "light",
    class: "switch-status",
    family: "shelly",
    device: LAMP,
    topic: `${LAMP}/status/switch:0`,
    path: ["output"],
    values: { true: "on", false: "off" },
  },
];

test("at closing a door that was closed 25 hours ago is not known to be closed, whatever its bridge repeats (S23)", () => {
  const points = pointsOf(POINTS).map(point =>
    point.id === "door" ? { ...point, staleAfter: hours(24) } : point,
  );
  const bench = benchOf(points);
  const judged = judgedBy(points, bench);
  judged.take(bench.take(DOOR, '{"contact":true}'));
  bench.wait(hours(25));
  judged.take(bench.take(LOCK, '{"state":"LOCK"}'));
  bench.wait(seconds(20));
  judged.take(bench.take(`${LAMP}/status/switch:0`, '{"output":false}'));
  bench.wait(seconds(20));
  const known = () => ["door", "lock", "light"].map(judged.at);
  expect(known()).toEqual([
    ["stale", "closed"],
    ["good", "locked"],
    ["good", "off"],
  ]);
  // The bridge starts anew and repeats what it remembers, as if it were news.
  judged.take(bench.take("zigbee2mqtt/bridge/state", "online"));
  judged.take(bench.take(DOOR, '{"contact":true}'));
  expect(judged.at("door")).toEqual(["stale", "closed"]);
  bench.wait(minutes(1));
  judged.take(bench.take(DOOR, '{"contact":true}'));
  expect(judged.at("door")).toEqual(["good", "closed"]);
});

test("the first message after the door was heard last decides nothing when only the battery is in it (S03)", () => {
  const points = pointsOf(POINTS);
  const bench = benchOf(points);
  const judged = judgedBy(points, bench);
  judged.take(bench.take(DOOR, '{"contact":true,"battery":97}'));
  bench.wait(minutes(10));
  judged.take(bench.take(DOOR, '{"battery":96}'));
  expect(judged.at("door")).toEqual(["stale", "closed"]);
});

test("a meter that a broker remembers is shown and not judged until it speaks (S01)", () => {
  const points = pointsOf([
    { id: "power", class: "elec-power-active", topic: "meters/grid", path: ["power"] },
  ]);
  const bench = benchOf(points);
  const judged = judgedBy(points, bench);
  judged.take(bench.take("meters/grid", '{"power":5200}', true));
  expect(judged.at("power")).toEqual(["never", 5200]);
  judged.take(bench.take("meters/grid", '{"power":310}'));
  expect(judged.at("power")).toEqual(["good", 310]);
});

test("a bridge that is gone makes a closed door unknown at once", () => {
  const points = pointsOf(POINTS);
  const bench = benchOf(points);
  const judged = judgedBy(points, bench);
  judged.take(bench.take(DOOR, '{"contact":true}'));
  judged.take(bench.take("zigbee2mqtt/bridge/state", '{"state":"offline"}'));
  expect(judged.at("door")).toEqual(["bad", "closed"]);
  judged.take(bench.take("zigbee2mqtt/bridge/state", '{"state":"online"}', true));
  expect(judged.at("door")).toEqual(["bad", "closed"]);
});
