import { expect, it } from "vitest";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { type Ear, firstEar, listen, mute } from "./policy.ts";

const door = new FakeGateway({ directory: "" }).raise({
  rule: "door-after-closing",
  target: "D2",
  openFor: 0,
  held: 0,
});
const alert = (priority: number, id = `p${priority}`, more: Partial<WireAlert> = {}): WireAlert => ({
  ...door,
  id,
  priority,
  ...more,
});

/** What is heard at each second of a table of moments. */
const played = (
  moments: readonly (readonly [second: number, alerts: readonly WireAlert[], what?: "mute" | "lost"])[],
) => {
  let ear: Ear = firstEar;
  return moments.map(([second, alerts, what]) => {
    const now = second * 1000;
    if (what === "mute") ear = mute(ear, now);
    const { ear: next, play } = listen(ear, { alerts, isLost: what === "lost", now });
    ear = next;
    return play;
  });
};

it("a critical alert sounds every three seconds, a high one every fifteen, until somebody has taken it", () => {
  const taken = alert(1, "p1", { label: "acknowledged" });
  expect(
    played([
      [0, []],
      [1, [alert(1)]],
      [2, [alert(1)]],
      [4, [alert(1)]],
      [5, [taken]],
      [8, [taken]],
      [9, [taken, alert(2)]],
      [15, [taken, alert(2)]],
      [24, [taken, alert(2)]],
    ]),
  ).toEqual([null, "critical", null, "critical", null, null, "high", null, "high"]);
});

it("only the highest priority that nobody has taken sounds", () => {
  expect(
    played([
      [0, []],
      [1, [alert(3), alert(2)]],
      [5, [alert(3), alert(2), alert(1)]],
      [6, [alert(3), alert(2), alert(1)]],
      [8, [alert(3), alert(2), alert(1)]],
    ]),
  ).toEqual([null, "high", "critical", null, "critical"]);
});

it("a medium alert chimes once as it comes, a low one never, and what was there before the page chimes not at all", () => {
  expect(
    played([
      [0, [alert(3, "old")]],
      [1, [alert(3, "old"), alert(3)]],
      [30, [alert(3, "old"), alert(3)]],
      [31, [alert(4)]],
    ]),
  ).toEqual([null, "medium", null, null]);
});

it("what waits as the page opens is heard although it is not new", () => {
  expect(played([[0, [alert(1)]]])).toEqual(["critical"]);
});

it("several that come within two seconds are one sound", () => {
  expect(
    played([
      [0, []],
      [1, [alert(2, "a")]],
      [2, [alert(2, "a"), alert(2, "b")]],
      [2.9, [alert(2, "a"), alert(2, "b"), alert(2, "c")]],
      [3.1, [alert(2, "a"), alert(2, "b"), alert(2, "c"), alert(2, "d")]],
    ]),
  ).toEqual([null, "high", null, null, "high"]);
});

it("the same alert is new again when it comes to need somebody once more", () => {
  const taken = alert(2, "a", { label: "acknowledged" });
  expect(
    played([
      [0, []],
      [1, [alert(2, "a")]],
      [4, [taken]],
      [8, [alert(2, "a", { revision: 2 })]],
    ]),
  ).toEqual([null, "high", null, "high"]);
});

it("a mute lasts two minutes, and a new critical alert breaks it", () => {
  expect(
    played([
      [0, [alert(1, "a")]],
      [1, [alert(1, "a")], "mute"],
      [60, [alert(1, "a")]],
      [70, [alert(1, "a"), alert(2, "b")]],
      [120, [alert(1, "a")]],
      [121, [alert(1, "a")]],
      [122, [alert(1, "a")], "mute"],
      [130, [alert(1, "a"), alert(1, "new")]],
    ]),
  ).toEqual(["critical", null, null, null, null, "critical", null, "critical"]);
});

it("a silent alert never sounds, nor what is over, put aside or explained by another", () => {
  const quiet = (["returned", "shelved", "suppressed", "out-of-service", "latched"] as const).map(label =>
    alert(1, label, { label }),
  );
  expect(
    played([
      [0, []],
      [1, [alert(1, "panic", { isSilent: true }), ...quiet]],
      [9, [alert(1, "panic", { isSilent: true }), ...quiet]],
    ]),
  ).toEqual([null, null, null]);
});

it("a page that hears nothing of the hall says so every thirty seconds, whatever it knew before", () => {
  expect(
    played([
      [0, [alert(1)]],
      [1, [alert(1)], "lost"],
      [10, [alert(1)], "lost"],
      [31, [alert(1)], "lost"],
      [32, [alert(1)]],
    ]),
  ).toEqual(["critical", "lost", null, "lost", "critical"]);
});
