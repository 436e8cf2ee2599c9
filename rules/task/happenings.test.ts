import { describe, expect, test } from "vitest";
import { clear } from "../alert/life.ts";
import { alertOf, raised } from "../routine/testing/alerts.ts";
import { at } from "../routine/testing/desk.ts";
import { hours, millis, minutes } from "../time/instant.ts";
import { duty, span } from "./testing/duties.ts";
import { deskOf, heard, says, site, trail } from "./testing/hall.ts";

const hoursIn = ["opening", "open", "lunch"] as const;
const mats = duty({
  id: "mats",
  who: "guard",
  when: { is: "event", fact: "rain", edge: "begin", delay: millis(0), within: minutes(15), during: hoursIn },
  remind: "opened",
});
const away = duty({
  id: "away",
  who: "guard",
  when: { is: "event", fact: "rain", edge: "end", delay: minutes(60), within: minutes(30), during: hoursIn },
  remind: "opened",
});
const sign = duty({
  id: "sign",
  when: {
    is: "event",
    fact: "device-down",
    edge: "begin",
    delay: millis(0),
    within: minutes(15),
    during: hoursIn,
  },
});
const toilets = duty({
  id: "toilets",
  who: "cleaner",
  when: { is: "day", windows: [span("open", "12:00", "morning"), span("14:00", "closing", "afternoon")] },
  late: { priority: 4, class: "housekeeping", tell: ["duty-manager"], escalate: null, isFire: false },
});
const rain = (isOn: boolean) => ({
  fact: "rain",
  target: "O1",
  targetName: { zh: "气象站", en: "Weather" },
  zone: "",
  isOn,
});

describe.each([
  ["as it goes", false],
  ["with another clerk before every step", true],
])("half a day, %s", (_name, isRestarted) => {
  test("the morning is late, and its confirmation counts for the morning alone", () => {
    const desk = deskOf([toilets], "2025-07-18 08:00", isRestarted);
    expect(heard(desk, "2025-07-18 12:00")).toEqual([
      "late-toilets/hall: toilets (2025-07-18 morning) overdue → duty-manager",
    ]);
    desk.ask("2025-07-18 13:00", says("C", "toilets/2025-07-18.1"));
    expect(heard(desk, "2025-07-18 14:00")).toEqual([]);
    desk.ask("2025-07-18 16:00", says("C", "toilets/2025-07-18.2"));
    desk.until("2025-07-19 08:00");
    expect(trail(desk)).toEqual([
      "07-18 08:30 opened toilets/2025-07-18.1",
      "07-18 13:00 answered toilets/2025-07-18.1 it 冯秀兰",
      "07-18 13:00 done toilets/2025-07-18.1 冯秀兰 late by 60 min",
      "07-18 14:00 opened toilets/2025-07-18.2",
      "07-18 16:00 answered toilets/2025-07-18.2 it 冯秀兰",
      "07-18 16:00 done toilets/2025-07-18.2 冯秀兰",
    ]);
  });

  test("rain asks for mats at once, and for taking them away an hour after it is over, not before", () => {
    const desk = deskOf([mats, away], "2025-07-21 08:00", isRestarted);
    desk.cue("2025-07-21 10:12", rain(true));
    desk.cue("2025-07-21 10:13", rain(true));
    const id = "mats/O1.20250721T021200000Z";
    expect(desk.task(id)).toMatchObject({ state: "open", dueAt: Date.parse("2025-07-21T10:27:00+08:00") });
    desk.ask("2025-07-21 10:20", says("G1", id));
    desk.cue("2025-07-21 11:00", rain(false));
    desk.until("2025-07-21 11:59");
    expect(desk.reminders.map(({ title }) => title.en)).toEqual(["mats, due 10:27"]);
    expect(desk.ask("2025-07-21 11:59", says("G1", "away/O1.20250721T030000000Z"))).toBe(
      "this opens at 12:00",
    );
    desk.until("2025-07-21 12:00");
    expect(desk.reminders.map(({ title }) => title.en)).toEqual(["mats, due 10:27", "away, due 12:30"]);
    desk.ask("2025-07-21 12:10", says("G1", "away/O1.20250721T030000000Z"));
    const before = desk.entries.length;
    desk.cue("2025-07-21 19:30", rain(true));
    desk.until("2025-07-21 20:30");
    expect(desk.entries.length).toBe(before);
  });

  test("rain that comes again before the hour is over leaves the mats where they are", () => {
    const desk = deskOf([mats, away], "2025-07-21 08:00", isRestarted);
    desk.cue("2025-07-21 10:12", rain(true));
    desk.ask("2025-07-21 10:20", says("G1", "mats/O1.20250721T021200000Z"));
    desk.cue("2025-07-21 11:00", rain(false));
    desk.cue("2025-07-21 11:30", rain(true));
    desk.until("2025-07-21 12:30");
    expect(trail(desk).slice(3)).toEqual([
      "07-21 11:30 withdrawn away/O1.20250721T030000000Z (it began again)",
      "07-21 11:30 opened mats/O1.20250721T033000000Z",
    ]);
  });

  test("rain that comes back after nobody put the mats out asks anew, and what was not done is missed", () => {
    const desk = deskOf([mats], "2025-07-21 08:00", isRestarted);
    desk.cue("2025-07-21 10:12", rain(true));
    desk.cue("2025-07-21 10:20", rain(false));
    desk.cue("2025-07-21 10:22", rain(true));
    desk.cue("2025-07-21 11:00", rain(false));
    desk.cue("2025-07-21 14:30", rain(true));
    expect(trail(desk)).toEqual([
      "07-21 10:12 opened mats/O1.20250721T021200000Z",
      "07-21 14:30 missed mats/O1.20250721T021200000Z it",
      "07-21 14:30 opened mats/O1.20250721T063000000Z",
    ]);
  });

  test("each device that fails asks for a sign of its own, once as long as nobody has put it up", () => {
    const desk = deskOf([sign], "2025-07-15 08:00", isRestarted);
    const down = (moment: string, target: string) => [raised(site, moment, { fact: "device-down", target })];
    const kiosk = down("2025-07-15 10:03", "KIOSK");
    desk.tell("2025-07-15 10:03", kiosk);
    desk.tell("2025-07-15 10:05", down("2025-07-15 10:05", "QM"));
    desk.tell("2025-07-15 10:10", clear(alertOf(kiosk), "device-down", [], desk.hall.now, "condition-ended"));
    desk.tell("2025-07-15 10:12", down("2025-07-15 10:12", "KIOSK"));
    expect(heard(desk, "2025-07-15 10:18").map(line => line.split(":")[0])).toEqual(["late-sign/KIOSK"]);
    desk.ask("2025-07-15 10:19", says("M1", "sign/KIOSK.20250715T020300000Z"));
    expect(desk.task("sign/KIOSK.20250715T020300000Z")).toMatchObject({ lateBy: minutes(1) });
  });

  test("a sign that stands at a fault is not asked for again after lunch, as long as its ticket says that it is out", () => {
    const desk = deskOf([sign], "2025-07-15 08:00", isRestarted);
    const down = (moment: string) => raised(site, moment, { fact: "device-down", target: "KIOSK" });
    const opened = (): readonly string[] => trail(desk).filter(line => line.includes("opened"));
    const first = [down("2025-07-15 10:03")];
    const ticket = (state: string, cause = alertOf(first).id): void => {
      const [id, moment] = ["T-20250715-KIOSK-100500", at("2025-07-15 10:05")];
      const value = { id, kind: "fault", target: "KIOSK", state, cause };
      desk.world.papers = [{ kind: "ticket", id, day: "2025-07-15", at: moment, isOpen: true, value }];
    };
    const over = (why: string): void =>
      desk.tell("2025-07-15 12:00", clear(alertOf(first), "device-down", [], desk.hall.now, why));
    ticket("open");
    desk.tell("2025-07-15 10:03", first);
    // Not put up yet: that somebody knows of the fault is no sign.
    desk.until("2025-07-15 10:17");
    expect(opened()).toEqual(["07-15 10:03 opened sign/KIOSK.20250715T020300000Z"]);
    desk.ask("2025-07-15 10:17", says("M1", "sign/KIOSK.20250715T020300000Z"));
    over("out-of-force");
    desk.tell("2025-07-15 14:00", [down("2025-07-15 14:00")]);
    expect(opened().length).toBe(1);
    // It works again, and the sign is gone: the next time is another.
    ticket("repaired");
    desk.tell("2025-07-15 15:00", [down("2025-07-15 15:00")]);
    expect(opened().slice(1)).toEqual(["07-15 15:00 opened sign/KIOSK.20250715T070000000Z"]);
    // A ticket about something else says nothing of the sign.
    desk.ask("2025-07-15 15:05", says("M1", "sign/KIOSK.20250715T070000000Z"));
    ticket("open", raised(site, "2025-07-15 10:03", { fact: "paper-out", target: "KIOSK" }).alert.id);
    desk.tell("2025-07-15 16:00", [down("2025-07-15 16:00")]);
    expect(opened().slice(2)).toEqual(["07-15 16:00 opened sign/KIOSK.20250715T080000000Z"]);
  });
});

describe("a clock that was moved", () => {
  test("moves what counts time from something that happened, not what goes by the calendar", () => {
    const desk = deskOf([mats, toilets], "2025-07-21 08:00");
    desk.cue("2025-07-21 10:12", rain(true));
    desk.move(-minutes(30));
    desk.until("2025-07-21 09:43");
    expect([desk.task("mats/O1.20250721T021200000Z").dueAt, desk.task("toilets/2025-07-21.1").dueAt]).toEqual(
      [Date.parse("2025-07-21T09:57:00+08:00"), Date.parse("2025-07-21T12:00:00+08:00")],
    );
    desk.until("2025-07-22 08:00");
    expect(trail(desk).filter(line => line.includes("opened"))).toEqual([
      "07-21 08:30 opened toilets/2025-07-21.1",
      "07-21 10:12 opened mats/O1.20250721T021200000Z",
      "07-21 14:00 opened toilets/2025-07-21.2",
    ]);
  });
});

test("a hall that nobody watched for a day catches up: all at its own time, and nobody is reminded of what is over", () => {
  const rounds = duty({
    id: "rounds",
    who: "guard",
    when: { is: "every", length: hours(2), during: ["open", "lunch"] },
    remind: minutes(15),
    missedAfter: minutes(10),
  });
  const [watched, left] = [deskOf([rounds], "2025-07-18 08:00"), deskOf([rounds], "2025-07-18 08:00")];
  watched.until("2025-07-18 18:00");
  left.until("2025-07-18 08:31");
  left.sleep("2025-07-18 18:00");
  expect(trail(left)).toEqual(trail(watched));
  expect(watched.reminders.length).toBe(4);
  expect(left.reminders).toEqual([]);
});
