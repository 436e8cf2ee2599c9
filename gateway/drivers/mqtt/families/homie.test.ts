import fc from "fast-check";
import { expect, test } from "vitest";
import { minutes } from "#rules/time/instant.ts";
import { benchOf } from "../testing/bench.ts";
import { type PointSketch, pointsOf } from "../testing/points.ts";

const point = (id: string, of: string, property: string): PointSketch => ({
  id,
  class: of,
  family: "homie",
  device: "homie/fridge",
  topic: `homie/fridge/${property}`,
});
const POINTS = pointsOf([
  point("temperature", "zone-air-temp", "air/temperature"),
  { ...point("door", "door-contact", "door/open"), values: { true: "open", false: "closed" } },
]);
const ready = () => {
  const bench = benchOf(POINTS);
  const say = (topic: string, payload: string, retained = false) =>
    bench.told(`homie/fridge/${topic}`, payload, retained);
  return { bench, say };
};

test("a value waits until the device says that it is ready", () => {
  const { say } = ready();
  expect(say("air/temperature", "4.5")).toEqual([]);
  expect(say("$state", "init")).toEqual([]);
  expect(say("air/temperature", "4.6")).toEqual([]);
  expect(say("$state", "ready")).toEqual(["temperature=4.6"]);
  expect(say("door/open", "false")).toEqual(["door=closed"]);
});

test("what waited is told in the order in which it came last", () => {
  const { say } = ready();
  for (const [topic, payload] of [
    ["air/temperature", "4"],
    ["door/open", "true"],
    ["air/temperature", "5"],
  ] as const)
    expect(say(topic, payload)).toEqual([]);
  expect(say("$state", "ready")).toEqual(["door=open", "temperature=5"]);
});

test("what it is made of may come in any order: in the end the same is known", () => {
  const structure = [
    ["$homie", "4.0"],
    ["$name", "Cold cabinet"],
    ["$nodes", "air,door"],
    ["$extensions", ""],
    ["air/$properties", "temperature"],
    ["air/temperature/$datatype", "float"],
    ["air/temperature/$unit", "°C"],
    ["air/temperature", "4.5"],
    ["door/$properties", "open"],
    ["door/open/$datatype", "boolean"],
    ["door/open", "false"],
    ["$state", "ready"],
  ] as const;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...structure], { minLength: structure.length }),
      fc.boolean(),
      (order, retained) => {
        const { say } = ready();
        const told = order.flatMap(([topic, payload]) => say(topic, payload, retained));
        const flag = retained ? " (retained, uncertain)" : "";
        expect(told.toSorted()).toEqual([`door=closed${flag}`, `temperature=4.5${flag}`]);
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

test("sleeping is there; lost and disconnected are gone", () => {
  const { say } = ready();
  say("$state", "ready");
  expect(say("$state", "sleeping")).toEqual([]);
  expect(say("air/temperature", "4.5")).toEqual(["temperature=4.5"]);
  expect(say("$state", "lost")).toEqual([
    "temperature: device is lost (last will)",
    "door: device is lost (last will)",
  ]);
  expect(say("air/temperature", "4.5")).toEqual([]);
  expect(say("$state", "ready")).toEqual(["temperature=4.5"]);
  expect(say("$state", "disconnected")).toEqual([
    "temperature: device has disconnected",
    "door: device has disconnected",
  ]);
});

test("whoever speaks is there, which is said once a minute", () => {
  const online = {
    ...point("online", "device-online", "$state"),
    values: { ready: "online", sleeping: "online", lost: "offline" },
  };
  const bench = benchOf(pointsOf([point("temperature", "zone-air-temp", "air/temperature"), online]));
  const say = (topic: string, payload: string) => bench.told(`homie/fridge/${topic}`, payload);
  expect(say("$state", "init")).toEqual([]);
  expect(say("$state", "ready")).toEqual(["online=online"]);
  const seen = [say("air/temperature", "4"), say("air/temperature", "5")];
  expect(seen).toEqual([["online=online", "temperature=4"], ["temperature=5"]]);
  bench.wait(minutes(1));
  expect(say("air/temperature", "6")).toEqual(["online=online", "temperature=6"]);
  expect(say("$state", "lost")).toEqual(["online=offline", "temperature: device is lost (last will)"]);
});

test("alert is there and asks for somebody", () => {
  const { bench, say } = ready();
  say("$state", "alert");
  expect(say("air/temperature", "4.5")).toEqual(["temperature=4.5"]);
  expect(bench.doubts).toEqual(["homie/fridge/$state: device asks for somebody to look at it"]);
});

test("what is no state of Homie changes nothing and is told", () => {
  const { bench, say } = ready();
  say("$state", "asleep");
  expect(say("air/temperature", "4.5")).toEqual([]);
  const states = "ready, sleeping, alert, init, disconnected, lost";
  expect(bench.doubts).toEqual([`homie/fridge/$state: device says it is "asleep", none of ${states}`]);
});

test("what does not have the form of its datatype is bad", () => {
  const { say } = ready();
  say("$state", "ready");
  say("door/open/$datatype", "boolean");
  say("air/temperature/$datatype", "float");
  expect(say("door/open", "FALSE")).toEqual(['door: device reports "FALSE", which is no Homie boolean']);
  expect(say("air/temperature", "4,5")).toEqual([
    'temperature: device reports "4,5", which is no Homie float',
  ]);
  expect(say("air/temperature", "-4.5")).toEqual(["temperature=-4.5"]);
});

test("a value that was removed before the device was ready is forgotten", () => {
  const { say } = ready();
  say("door/open", "false");
  say("door/open", "", true);
  expect(say("$state", "ready")).toEqual([]);
  say("$state", "");
  expect(say("door/open", "true")).toEqual([]);
});
