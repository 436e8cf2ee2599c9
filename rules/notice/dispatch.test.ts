import { describe, expect, test } from "vitest";
import { seconds } from "../time/instant.ts";
import { at, Desk } from "./testing/desk.ts";

describe("how long news waits", () => {
  test("what is critical goes out at once, with all that waits beside it", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 3 });
    desk.until(at("09:00:02"));
    desk.find("D2", { priority: 1 });
    expect(desk.look()).toEqual(["09:00:02 found G1: D2, D1"]);
    desk.until(at("09:04"));
    expect(desk.look()).toEqual([]);
  });

  test("high and medium wait 5 s, low 30 s", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D2", { priority: 2, tell: ["guard"] });
    desk.find("D3", { priority: 3, tell: ["duty-manager"] });
    desk.find("D4", { priority: 4, tell: ["facilities"] });
    desk.until(at("09:01"));
    expect(desk.look()).toEqual(["09:00:05 found G1: D2", "09:00:05 found M1: D3", "09:00:30 found F1: D4"]);
  });

  test("300 alerts at once make one message for each receiver", () => {
    const desk = new Desk(at("09:00"));
    for (let n = 0; n < 300; n++) desk.find(`P${n}`, { priority: 2, tell: ["guard", "duty-manager"] });
    desk.until(at("09:20"));
    expect(desk.sent.map(({ to, items }) => [to.person, items.length])).toEqual([
      ["G1", 300],
      ["M1", 300],
    ]);
  });

  test("nobody has a second message of a class within 5 min, unless something new is high", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1");
    desk.until(at("09:01"));
    desk.find("D2");
    desk.find("L1", { class: "equipment" });
    desk.until(at("09:02"));
    desk.find("D3", { priority: 2 });
    desk.until(at("09:03"));
    desk.find("D4");
    desk.until(at("09:10"));
    expect(desk.look()).toEqual([
      "09:00:05 found G1: D1",
      "09:01:05 found G1: L1",
      "09:02:05 found G1: D3, D2",
      "09:07:05 found G1: D4",
    ]);
  });

  test("a fact that comes and goes is told every 5 min at most, though it is high", () => {
    const desk = new Desk(at("09:00"));
    for (let minute = 0; minute < 9; minute++) {
      desk.until(at(`09:0${minute}:00`));
      desk.find("D1", { priority: 2 });
      desk.until(at(`09:0${minute}:30`));
      desk.over("D1");
    }
    desk.until(at("09:09"));
    const found = desk.look().filter(each => each.includes(" found "));
    expect(found).toEqual(["09:00:05 found G1: D1", "09:05:05 found G1: D1"]);
  });
});

test("what turns out to be of another class while it waits is told once, as what it is", () => {
  const desk = new Desk(at("09:00"));
  desk.find("D1", { class: "equipment", priority: 3 });
  desk.find("D1", { rule: "graver", class: "security", priority: 2 });
  desk.until(at("09:01"));
  expect(desk.sent.map(({ class: own, to }) => [own, to.person])).toEqual([["security", "G1"]]);
});

test("who is about to hear that it is over hears no repeat beside it", () => {
  const desk = new Desk(at("09:00"));
  desk.find("D1", { priority: 1, tell: ["duty-manager"] });
  desk.until(at("09:05"));
  desk.escalate("D1", "facilities");
  desk.until(at("09:09"));
  desk.over("D1");
  desk.until(at("09:14"));
  expect(desk.look()).toEqual([
    "09:00:00 found M1: D1",
    "09:05:00 escalated F1: D1",
    "09:09:05 returned M1: D1",
    "09:10:00 returned F1: D1",
  ]);
});

describe("who gets it", () => {
  test("nothing about energy or housekeeping goes to a guard", () => {
    const desk = new Desk(at("09:00"));
    desk.find("L1", { class: "energy", priority: 1, tell: ["guard", "facilities"] });
    desk.find("T1", { class: "housekeeping", priority: 2, tell: ["guard"] });
    desk.until(at("10:00"));
    expect(desk.sent.some(({ to }) => to.role === "guard")).toBe(false);
    expect(desk.look()[0]).toBe("09:00:00 found F1: L1");
  });

  test("a role that nobody has is told as a role, once", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2, tell: ["it-support"] });
    desk.until(at("12:00"));
    expect(desk.look()).toEqual(["09:00:05 found @it-support: D1"]);
  });

  test("who acknowledges within the wait is spared, the others are told", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2, tell: ["guard", "duty-manager"] });
    desk.until(at("09:00:03"));
    desk.acknowledge("D1", "王伟");
    desk.until(at("12:00"));
    expect(desk.look()).toEqual(["09:00:05 found M1: D1"]);
  });

  test("a silent alert has a message of its own, which is silent", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    desk.find("PB", { priority: 2, isSilent: true });
    desk.until(at("09:01"));
    expect(desk.sent.map(({ isSilent, items }) => [isSilent, items[0]?.target])).toEqual([
      [false, "D1"],
      [true, "PB"],
    ]);
  });
});

describe("while nobody acknowledges", () => {
  test.each([
    [1, ["09:10:00", "09:20:00", "09:30:00"]],
    [2, ["09:30:00"]],
    [3, []],
  ] as const)("priority %i is told again", (priority, expected) => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority });
    desk.until(at("09:35"));
    desk.acknowledge("D1");
    desk.until(at("14:00"));
    const repeated = desk.look().filter(each => each.includes(" repeated "));
    expect(repeated).toEqual(expected.map(clock => `${clock} repeated G1: D1`));
  });

  test("medium is told again every 4 h, low in the list of the day", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D3", { priority: 3 });
    desk.find("D4", { priority: 4 });
    desk.until(at("+1 13:00"));
    expect(desk.look()).toEqual([
      "09:00:05 found G1: D3, D4",
      "13:00:00 repeated G1: D3",
      "17:00:00 repeated G1: D3",
      "21:00:00 repeated G1: D3",
      "01:00:00 repeated G1: D3",
      "05:00:00 repeated G1: D3",
      "08:00:00 digest G1: D4",
      "09:00:00 repeated G1: D3",
      "13:00:00 repeated G1: D3",
    ]);
  });

  test("what is over and still unseen is told again every 4 h, however urgent it was; what comes back as before", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 1 });
    desk.until(at("09:12"));
    desk.over("D1");
    desk.until(at("17:30"));
    desk.find("D1", { priority: 1 });
    desk.until(at("17:45"));
    expect(desk.look()).toEqual([
      "09:00:00 found G1: D1",
      "09:10:00 repeated G1: D1",
      "09:15:00 returned G1: D1",
      "13:12:00 repeated G1: D1",
      "17:12:00 repeated G1: D1",
      "17:30:00 found G1: D1",
      "17:40:00 repeated G1: D1",
    ]);
  });

  test("the level above hears that nobody has, and is told again like the others", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    desk.until(at("09:05"));
    desk.escalate("D1", "duty-manager");
    desk.until(at("09:31"));
    expect(desk.look()).toEqual([
      "09:00:05 found G1: D1",
      "09:05:05 escalated M1: D1",
      "09:30:00 repeated G1: D1",
      "09:30:00 repeated M1: D1",
    ]);
  });

  test("every message has a key of its own, made of what it tells", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 1, tell: ["guard"] });
    desk.until(at("09:25"));
    expect(desk.sent.map(({ key }) => key.slice(key.indexOf(":")))).toEqual([
      ":1:found:G1",
      ":1:repeated:G1:1",
      ":1:repeated:G1:2",
    ]);
  });
});

describe("when it is over", () => {
  test("those hear it who were told; nobody else", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2, tell: ["guard"] });
    desk.until(at("09:10"));
    desk.over("D1");
    desk.until(at("09:20"));
    expect(desk.look()).toEqual(["09:00:05 found G1: D1", "09:10:05 returned G1: D1"]);
  });

  test("what was over before anybody was told is told once, as over", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    desk.over("D1");
    desk.until(at("09:20"));
    expect(desk.sent.map(({ kind, items }) => [kind, items[0]?.condition])).toEqual([["found", "clear"]]);
  });

  test("also where it closes by that", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    desk.until(at("09:06"));
    desk.acknowledge("D1");
    desk.over("D1");
    expect(desk.alerts.get("D1")?.closedAt).not.toBeNull();
    desk.until(at("09:20"));
    expect(desk.look()).toEqual(["09:00:05 found G1: D1", "09:06:05 returned G1: D1"]);
  });

  test("nobody hears that it is over when it is back by then", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 3 });
    desk.until(at("09:06"));
    desk.over("D1");
    desk.until(at("09:06:02"));
    desk.find("D1", { priority: 3 });
    desk.until(at("09:07"));
    expect(desk.look()).toEqual(["09:00:05 found G1: D1", "09:06:07 found G1: D1"]);
  });
});

describe("what is put aside", () => {
  test("is told to nobody, not even that it is over; back again it is told anew", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    desk.shelve("D1");
    desk.until(at("09:40"));
    expect(desk.look()).toEqual([]);
    desk.unshelve("D1");
    desk.until(at("09:41"));
    expect(desk.look()).toEqual(["09:40:05 found G1: D1"]);
    desk.shelve("D1");
    desk.over("D1");
    desk.until(at("11:00"));
    expect(desk.look()).toEqual([]);
  });
});

describe("in quiet hours", () => {
  const quiet = { from: 22 * 60, to: 7 * 60 };

  test("only what is critical or high goes out; the rest at their end", () => {
    const desk = new Desk(at("21:59"), quiet);
    desk.find("D1");
    desk.until(at("22:30"));
    desk.find("D3");
    desk.until(at("23:00"));
    desk.find("D2", { priority: 2 });
    desk.until(at("23:10"));
    desk.acknowledge("D2");
    desk.until(at("+1 07:30"));
    desk.acknowledge("D1");
    desk.acknowledge("D3");
    expect(desk.look().filter(each => !each.includes("repeated"))).toEqual([
      "21:59:05 found G1: D1",
      "23:00:05 found G1: D2",
      "07:00:00 found G1: D3",
    ]);
  });

  test("what was due to be told again meanwhile is told once, at their end", () => {
    const desk = new Desk(at("21:00"), quiet);
    desk.find("D1");
    desk.until(at("+1 08:59"));
    expect(desk.look()).toEqual(["21:00:05 found G1: D1", "07:00:00 repeated G1: D1"]);
  });
});

describe("after a restart", () => {
  test("goes on as if there had been none", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    desk.restart(seconds(2));
    desk.until(at("09:30"));
    desk.restart();
    desk.until(at("09:59"));
    expect(desk.look()).toEqual(["09:00:05 found G1: D1", "09:30:00 repeated G1: D1"]);
  });

  test("of the repeats that were missed there is one, then", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 1 });
    desk.until(at("09:01"));
    desk.restart(seconds(3 * 3600));
    expect(desk.look()).toEqual(["09:00:00 found G1: D1", "12:01:00 repeated G1: D1"]);
  });

  test("what is kept for it grows with the alerts, not with their square, though each comes by itself", () => {
    const desk = new Desk(at("09:00"));
    let kept = 0;
    for (let n = 0; n < 300; n++) {
      desk.find(`P${n}`, { tell: ["guard", "duty-manager"] });
      kept += JSON.stringify(desk.dispatch.takeTouched()).length;
    }
    expect(kept / 300).toBeLessThan(1_500);
  });

  test("alerts that nobody was told of, by an earlier version, are told", () => {
    const desk = new Desk(at("09:00"));
    desk.find("D1", { priority: 2 });
    const stored = new Desk(at("09:00"));
    stored.dispatch.restore([], [...desk.alerts.values()], at("09:00"));
    stored.until(at("09:01"));
    expect(stored.look()).toEqual(["09:00:05 found G1: D1"]);
  });
});

test("when the clock is moved, what was to come in four minutes comes in four; a list of a day comes once", () => {
  const desk = new Desk(at("07:55"));
  desk.find("D1", { priority: 1, tell: ["guard"] });
  desk.find("D4", { priority: 4, tell: ["facilities"] });
  desk.until(at("08:01"));
  expect(desk.look()).toEqual(["07:55:00 found G1: D1", "07:55:30 found F1: D4", "08:00:30 digest F1: D4"]);
  const back = seconds(-3600);
  desk.now = at("07:01");
  desk.dispatch.move(back, desk.now);
  desk.until(at("08:10"));
  expect(desk.look().slice(0, 2)).toEqual(["07:05:00 repeated G1: D1", "07:15:00 repeated G1: D1"]);
  desk.until(at("09:00"));
  expect(desk.look().filter(each => each.includes("digest"))).toEqual([]);
});
