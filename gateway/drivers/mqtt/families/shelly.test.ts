import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { benchOf } from "../testing/bench.ts";
import { type PointSketch, pointsOf } from "../testing/points.ts";

const DEVICE = "shellypro1pm-30c6f7aabbcc";
const point = (id: string, of: string, path: readonly string[]): PointSketch => ({
  id,
  class: of,
  family: "shelly",
  device: DEVICE,
  topic: `${DEVICE}/status/switch:0`,
  path,
});
const POINTS = pointsOf([
  { ...point("output", "switch-status", ["output"]), values: { true: "on", false: "off" } },
  point("power", "elec-power-active", ["apower"]),
  { ...point("energy", "elec-energy-total", ["aenergy", "total"]), scale: 0.001 },
]);
const RPC = `${DEVICE}/events/rpc`;
const news = (ts: number | null, component: object, method = "NotifyStatus") =>
  JSON.stringify({
    src: DEVICE,
    dst: `${DEVICE}/events`,
    method,
    params: { ts, "switch:0": { id: 0, ...component } },
  });

describe("what a relay tells", () => {
  test("its whole state, then only what changes: what that leaves out is as it was", () => {
    const bench = benchOf(POINTS);
    const whole = '{"id":0,"output":true,"apower":73.4,"aenergy":{"total":15230.5,"minute_ts":1763776800}}';
    expect(bench.told(`${DEVICE}/status/switch:0`, whole)).toEqual([
      "output=on",
      "power=73.4",
      "energy=15.2305",
    ]);
    expect(bench.told(RPC, news(1_796_000_000.49, { output: false }))).toEqual(["output=off"]);
    expect(bench.told(RPC, news(1_796_000_002, { apower: 0, current: 0 }))).toEqual(["power=0"]);
    expect(bench.told(RPC, news(1_796_000_003, { apower: null }))).toEqual(["power: device reports null"]);
  });

  test("its time is ts; null before its clock is set, and then the receipt counts", () => {
    const bench = benchOf(POINTS);
    const at = Date.parse("2026-11-30T23:00:00.490Z");
    expect(bench.take(RPC, news(at / 1_000, { output: false }))).toMatchObject([{ at, quality: "good" }]);
    const [reading] = bench.take(RPC, news(null, { output: false }));
    expect([reading?.at, reading?.flag]).toEqual([bench.now(), undefined]);
  });

  test("a message that comes twice is told once", () => {
    const bench = benchOf(POINTS);
    const said = news(1_796_000_000, { output: true });
    expect([bench.told(RPC, said), bench.told(RPC, said)]).toEqual([["output=on"], []]);
  });

  test("events and answers on the same topic are no state", () => {
    const bench = benchOf(POINTS);
    expect(bench.told(RPC, news(1_796_000_000, { output: true }, "NotifyEvent"))).toEqual([]);
    expect(bench.told(RPC, news(1_796_000_001, { output: true }, "NotifyFullStatus"))).toEqual(["output=on"]);
  });

  test("false on its online topic takes everything with it", () => {
    const bench = benchOf(POINTS);
    const why = "device reports offline (last will)";
    expect(bench.told(`${DEVICE}/online`, "false")).toEqual(
      ["output", "power", "energy"].map(id => `${id}: ${why}`),
    );
    expect(bench.told(`${DEVICE}/online`, "true")).toEqual([]);
  });

  test("any sequence of partial messages leaves what the last of each said", () => {
    const part = fc.record(
      { output: fc.boolean(), apower: fc.integer({ min: 0, max: 3_000 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), parts => {
        const bench = benchOf(POINTS);
        const known: Record<string, string> = {};
        const last: Record<string, string> = {};
        for (const [i, each] of parts.entries()) {
          for (const line of bench.told(RPC, news(1_796_000_000 + i, each))) {
            const [id = "", value = ""] = line.split("=");
            known[id] = value;
          }
          if (each.output !== undefined) last.output = each.output ? "on" : "off";
          if (each.apower !== undefined) last.power = String(each.apower);
        }
        expect(known).toEqual(last);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
