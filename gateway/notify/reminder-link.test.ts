import { expect, test } from "vitest";
import { reminderLink } from "./reminder-link.ts";

const about = (paper?: string) => ({
  title: { zh: "事", en: "Thing" },
  target: "hall",
  targetName: { zh: "大厅", en: "Hall" },
  zone: "",
  steps: [],
  ...(paper !== undefined && { paper }),
});

test.each<readonly [string, readonly (string | undefined)[], string]>([
  ["a task", ["task:toilets/2025-07-14/morning"], "#/tasks/toilets%2F2025-07-14%2Fmorning"],
  ["a ticket", ["ticket:20250714-3"], "#/tickets/20250714-3"],
  ["a handover", ["handover:guard/2025-07-14T08:00"], "#/handover/guard%2F2025-07-14T08%3A00"],
  ["the closing, which has one page", ["closing:closing/2025-07-14/1"], "#/closing"],
  ["the opening", ["opening:opening/2025-07-14"], "#/opening"],
  ["several tasks: their list", ["task:a", "task:b"], "#/tasks"],
  ["one task twice", ["task:a", "task:a"], "#/tasks/a"],
  ["things of several kinds: the console as it begins", ["task:a", "ticket:b"], "#/"],
  ["a task and something without a paper", ["task:a", undefined], "#/"],
  ["something without a paper", [undefined], "#/"],
  ["a kind of a later version", ["parcel:7"], "#/"],
  ["nothing", [], "#/"],
])("a reminder of %s is opened there", (_name, papers, link) => {
  expect(reminderLink(papers.map(about))).toBe(link);
});
