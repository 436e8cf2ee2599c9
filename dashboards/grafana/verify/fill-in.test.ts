import { describe, expect, it } from "vitest";
import { type Choice, fillIn, fillInProm, intervalOf, left, secondsOf } from "./fill-in.ts";

const hour = 3_600_000;
const range = { from: 10 * hour, to: 16 * hour };
const filled = (query: string, variables: Readonly<Record<string, Choice>> = {}) =>
  fillIn(query, range, new Map(Object.entries(variables)));
const several = (...values: readonly string[]): Choice => ({ is: "several", values });

describe("a query is filled in as Grafana does it", () => {
  it("with the time range and the interval", () => {
    expect(filled("WHERE $timeFilter GROUP BY time($__interval)")).toBe(
      "WHERE time >= 36000000ms and time <= 57600000ms GROUP BY time(30s)",
    );
    expect(filled("time > $" + "{__to}ms - 3m")).toBe("time > 57600000ms - 3m");
  });

  it("with one value as it is, several as alternatives, and signs of regular expressions made plain", () => {
    const query = "=~ /^($" + "{zone:regex})$/";
    expect(filled(query, { zone: several("hall") })).toBe("=~ /^(hall)$/");
    expect(filled(query, { zone: several("hall", "off.1") })).toBe("=~ /^((hall|off\\.1))$/");
    expect(filled(query, { zone: { is: "text", text: ".*" } })).toBe("=~ /^(.*)$/");
  });

  it("and what nobody fills in is found, but not the end of a regular expression", () => {
    expect(left(filled("=~ /^($" + "{zone:regex})$/ AND $tz [[old]]"))).toEqual([
      "$" + "{zone:regex}",
      "$tz",
      "[[old]]",
    ]);
    expect(left("=~ /^(hall)$/ AND x = 1")).toEqual([]);
  });

  it("with intervals that grow with the range", () => {
    expect([1, 6, 24, 24 * 7, 24 * 365].map(hours => intervalOf({ from: 0, to: hours * hour }))).toEqual([
      10, 30, 120, 900, 43_200,
    ]);
  });

  it("in PromQL with whole values, and signs of regular expressions made plain twice: once for the text", () => {
    const inProm = (query: string, variables: Readonly<Record<string, Choice>> = {}, least = 0) =>
      fillInProm(query, range, new Map(Object.entries(variables)), least);
    const query = 'max_over_time(x{zone=~"$zone"}[$__interval])';
    expect(inProm(query, { zone: several("hall") })).toBe('max_over_time(x{zone=~"hall"}[30s])');
    expect(inProm(query, { zone: several("hall", "off.1") }, 3_600)).toBe(
      'max_over_time(x{zone=~"(hall|off\\\\.1)"}[3600s])',
    );
    expect(inProm("sum(x[$__range]) / $__range_s")).toBe("sum(x[21600s]) / 21600");
    expect(left(inProm(query))).toEqual(["$zone"]);
  });

  it("with the least interval of the panel where it is longer", () => {
    expect(fillIn("time($__interval)", range, new Map(), secondsOf("1h"))).toBe("time(3600s)");
    expect(["15m", "1h", null].map(secondsOf)).toEqual([900, 3_600, 0]);
  });
});
