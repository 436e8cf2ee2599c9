import { expect, it } from "vitest";
import type { Shown } from "../hall/part.ts";
import { planWith } from "../testing/site.ts";
import { messagesOf } from "./message.ts";

const plan = planWith(`
  D: { kind: door, zone: room, mqtt: { topic: d }, points: { lock: { path: $.lock } } }
  P: { kind: power-circuit, zone: room, mqtt: { topic: p }, points: { power: { path: $.w } } }
  X: { kind: extinguisher, zone: room, mqtt: { topic: x }, points: { scan: { path: $.scan } } }
  T: { kind: meter, zone: room, mqtt: { topic: t }, points: { power: { path: $.w }, energy: { topic: e, path: $.kwh } } }
`);
const thing = (id: string) => plan.things.find(entry => entry.id === id)!;

/** Seconds at which the thing speaks, asked every second of so many minutes. */
const spoken = (id: string, minutes: number, shown: (second: number) => Shown) => {
  let second = 0;
  const [message] = messagesOf(thing(id), () => shown(second), 7);
  const seen: number[] = [];
  for (; second < minutes * 60; second++)
    if (message?.due(1_000_000 + second * 1000) != null) seen.push(second);
  return seen;
};
const gaps = (seconds: readonly number[]) => seconds.slice(1).map((second, i) => second - (seconds[i] ?? 0));

it("a door gives a sign of life every minute, a power every ten seconds", () => {
  expect(gaps(spoken("D", 5, () => "locked"))).toEqual([60, 60, 60, 60]);
  expect(new Set(gaps(spoken("P", 2, () => 900)))).toEqual(new Set([10]));
});

it("a door that is unlocked tells it in the same second", () => {
  const seconds = spoken("D", 5, second => (second < 200 ? "locked" : "unlocked"));
  expect(seconds).toContain(200);
  expect(seconds.filter(second => second > 200).at(0)).toBe(260);
});

it("a power tells a step at once, but not its noise", () => {
  const noisy = spoken("P", 2, second => 900 + 10 * Math.sin(second));
  expect(new Set(gaps(noisy))).toEqual(new Set([10]));
  expect(spoken("P", 2, second => (second < 65 ? 900 : 2))).toContain(65);
});

it("a scan is told once, when it happens", () => {
  expect(spoken("X", 10, second => (second === 300 ? "seen" : undefined))).toEqual([300]);
});

it("points on topics of their own make messages of their own", () => {
  expect(messagesOf(thing("T"), () => 1, 7).map(({ topic, now }) => [topic, now(0)])).toEqual([
    ["t", '{"w":1}'],
    ["e", '{"kwh":1}'],
  ]);
});
