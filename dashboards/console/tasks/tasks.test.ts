import { beforeAll, expect, it } from "vitest";
import type { WireAsk, WireTask } from "#gateway/wire/task.ts";
import { language, loadLater } from "../words/language.ts";
import { allGood, answerText, isGood } from "./answer-text.ts";
import { monthOf } from "./month.ts";
import { counts, sections } from "./order.ts";

beforeAll(async () => {
  language.value = "zh";
  await loadLater();
});

const task = (id: string, who: string, state: WireTask["state"], dueAt = "12:00"): WireTask =>
  ({ id, who, state, dueAt: `2025-07-08T${dueAt}:00.000Z` }) as WireTask;
const MORNING = Date.parse("2025-07-08T10:00:00Z");
const words = (zh: string) => ({ zh, en: zh });
const gauge: WireAsk = {
  id: "gauge",
  title: words("压力表"),
  answer: {
    is: "choice",
    options: [
      { id: "green", title: words("绿区") },
      { id: "low", title: words("红区") },
    ],
    good: ["green"],
  },
};
const seal: WireAsk = { id: "seal", title: words("铅封"), answer: { is: "yes-no" } };
const warmth: WireAsk = {
  id: "warmth",
  title: words("温度"),
  answer: { is: "number", unit: "Cel", low: 18, high: 22 },
};

it("a person sees his own tasks first, and in each role what is late before what is due first", () => {
  const tasks = [
    task("a", "guard", "done"),
    task("b", "guard", "open", "14:00"),
    task("c", "guard", "open", "13:00"),
    task("d", "duty-manager", "coming"),
    task("e", "cleaner", "late"),
    task("f", "guard", "missed"),
    task("g", "cleaner", "open"),
    task("h", "cleaner", "open"),
  ];
  expect(
    sections(tasks, ["duty-manager"], MORNING).map(({ role, isMine, tasks }) => [
      role,
      isMine,
      tasks.map(({ id }) => id).join(""),
    ]),
  ).toEqual([
    ["duty-manager", true, "d"],
    ["cleaner", false, "egh"],
    ["guard", false, "cbfa"],
  ]);
});

it("what is due in days does not stand between what is due today", () => {
  const month = { ...task("m", "guard", "open"), dueAt: "2025-07-31T16:00:00.000Z" };
  const tomorrow = { ...task("t", "guard", "open"), dueAt: "2025-07-09T10:00:00.000Z" };
  const [section] = sections([month, tomorrow, task("c", "guard", "coming")], [], MORNING);
  expect([section?.tasks.map(({ id }) => id), section?.later.map(({ id }) => id)]).toEqual([
    ["t", "c"],
    ["m"],
  ]);
});

it("what is late is still to be done, and what was done late was done", () => {
  const tasks = [
    task("a", "guard", "late"),
    task("b", "guard", "open"),
    task("c", "guard", "done-late"),
    task("d", "guard", "missed"),
    task("e", "guard", "deferred"),
  ];
  expect(counts(tasks)).toEqual({ open: 2, late: 1, done: 1, missed: 1 });
});

it("everything can be said to be fine with one tap only where nobody is asked for a number or for words", () => {
  expect(allGood([gauge, seal])).toEqual({ gauge: "green", seal: true });
  expect(allGood([gauge, warmth])).toBeNull();
  expect(allGood([])).toEqual({});
});

it("a number is fine within its limits, both included", () => {
  expect([17.9, 18, 22, 22.1].map(value => isGood(warmth, value))).toEqual([false, true, true, false]);
  expect([isGood(gauge, "low"), isGood(gauge, "green"), isGood(seal, false)]).toEqual([false, true, false]);
});

it("an answer is told question by question, with units and the words of its options", () => {
  const values = { gauge: "low", seal: true, warmth: 19.5 };
  expect(answerText([gauge, seal, warmth], { outcome: "fault", values })).toBe(
    "有问题 · 压力表 红区 · 铅封 是 · 温度 19.5\u202f°C",
  );
});

it("a month ends on its last day, also in February and at the turn of a year", () => {
  expect(monthOf("2024-02")).toEqual({
    from: "2024-02-01",
    to: "2024-02-29",
    before: "2024-01",
    after: "2024-03",
  });
  expect(monthOf("2025-12")).toMatchObject({ to: "2025-12-31", after: "2026-01" });
});
