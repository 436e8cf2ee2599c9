import { describe, expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import { minutes } from "../time/instant.ts";
import type { Certificate, StandingPaper } from "./certificate.ts";
import { closingClerk } from "./clerk.ts";
import type { ClosingRound } from "./round.ts";
import { Bench, closingHall, PEOPLE } from "./testing/bench.ts";
import { closingView } from "./view.ts";

const begin = (): Bench => {
  const bench = new Bench(closingClerk, at("17:20"));
  bench.readAll();
  return bench;
};

/** At a time of the evening, with everything told again but for what differs. */
const later = (bench: Bench, clock: string, differ: Readonly<Record<string, number | string>> = {}): void => {
  bench.goOn(at(clock));
  bench.readAll(differ);
};

const sign = (bench: Bench, by: string, scope: "final" | "partial" = "final"): string | undefined =>
  bench.ask({ is: "sign-closing", by, at: bench.now, scope });

const red = (bench: Bench): readonly string[] =>
  closingView(bench.hall())
    .items.filter(({ verdict }) => verdict !== "pass")
    .map(({ id, verdict, why }) => `${id} ${verdict}: ${why.en}`);

const affairs = (bench: Bench): readonly string[] =>
  bench.clerk
    .affairs(bench.hall())
    .map(({ fact, finding }) => `P${finding.priority} ${fact} → ${finding.tell.join(", ")}`);

const happened = (bench: Bench): readonly string[] =>
  bench.entries.map(({ kind, what, by }) => `${kind} ${what}${by === null ? "" : ` ${by}`}`);

const certified = (): Bench => {
  const bench = begin();
  later(bench, "17:54");
  expect(sign(bench, "E1")).toBeUndefined();
  expect(sign(bench, "G1")).toBeUndefined();
  return bench;
};

const standing = (bench: Bench, n = 0): StandingPaper => {
  const found = bench.valuesOf<StandingPaper>("standing")[n];
  if (!found) throw new Error("no certificate");
  return found;
};

describe("a closing evening with a door unlocked and a printer on", () => {
  test("is refused while anything is red, and certified once nothing is", () => {
    const bench = begin();
    const faults = { "D3.lock": "unlocked", "E-prt.power": 80 };
    later(bench, "17:31", faults);
    expect(red(bench)).toEqual(["D3 fail: not locked", "E-prt fail: still on"]);

    later(bench, "17:36", faults);
    expect(sign(bench, "G1")).toBe("not closed yet: D3: not locked; E-prt: still on");
    later(bench, "17:50", { "D3.lock": "unlocked" });
    expect(red(bench)).toEqual(["D3 fail: not locked"]);
    later(bench, "17:52");
    expect(red(bench)).toEqual([]);
    later(bench, "17:53", { "D3.contact": "open" });
    expect(red(bench)).toEqual(["D3 fail: not closed"]);
    later(bench, "17:54");
    bench.goOn(at("17:55"));
    expect(sign(bench, "E1")).toBeUndefined();
    expect(sign(bench, "G1")).toBeUndefined();

    const [certificate] = bench.valuesOf<Certificate>("certificate");
    expect(certificate).toMatchObject({
      id: "closing-2025-07-08-1",
      scope: "final",
      since: at("17:30"),
      issuedAt: at("17:55"),
    });
    expect(certificate?.signatures.map(({ name, role }) => `${name} ${role}`)).toEqual([
      "周婷 staff",
      "王伟 guard",
    ]);
    expect(certificate?.items.find(({ id }) => id === "D3")?.evidence).toEqual(
      [
        ["D3.contact", "closed", "已关闭"],
        ["D3.lock", "locked", "已上锁"],
      ].map(([point = "", en, zh]) => ({
        point,
        name: { zh: point.replace(".", " "), en: point.replace(".", " ") },
        value: 0,
        text: { zh, en },
        at: at("17:54"),
        state: "good",
      })),
    );
    expect(happened(bench)).toEqual([
      "closing opened",
      "closing refused 王伟",
      "closing signed 周婷",
      "closing signed 王伟",
      "certificate issued",
    ]);
    const [round] = bench.valuesOf<ClosingRound>("closing");
    expect(round?.tries).toEqual([
      { by: "王伟", at: at("17:36"), why: "not closed yet: D3: not locked; E-prt: still on" },
    ]);

    bench.goOn(at("18:20"));
    bench.read("D2.contact", "open");
    expect(affairs(bench)).toEqual(["P2 certificate-broken → guard, duty-manager"]);
    expect(standing(bench).broken.map(({ item, at: when, text }) => [item, when, text.en])).toEqual([
      ["D2", at("18:20"), "D2 not closed (D2 contact: open)"],
    ]);
    expect(bench.valuesOf<Certificate>("certificate")).toEqual([certificate]);
  });
});

describe("signatures", () => {
  test("a door that opens after the first signature makes that void", () => {
    const bench = begin();
    later(bench, "17:40");
    expect(sign(bench, "M1")).toBeUndefined();
    bench.goOn(at("17:42"));
    bench.read("D1.contact", "open");
    bench.goOn(at("17:43"));
    bench.read("D1.contact", "closed");
    expect(sign(bench, "G1")).toBeUndefined();
    expect(bench.valuesOf("certificate")).toEqual([]);
    expect(happened(bench).slice(-2)).toEqual(["closing signature-withdrawn", "closing signed 王伟"]);
    expect(sign(bench, "M1")).toBeUndefined();
    expect(bench.valuesOf("certificate")).toHaveLength(1);
  });

  test("a door that fell silent after the first signature makes that void", () => {
    const bench = begin();
    later(bench, "17:40");
    expect(sign(bench, "M1")).toBeUndefined();
    for (const clock of ["17:44", "17:48", "17:51"]) {
      bench.goOn(at(clock));
      for (const point of ["D2.contact", "E-prt.power", "SEC.power", "L-hall.power", "L-off2.power"])
        bench.read(point, point === "SEC.power" ? 90 : 0);
    }
    expect(sign(bench, "G1")).toContain("D1: D1 contact: silent");
    expect(happened(bench).filter(what => what.includes("withdrawn"))).toHaveLength(1);
  });

  test("news that comes late and is of after the first signature makes that void, though all is well again", () => {
    const bench = begin();
    later(bench, "17:40");
    expect(sign(bench, "M1")).toBeUndefined();
    later(bench, "17:43");
    bench.read("D1.contact", "open", at("17:41"));
    expect(closingView(bench.hall()).round?.signatures).toEqual([]);
  });

  test.each([
    [
      "nobody whom the hall does not know",
      "someone",
      "who is none of the hall's people may not sign the closing",
    ],
    ["no cleaner", "C", "a cleaner may not sign the closing"],
  ])("%s signs", (_name, by, why) => {
    const bench = begin();
    later(bench, "17:40");
    expect(sign(bench, by)).toContain(why);
  });

  test("two of staff are not a guard, and one person is not two", () => {
    const bench = begin();
    later(bench, "17:40");
    expect(sign(bench, "E1")).toBeUndefined();
    expect(sign(bench, "E1")).toBe("周婷 has signed already");
    expect(sign(bench, "E2")).toBe("the signature that is missing is that of the guard");
    expect(bench.valuesOf("certificate")).toEqual([]);
  });

  test("a value measured before closing, or by a clock that was ahead, proves nothing", () => {
    const bench = new Bench(closingClerk, at("17:20"));
    bench.goOn(at("17:28"));
    bench.readAll();
    bench.read("D1.lock", "locked", at("17:32"));
    bench.goOn(at("17:33"));
    bench.readAll({});
    expect(red(bench)).toEqual([]);
    const other = new Bench(closingClerk, at("17:20"));
    other.goOn(at("17:28"));
    other.readAll();
    other.read("D1.lock", "locked", at("17:32"));
    other.goOn(at("17:32"));
    for (const point of ["D1.contact", "D2.contact", "D2.lock"]) other.read(point, 0);
    expect(red(other)).toContain("D1 unknown: D1 lock: nothing measured since closing");
    expect(red(other)).toContain(
      "D3 unknown: D3 contact: nothing measured since closing; D3 lock: nothing measured since closing; D3 release: nothing measured since closing",
    );
  });
});

test("in a hall without guards whoever answers for it signs beside the last to leave", () => {
  const people = PEOPLE.filter(({ id }) => id !== "G1");
  const bench = new Bench(closingClerk, at("17:20"), { site: { ...closingHall(), people } });
  later(bench, "17:40");
  expect(closingView(bench.hall()).round?.missing).toEqual(["last-leaver", "duty-manager", "hall-director"]);
  expect(sign(bench, "E1")).toBeUndefined();
  expect(sign(bench, "E2")).toContain("is missing is that of the duty-manager or hall-director");
  expect(sign(bench, "M1")).toBeUndefined();
  expect(bench.valuesOf("certificate")).toHaveLength(1);
});

test("a hall whose packs do not say by when has the check, and nobody signs", () => {
  const bench = new Bench(closingClerk, at("17:20"), { settings: () => null });
  later(bench, "17:40");
  expect(sign(bench, "E1")).toBe("no pack of this hall asks for a certificate");
  expect(closingView(bench.hall())).toMatchObject({ round: null, since: at("17:30"), counts: { pass: 11 } });
});

describe("what no reading tells", () => {
  test("is confirmed by name, with a note, and stays marked so; a reading that says otherwise makes the word void", () => {
    const bench = begin();
    later(bench, "17:40");
    bench.fail("W1.contact");
    const word = { is: "confirm-item", by: "G1", item: "W1", at: bench.now } as const;
    expect(bench.ask({ ...word, note: " " })).toBe("say how you know: write a note or take a photo");
    expect(bench.ask({ ...word, item: "D1", note: "看过" })).toBe("D1 is proved by its readings");
    expect(bench.ask({ ...word, by: "C", note: "看过" })).toContain("a cleaner may not");
    expect(bench.ask({ ...word, note: "现场看过，关好了" })).toBeUndefined();
    expect(red(bench)).toEqual(["W1 by-hand: W1 contact: no answer"]);
    bench.goOn(at("17:42"));
    bench.read("W1.contact", "open");
    expect(red(bench)).toEqual(["W1 fail: not closed"]);
    expect(bench.ask({ ...word, at: bench.now, note: "关好了" })).toBe(
      "W1 is known to be wrong: nobody can confirm that it is right",
    );
    expect(happened(bench).at(-1)).toBe("closing withdrawn");
    bench.fail("W1.contact");
    bench.ask({ ...word, at: bench.now, note: "又关上了" });
    expect(sign(bench, "E1")).toBeUndefined();
    expect(sign(bench, "G1")).toBeUndefined();
    const item = bench.valuesOf<Certificate>("certificate")[0]?.items.find(({ id }) => id === "W1");
    expect(item).toMatchObject({ verdict: "by-hand", byHand: { by: "王伟", note: "又关上了" } });
    expect(red(bench)).toEqual(["W1 by-hand: W1 contact: no answer"]);
    bench.goOn(at("18:00"));
    bench.read("W1.contact", "open");
    expect(standing(bench).broken.map(({ item: id }) => id)).toEqual(["W1"]);
  });
});

describe("overtime", () => {
  test("only what is closed is certified while somebody stays, all of it once he has left", () => {
    const bench = begin();
    const stays = { "off2.occupancy": 1, "L-off2.power": 100 };
    later(bench, "17:31", { ...stays, "L-hall.power": 1200 });
    expect(closingView(bench.hall()).occupied).toEqual([
      { zone: "off2", name: { zh: "off2", en: "off2" }, why: { zh: "加班，1 人", en: "overtime, 1 person" } },
    ]);
    expect(sign(bench, "M1", "partial")).toBe("not closed yet: L-hall: still on");
    later(bench, "17:50", stays);
    expect(sign(bench, "M1")).toBe("not closed yet: off2: overtime, 1 person");
    expect(sign(bench, "M1", "partial")).toBeUndefined();
    expect(sign(bench, "G1", "partial")).toBeUndefined();
    const [partial] = bench.valuesOf<Certificate>("certificate");
    expect(partial?.scope).toBe("partial");
    expect(
      partial?.items.filter(({ except }) => except).map(({ id, except }) => `${id}: ${except?.en}`),
    ).toEqual(["W1: overtime, 1 person", "L-off2: overtime, 1 person", "zone:off2: overtime, 1 person"]);
    later(bench, "19:30", { ...stays, "off2.occupancy": 2 });
    expect(affairs(bench)).toEqual([]);
    later(bench, "20:05", { "D1.contact": "open", "D1.lock": "unlocked" });
    expect(affairs(bench)).toEqual([]);
    later(bench, "20:07");
    expect(sign(bench, "E1")).toBeUndefined();
    expect(sign(bench, "G1")).toBeUndefined();
    expect(bench.valuesOf<Certificate>("certificate").map(({ id, scope }) => `${id} ${scope}`)).toEqual([
      "closing-2025-07-08-1 partial",
      "closing-2025-07-08-2 final",
    ]);
    expect(standing(bench)).toMatchObject({ endedAt: at("20:07"), endedBy: "final" });
  });

  test("an approved activity: its door may be open, and all is asked again when it is over", () => {
    const bench = begin();
    bench.goOn(at("17:40"));
    bench.approve("hall");
    bench.readAll({ "hall.occupancy": 20, "L-hall.power": 1200, "D1.lock": "unlocked" });
    expect(red(bench)).toEqual([
      "D1 excepted: overtime, 20 people",
      "L-hall excepted: overtime, 20 people",
      "zone:hall excepted: overtime, 20 people",
    ]);
    bench.readAll({ "hall.occupancy": 20, "D2.lock": "unlocked" });
    expect(red(bench)).toContain("D2 fail: not locked");
    later(bench, "17:57");
    expect(sign(bench, "M1", "partial")).toBeUndefined();
    bench.goOn(at("18:00"));
    bench.approve();
    expect(closingView(bench.hall()).round).toMatchObject({ since: at("18:00"), signatures: [] });
    expect(red(bench)).toContain(
      "D1 unknown: D1 contact: nothing measured since closing; D1 lock: nothing measured since closing",
    );
  });

  test("an activity after the certificate ends that, and a new round begins when it is over", () => {
    const bench = certified();
    bench.goOn(at("19:00"));
    bench.approve("hall");
    bench.read("D1.lock", "unlocked");
    expect(standing(bench).broken).toEqual([]);
    bench.goOn(at("21:00"));
    bench.approve();
    expect(standing(bench)).toMatchObject({ endedAt: at("21:00"), endedBy: "re-entry" });
    expect(closingView(bench.hall()).round).toMatchObject({ number: 2, since: at("21:00") });
  });

  test("nobody can see whether anybody is in: no certificate until somebody says so", () => {
    const bench = begin();
    later(bench, "17:40");
    bench.fail("off1.occupancy");
    expect(sign(bench, "M1")).toBe("not closed yet: off1: off1 occupancy: no answer");
    bench.ask({ is: "confirm-item", by: "M1", at: bench.now, item: "zone:off1", note: "去看过，没人" });
    expect(sign(bench, "M1")).toBeUndefined();
  });

  test("a way of escape that does not open from inside fails while anybody may be there", () => {
    const bench = begin();
    later(bench, "17:40", { "D3.release": "blocked" });
    expect(red(bench)).toEqual([]);
    bench.read("off1.occupancy", 1);
    expect(red(bench)).toContain("D3 fail: does not open from inside");
    bench.fail("off1.occupancy");
    expect(red(bench)).toContain("D3 fail: does not open from inside");
  });
});

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
