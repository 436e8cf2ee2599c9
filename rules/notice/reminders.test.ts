import { describe, expect, test } from "vitest";
import type { Reminder } from "../routine/clerk.ts";
import type { Role } from "../site/model.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { hours, type Instant, instant } from "../time/instant.ts";
import { siteA } from "../time/testing/halls.ts";
import type { Message } from "./message.ts";
import { Reminders } from "./reminders.ts";

const at = (clock: string): Instant => instant(Date.parse(`2025-07-08T${clock}:00+08:00`));

const reminder = (key: string, role: Role, more: Partial<Reminder> = {}): Reminder => ({
  key,
  role,
  title: { zh: key, en: key },
  target: "hall",
  targetName: { zh: "大厅", en: "hall" },
  zone: "",
  steps: [],
  ...more,
});

/** On duty are G1, G2 and M1; both directors are away. */
const onDuty: Partial<Record<Role, readonly string[]>> = { guard: ["G1", "G2"], "duty-manager": ["M1"] };

const reminders = (quiet: { readonly from: number; readonly to: number } | null = null): Reminders =>
  new Reminders(
    { calendar: hallCalendar(siteA), notify: { quiet } },
    {
      onDuty: role => (onDuty[role] ?? []).map(id => ({ id })),
      isAway: role => role === "hall-director",
    },
  );

const ALL = (): boolean => true;
const shortly = (messages: readonly Message[]): string[] =>
  messages.map(
    ({ key, to, about }) => `${to.person ?? `@${to.role}`}: ${about?.map(a => a.title.en)} (${key})`,
  );

test("everybody on duty in the role is reminded, of several things at once by one message", () => {
  const own = reminders();
  own.add(reminder("b", "guard"), at("09:00"));
  own.add(reminder("a", "duty-manager"), at("09:00"));
  own.add(reminder("c", "duty-manager"), at("09:00"));
  expect(own.soonest()).toBe(at("09:00"));
  expect(shortly(own.send(at("09:00"), ALL))).toEqual([
    "M1: a,c (a:reminder:M1)",
    "G1: b (b:reminder:G1)",
    "G2: b (b:reminder:G2)",
  ]);
  expect(own.send(at("09:01"), ALL)).toEqual([]);
});

test("a reminder keeps the quiet hours and is not told any more when its paper is closed by then", () => {
  const own = reminders({ from: 22 * 60, to: 7 * 60 });
  own.add(reminder("open", "guard", { paper: "task:1" }), at("23:00"));
  own.add(reminder("done", "guard", { paper: "task:2" }), at("23:00"));
  const morning = instant(at("07:00") + hours(24));
  expect(own.send(at("23:30"), ALL)).toEqual([]);
  expect(own.soonest()).toBe(morning);
  const again = reminders({ from: 22 * 60, to: 7 * 60 });
  again.restore(own.memos());
  for (const each of [own, again])
    expect(shortly(each.send(morning, paper => paper === "task:1"))).toEqual([
      "G1: open (open:reminder:G1)",
      "G2: open (open:reminder:G2)",
    ]);
});

test("a message says of each thing which paper it is about, if there is one", () => {
  const own = reminders();
  own.add(reminder("a", "duty-manager", { paper: "task:toilets/2025-07-08" }), at("09:00"));
  own.add(reminder("b", "duty-manager"), at("09:00"));
  expect(own.send(at("09:00"), ALL).flatMap(({ about }) => about?.map(({ paper }) => paper))).toEqual([
    "task:toilets/2025-07-08",
    undefined,
  ]);
});

describe("who hears of it", () => {
  test.each<readonly [string, Reminder, readonly string[]]>([
    ["one person", reminder("a", "guard", { person: "G2" }), ["G2"]],
    [
      "whoever stands in for a director who is away",
      reminder("a", "hall-director"),
      ["M1", "@hall-director"],
    ],
    ["a role that nobody of the hall has", reminder("a", "superior"), ["@superior"]],
  ])("%s", (_name, each, wanted) => {
    const own = reminders();
    own.add(each, at("09:00"));
    expect(own.send(at("09:00"), ALL).map(({ to }) => to.person ?? `@${to.role}`)).toEqual(wanted);
  });
});

test("what goes out leaves nothing behind over a restart", () => {
  const own = reminders();
  own.add(reminder("a", "guard"), at("09:00"));
  expect(own.takeTouched()).toMatchObject([{ key: "notice/reminder/a", value: { dueAt: at("09:00") } }]);
  own.send(at("09:00"), ALL);
  expect(own.takeTouched()).toEqual([{ key: "notice/reminder/a", value: null }]);
  expect(own.memos()).toEqual([]);
});
