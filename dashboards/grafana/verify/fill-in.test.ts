import { describe, expect, it } from "vitest";
import { type Choice, fillIn, intervalOf, left } from "./fill-in.ts";

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
});
