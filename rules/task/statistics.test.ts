import { expect, test } from "vitest";
import { minutes } from "../time/instant.ts";
import { at } from "../time/testing/halls.ts";
import { taskStatistics } from "./statistics.ts";
import { deskTask } from "./testing/tasks.ts";

test("what was done late stays late, what is open and overdue is not in time, what was withdrawn does not count", () => {
  const tasks = [
    deskTask("a", "done"),
    deskTask("a", "done"),
    deskTask("a", "done", { lateBy: minutes(110) }),
    deskTask("a", "missed"),
    deskTask("a", "open", { dueAt: at("2025-07-14 08:30") }),
    deskTask("a", "open", { dueAt: at("2025-07-14 17:30") }),
    deskTask("a", "deferred"),
    deskTask("a", "withdrawn"),
    deskTask("b", "open", { dueAt: at("2025-07-14 17:30") }),
  ];
  expect(taskStatistics(tasks, at("2025-07-14 12:00"))).toEqual([
    { duty: "a", done: 2, late: 1, missed: 1, deferred: 1, open: 2, inTime: 0.4 },
    { duty: "b", done: 0, late: 0, missed: 0, deferred: 0, open: 1, inTime: null },
  ]);
});
