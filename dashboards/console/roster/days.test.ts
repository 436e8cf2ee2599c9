import { expect, it } from "vitest";
import type { WireRoster } from "#gateway/wire/roster.ts";
import { daysAhead, nextOf, untilOf } from "./days.ts";

const ZONE = "Asia/Shanghai";
/** A time of the hall in July 2025: `08 20:00`. */
const at = (text: string): string => new Date(`2025-07-${text.replace(" ", "T")}:00+08:00`).toISOString();
const shift = (name: string, role: string, from: string, to: string) => ({
  person: name,
  name,
  role,
  from: at(from),
  to: at(to),
});
const roster = (more: Partial<WireRoster>): WireRoster => ({
  at: at("08 22:00"),
  onDuty: [],
  shifts: [],
  absences: [],
  gaps: [],
  ...more,
});

it("a shift stands on the day on which it begins, one that runs now on today, and says that it ends on the next day", () => {
  const shifts = [
    shift("王伟", "guard", "07 20:00", "09 08:00"),
    shift("李娜", "duty-manager", "09 08:00", "09 18:00"),
    shift("王伟", "guard", "09 20:00", "10 08:00"),
  ];
  const days = daysAhead(roster({ shifts, gaps: [{ date: "2025-07-10", isOpen: false }] }), ZONE, 3);
  expect(
    days.map(({ date, gap, duties }) => [date, gap, duties.map(each => `${each.name} ${each.from}`)]),
  ).toEqual([
    ["2025-07-08", "none", ["王伟 20:00"]],
    ["2025-07-09", "none", ["李娜 08:00", "王伟 20:00"]],
    ["2025-07-10", "closed", []],
  ]);
  expect(days[1]?.duties.map(({ to, endsLater }) => [to, endsLater])).toEqual([
    ["18:00", false],
    ["08:00", true],
  ]);
});

it("whoever has a shift and is away for some of it is marked", () => {
  const shifts = [shift("李娜", "duty-manager", "09 08:00", "09 18:00")];
  const away = (from: string, to: string) => {
    const absences = [{ person: "李娜", name: "李娜", from: at(from), to: at(to), why: "请假" }];
    return daysAhead(roster({ shifts, absences }), ZONE, 2)[1]?.duties[0]?.isAway;
  };
  expect([away("09 12:00", "09 13:00"), away("09 18:00", "10 00:00"), away("08 00:00", "09 08:00")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("duty lasts through shifts that follow at once, ends when somebody goes away, and is for ever without shifts", () => {
  const shifts = [
    shift("王伟", "guard", "08 20:00", "09 08:00"),
    shift("王伟", "guard", "09 08:00", "09 12:00"),
    shift("王伟", "guard", "09 20:00", "10 08:00"),
  ];
  const until = (more: Partial<WireRoster>) => {
    const end = untilOf(roster({ shifts, ...more }), "guard", "王伟");
    return end === null ? null : new Date(end).toISOString();
  };
  const absences = [{ person: "王伟", name: "王伟", from: at("09 06:00"), to: at("09 07:00"), why: "" }];
  expect([until({}), until({ absences }), until({ shifts: [] })]).toEqual([
    at("09 12:00"),
    at("09 06:00"),
    null,
  ]);
});

it("the next shift of a role is the first that begins after now", () => {
  const shifts = [
    shift("王伟", "guard", "08 20:00", "09 08:00"),
    shift("周涛", "guard", "09 08:00", "09 20:00"),
  ];
  expect([nextOf(roster({ shifts }), "guard")?.name, nextOf(roster({ shifts }), "staff")]).toEqual([
    "周涛",
    null,
  ]);
});
