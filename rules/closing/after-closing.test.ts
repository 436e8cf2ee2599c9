import { describe, expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import { minutes } from "../time/instant.ts";
import { liveCalendar } from "../time/live-calendar.ts";
import type { Certificate } from "./certificate.ts";
import { closingClerk } from "./clerk.ts";
import { Bench, closingHall } from "./testing/bench.ts";
import { affairs, begin, certified, later, red, sign, standing } from "./testing/evening.ts";
import { closingView } from "./view.ts";

describe("deadlines", () => {
  test("first the duty manager and the guard, then the director; a warning before; an extension moves them", () => {
    const bench = begin();
    const at1 = (clock: string) => {
      bench.goOn(at(clock));
      return affairs(bench);
    };
    expect([at1("17:59"), at1("18:00"), at1("18:44"), at1("18:45")]).toEqual([
      [],
      ["P3 closing-check → duty-manager, guard"],
      ["P3 closing-check → duty-manager, guard"],
      ["P2 closing-check → hall-director, duty-manager"],
    ]);
    expect(bench.reminders.map(({ title }) => title.en)).toEqual(["The hall must be closed within 15 min"]);
    const ask = { is: "extend-closing", by: "M1", why: "盘点", at: bench.now } as const;
    expect(bench.ask({ ...ask, until: at("21:31") })).toBe("no extension goes beyond 4 h after closing");
    expect(bench.ask({ ...ask, until: at("20:00") })).toBeUndefined();
    expect(affairs(bench)).toEqual(["P2 closing-check → hall-director, duty-manager"]);
    expect(bench.ask({ is: "approve-extension", by: "M1", at: bench.now })).toContain("may not grant");
    expect(bench.ask({ is: "approve-extension", by: "H1", at: bench.now })).toBeUndefined();
    expect([affairs(bench), at1("20:00")]).toEqual([[], ["P2 closing-check → hall-director, duty-manager"]]);
  });

  test("who may grant more time grants it by asking", () => {
    const bench = begin();
    bench.goOn(at("18:00"));
    const until = at("19:30");
    expect(
      bench.ask({ is: "extend-closing", by: "H1", why: "客户未走", until, at: bench.now }),
    ).toBeUndefined();
    expect(affairs(bench)).toEqual([]);
  });
});

describe("after the certificate", () => {
  test("silence does not break it", () => {
    const bench = certified();
    bench.goOn(at("23:00"));
    expect([standing(bench).broken, affairs(bench)]).toEqual([[], []]);
  });

  test.each([
    ["a reading that comes late and is of after the issue breaks it", "18:30", "18:00", true],
    ["a reading between its evidence and its issue breaks it", "18:30", "17:54:30", true],
    ["a reading of before its evidence does not break it", "18:30", "17:53", false],
  ])("%s", (_name, now, when, isBroken) => {
    const bench = begin();
    later(bench, "17:54");
    bench.goOn(at("17:55"));
    sign(bench, "E1");
    sign(bench, "G1");
    bench.goOn(at("18:29"));
    bench.readAll();
    bench.goOn(at(now));
    bench.read("D2.contact", "open", at(when));
    expect(standing(bench).broken.map(({ isLate, at: moment }) => [isLate, moment])).toEqual(
      isBroken ? [[true, at(when)]] : [],
    );
  });

  test("it ends when the hall opens; what comes late of the night still breaks it, and is told", () => {
    const bench = certified();
    bench.goOn(at("+1 09:00"));
    expect(standing(bench)).toMatchObject({ endedAt: at("+1 07:50"), endedBy: "opening" });
    bench.readAll({ "D2.contact": "open" });
    expect(standing(bench).broken).toEqual([]);
    bench.read("D2.contact", "open", at("+1 03:00"));
    expect(standing(bench).broken.map(({ at: when }) => when)).toEqual([at("+1 03:00")]);
    expect(affairs(bench)).toEqual(["P2 certificate-broken → guard, duty-manager"]);
    bench.goOn(at("+1 09:02"));
    expect(affairs(bench)).toEqual([]);
  });

  test("somebody who goes back in says so; the next round begins and asks for all of it anew", () => {
    const bench = certified();
    bench.goOn(at("19:00"));
    expect(bench.ask({ is: "re-enter", by: "C", why: "忘拿手机", at: bench.now })).toContain("may not");
    expect(bench.ask({ is: "re-enter", by: "E1", why: "忘拿手机", at: bench.now })).toBeUndefined();
    expect(standing(bench)).toMatchObject({ endedAt: at("19:00"), endedBy: "re-entry" });
    expect(red(bench)).toHaveLength(11);
    later(bench, "19:10");
    sign(bench, "E1");
    sign(bench, "G1");
    expect(bench.valuesOf<Certificate>("certificate").map(({ id, since }) => [id, since])).toEqual([
      ["closing-2025-07-08-1", at("17:30")],
      ["closing-2025-07-08-2", at("19:00")],
    ]);
    expect(bench.ask({ is: "sign-closing", by: "E1", at: bench.now, scope: "final" })).toContain(
      "no closing",
    );
  });

  test("a clock that was moved neither hides a door that opens nor breaks anything", () => {
    const bench = certified();
    bench.goOn(at("18:00"));
    bench.readAll();
    bench.moveClock(minutes(-20));
    bench.goOn(at("17:45"));
    bench.readAll();
    expect(standing(bench).broken).toEqual([]);
    bench.read("D2.contact", "open");
    expect(standing(bench).broken).toHaveLength(1);
  });
});

test("a round without a certificate is over when the hall opens, and the next day has its own", () => {
  const bench = begin();
  bench.goOn(at("+1 07:49"));
  expect(affairs(bench)).toEqual(["P2 closing-check → hall-director, duty-manager"]);
  bench.goOn(at("+1 08:00"));
  expect(affairs(bench)).toEqual([]);
  bench.goOn(at("+1 17:31"));
  expect([...bench.kept.values()].map(({ id, isOpen }) => `${id} ${isOpen}`)).toEqual([
    "closing/2025-07-08/1 false",
    "closing/2025-07-09/1 true",
  ]);
});

test("a hall that closed later than planned, as is announced afterwards, is asked again from then on", () => {
  const calendar = liveCalendar(closingHall().calendar);
  const bench = new Bench(closingClerk, at("17:20"), { site: { ...closingHall(), calendar } });
  later(bench, "17:58");
  expect(sign(bench, "M1")).toBeUndefined();
  bench.goOn(at("18:01"));
  const morning = { from: 8.5 * 60, to: 12 * 60 };
  calendar.announce(
    new Map([["2025-07-08", { hours: [morning, { from: 14 * 60, to: 18 * 60 }], why: "延长营业" }]]),
  );
  bench.approve();
  expect(closingView(bench.hall()).round).toMatchObject({
    number: 1,
    since: at("18:00"),
    dueAt: at("18:30"),
    signatures: [],
    withdrawn: [{ person: "M1", why: { en: "the hall closed later, as was announced" } }],
  });
  expect(sign(bench, "M1")).toContain("D1: D1 contact: nothing measured since closing");
  later(bench, "18:07");
  for (const by of ["M1", "G1"]) expect(sign(bench, by)).toBeUndefined();
  expect(standing(bench).certificate.since).toBe(at("18:00"));
});
