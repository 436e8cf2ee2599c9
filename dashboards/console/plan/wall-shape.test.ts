import { expect, it } from "vitest";
import type { ThingState } from "./thing-state.ts";
import { wallShape } from "./wall-shape.ts";

const state = (more: Partial<ThingState>): ThingState => ({
  kind: "door",
  contact: "closed",
  lock: null,
  isRunning: false,
  blind: [],
  blindSince: null,
  alert: null,
  hasPoints: true,
  ...more,
});

it("a closed door lies in its wall; an open one stands off it, outwards", () => {
  const closed = wallShape(state({}), 40, 1);
  const open = wallShape(state({ contact: "open" }), 40, 1);
  expect([closed.leaves, closed.swing]).toEqual(["M-20 0H20", ""]);
  expect(open.leaves).toBe("M-20 0L-6.3 -37.6");
  expect(open.swing).toBe("M20 0A40 40 0 0 0 -6.3 -37.6");
  expect(open.gap).toBe(closed.gap);
});

it("a wide door has two leaves with the bolt between them, a narrow one has it at its edge", () => {
  const [wide, narrow, none] = [
    wallShape(state({ contact: "open", lock: "locked" }), 80, 1.8),
    wallShape(state({ lock: "unlocked" }), 40, 1),
    wallShape(state({}), 40, 1),
  ];
  expect(wide.leaves.match(/M/g)?.length).toBe(2);
  expect([wide.bolt, narrow.bolt, none.bolt]).toEqual([{ x: 0, y: 0 }, { x: 15, y: 0 }, null]);
});

it("a shutter that is up leaves its opening free", () => {
  const [up, down] = [
    wallShape(state({ kind: "shutter", contact: "open" }), 60, 3),
    wallShape(state({ kind: "shutter" }), 60, 3),
  ];
  expect([up.leaves, down.leaves]).toEqual(["M-30 -4v8M30 -4v8", "M-30 0H30"]);
});
