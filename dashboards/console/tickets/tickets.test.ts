import { beforeAll, expect, it } from "vitest";
import type { WireTicket } from "#gateway/wire/ticket.ts";
import { loadLater } from "../words/language.ts";
import { actBody, FIELDS, isAct, needsNote } from "./act-body.ts";
import { byUrgency, type Clock, clockState, firstClock, isLate, sortedClocks } from "./clock-state.ts";

beforeAll(() => loadLater());

const at = (time: string): string => `2025-07-15T${time}:00.000Z`;
const now = Date.parse(at("18:00"));
const clock = (is: string, dueAt: string, doneAt: string | null = null): Clock => ({
  is,
  title: { zh: is, en: is },
  clauses: [],
  dueAt: at(dueAt),
  doneAt: doneAt === null ? null : at(doneAt),
  isCertain: true,
});
const ticket = (
  id: string,
  openedAt: string,
  clocks: readonly Clock[],
  state: WireTicket["state"] = "open",
) => ({ id, openedAt: at(openedAt), clocks, state }) as WireTicket;

it("a clock waits, is over, was met, or was late, which it stays", () => {
  const seen = [
    clock("sign", "18:01"),
    clock("sign", "17:59"),
    clock("sign", "17:00", "17:00"),
    clock("sign", "17:00", "17:20"),
  ].map(each => clockState(each, now));
  expect(seen).toEqual([
    { is: "waiting", dueAt: Date.parse(at("18:01")), left: 60_000 },
    { is: "over", dueAt: Date.parse(at("17:59")), by: 60_000 },
    { is: "met", doneAt: Date.parse(at("17:00")) },
    { is: "late", doneAt: Date.parse(at("17:20")), by: 20 * 60_000 },
  ]);
});

it("what is over stands first, the longest first; what is done stands last", () => {
  const clocks = [
    clock("met", "10:00", "09:00"),
    clock("waits", "19:00"),
    clock("late", "11:00", "12:00"),
    clock("over", "17:30"),
    clock("long over", "10:30"),
  ];
  expect(sortedClocks(clocks, now).map(({ is }) => is)).toEqual([
    "long over",
    "over",
    "waits",
    "late",
    "met",
  ]);
});

it("a closed ticket waits for nothing but the visit afterwards", () => {
  const clocks = [clock("limit", "17:00"), clock("revisit", "19:00")];
  expect([
    firstClock(ticket("a", "09:00", clocks), now)?.is,
    firstClock(ticket("a", "09:00", clocks, "closed"), now)?.is,
    isLate(ticket("a", "09:00", clocks), now),
    isLate(ticket("a", "09:00", clocks, "closed"), now),
  ]).toEqual(["limit", "revisit", true, false]);
});

it("tickets with a clock that is over come first, then the newest", () => {
  const tickets = [
    ticket("old", "09:00", [clock("limit", "19:00")]),
    ticket("over", "08:00", [clock("sign", "17:00")]),
    ticket("new", "12:00", []),
    ticket("longer over", "10:00", [clock("sign", "16:00")]),
  ];
  expect(tickets.toSorted(byUrgency(now)).map(({ id }) => id)).toEqual(["longer over", "over", "new", "old"]);
});

const fields = (given: Readonly<Record<string, string | readonly string[]>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(given))
    for (const each of [value].flat()) form.append(name, String(each));
  return form;
};
const filled = (is: Parameters<typeof actBody>[0], given: Parameters<typeof fields>[0]) =>
  actBody(is, fields(given), { now, timeZone: "Asia/Shanghai" });

it("a report is sent with receiver, department, limit and words, the limit on the hall's clock", () => {
  const report = { receiver: "张工", department: "后勤科", limit: "2025-07-16T17:30", note: "不出票" };
  expect(filled("report", report)).toEqual({
    act: { is: "report", ...report, limit: "2025-07-16T09:30:00.000Z" },
  });
});

it.each([
  ["report", { receiver: "x", department: "y", limit: "", note: "z" }],
  ["report", { receiver: "x", department: "y", limit: "2025-07-15T17:30", note: "z" }],
  ["report", { receiver: "x", department: "y", limit: "2025-07-17T17:30", note: " " }],
  ["attempt", { note: "x" }],
  ["remove", { note: "x", expectedDays: "" }],
  ["remove", { note: "x", expectedDays: "-1" }],
  ["spare", { target: "" }],
  ["grant", { who: "x", from: "2025-07-16T09:00", to: "2025-07-16T11:00" }],
  ["grant", { who: "x", doors: "D1", from: "2025-07-16T11:00", to: "2025-07-16T09:00" }],
  ["grant", { who: "x", doors: "D1", from: "2025-07-14T11:00", to: "2025-07-14T12:00" }],
  ["extend", { note: "x", until: "2025-07-15T17:30" }],
  ["answered", { note: "" }],
  ["close", { note: "", cause: "x" }],
] as const)("%s is not sent while a fact of it is missing or wrong: %j", (is, given) => {
  expect(filled(is, given)).toEqual({ missing: expect.stringMatching(/./) });
});

it("several doors are granted at once, and a sign needs no words", () => {
  expect(
    filled("grant", { who: "刘师傅", doors: ["D1", "D2"], from: "2025-07-16T09:00", to: "2025-07-16T11:00" }),
  ).toEqual({
    act: {
      is: "grant",
      who: "刘师傅",
      doors: ["D1", "D2"],
      from: "2025-07-16T01:00:00.000Z",
      to: "2025-07-16T03:00:00.000Z",
    },
  });
  expect(filled("sign", {})).toEqual({ act: { is: "sign", note: "" } });
});

it("every act has its fields, and its words where it needs them", () => {
  expect(Object.keys(FIELDS).every(isAct)).toBe(true);
  expect(isAct("toString")).toBe(false);
  const wordless = Object.entries(FIELDS).filter(
    ([act, names]) => isAct(act) && needsNote(act) && !names.includes("note"),
  );
  expect(wordless).toEqual([]);
});
