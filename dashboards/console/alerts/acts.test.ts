import { expect, it } from "vitest";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { actsOf, isUntouchable } from "./acts.ts";

const door = new FakeGateway({ directory: "" }).raise({
  rule: "door-after-closing",
  target: "D2",
  openFor: 0,
  held: 0,
});
const at = door.openedAt;
const acts = (more: Partial<WireAlert>) => actsOf({ ...door, ...more });
const CLEAR = { condition: "clear", clearedAt: at } as const;
const report = { by: "王伟", receiver: "x", cause: "y", at };
const incident = { reportDueAt: at, report: null, overdueAt: null, owed: [] };

it("what an alert waits for first stands first", () => {
  const seen = (
    [
      { label: "unacknowledged" },
      { label: "returned", ...CLEAR },
      { label: "acknowledged" },
      { label: "acknowledged", incident },
      { label: "latched", ...CLEAR },
      { label: "unfinished", incident: { ...incident, report }, ...CLEAR },
      {
        label: "unfinished",
        incident: { ...incident, report, owed: [{ role: "guard", since: at, given: null }] },
        ...CLEAR,
      },
      { label: "shelved" },
      { label: "suppressed" },
    ] as const
  ).map(more => acts(more as Partial<WireAlert>)[0]);
  expect(seen).toEqual([
    "acknowledge",
    "acknowledge",
    "confirm",
    "report",
    "reset",
    "confirm",
    "supplement",
    "unshelve",
    "note",
  ]);
});

it("nothing is done about what is closed, and what is explained or out of service can only be noted", () => {
  expect(acts({ label: "closed" })).toEqual([]);
  expect([acts({ label: "suppressed" }), acts({ label: "out-of-service" })]).toEqual([["note"], ["note"]]);
});

it("what is over is not put aside, and life safety never is", () => {
  expect(acts({ label: "returned", ...CLEAR })).not.toContain("shelve");
  expect(acts({ label: "acknowledged" })).toContain("shelve");
  expect([isUntouchable({ ...door, class: "life-safety" }), isUntouchable(door)]).toEqual([true, false]);
});
