import type { Task } from "../../routine/task.ts";
import { at } from "../../time/testing/halls.ts";

/** A task with what a test does not care about filled in. */
export const deskTask = (duty: string, state: Task["state"], more: Partial<Task> = {}): Task => ({
  id: `${duty}/2025-07-14`,
  duty,
  title: { zh: duty, en: duty },
  period: { zh: "2025-07-14", en: "2025-07-14" },
  day: "2025-07-14",
  target: null,
  opensAt: at("2025-07-14 07:50"),
  dueAt: at("2025-07-14 08:30"),
  missedAt: null,
  items: [],
  signature: null,
  state,
  endedAt: state === "open" ? null : at("2025-07-14 08:20"),
  lateBy: null,
  why: null,
  remindedAt: null,
  ...more,
});
