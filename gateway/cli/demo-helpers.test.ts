import { expect, test } from "vitest";
import { reached } from "./demo-helpers.ts";

const at = (time: string): number => Date.parse(`2025-07-08T${time}+08:00`);
const alert = (target: string, seenAt: string | null) => ({
  target,
  acknowledgement: seenAt === null ? null : { by: "王伟", note: "", at: new Date(at(seenAt)).toISOString() },
});

test("somebody arrives two minutes after an alert about the thing was acknowledged, and nowhere else", () => {
  const faults = ["door-unlocked:D3", "light-left-on:L-off1"];
  const alerts = [alert("D3", null), alert("D3", "17:50:00"), alert("D5", "17:40:00"), alert("L-off1", null)];
  expect(reached(faults, alerts, at("17:51:59"))).toEqual([]);
  expect(reached(faults, alerts, at("17:52:00"))).toEqual([{ fault: "door-unlocked:D3", by: "王伟" }]);
});
