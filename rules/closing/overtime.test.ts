import { describe, expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import type { Certificate } from "./certificate.ts";
import { affairs, begin, certified, later, red, sign, standing } from "./testing/evening.ts";
import { closingView } from "./view.ts";

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
      "D1 unknown: D1 contact: nothing measured since this check began; D1 lock: nothing measured since this check began",
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
