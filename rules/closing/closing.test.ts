import { describe, expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import type { Certificate } from "./certificate.ts";
import { closingClerk } from "./clerk.ts";
import type { ClosingRound } from "./round.ts";
import { Bench, closingHall, PEOPLE } from "./testing/bench.ts";
import { affairs, begin, happened, later, red, sign, standing } from "./testing/evening.ts";
import { closingView } from "./view.ts";

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
