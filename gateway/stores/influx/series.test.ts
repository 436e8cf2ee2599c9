import { describe, expect, it } from "vitest";
import type { Reading } from "#rules/reading/reading.ts";
import { after, seconds } from "#rules/time/instant.ts";
import { addReading, emptyChunk } from "../chunk.ts";
import { MORNING } from "../testing/sample-alerts.ts";
import { bad, good, sampleSite } from "../testing/sample-site.ts";
import { prefixesOf, readingLines, sampleLine } from "./series.ts";

const linesOf = (...readings: readonly Reading[]): readonly string[] => {
  const chunk = emptyChunk();
  for (const reading of readings) addReading(chunk, reading);
  return readingLines(chunk, prefixesOf(sampleSite(3))).split("\n");
};
const later = after(MORNING, seconds(1));

describe("the series of a hall", () => {
  it("are one measurement a class, with tags for who looks for zone, equipment or point", () => {
    expect(linesOf(good(0, 21.5, MORNING), good(1, 800, later))).toEqual([
      "zone_air_temp,equipment=hall,point=hall.t0,site=site-a,zone=hall value=21.5 1751939100000",
      "circuit_power,equipment=off1,point=off1.t1,site=site-a,zone=off1 value=800 1751939101000",
      "",
    ]);
  });

  it("show a reading that could not be had as a bad reading of its time, never as a value", () => {
    const gap = "bad_reading,equipment=hall,point=hall.t0,site=site-a,zone=hall count=1 1751939100000";
    expect(linesOf(bad(0, MORNING))).toEqual([gap, ""]);
    expect(linesOf({ ...bad(0, MORNING), value: 3 })).toEqual([gap, ""]);
    expect(linesOf(good(0, Number.NaN, MORNING))).toEqual([gap, ""]);
    expect(linesOf(good(0, Number.POSITIVE_INFINITY, MORNING))).toEqual([gap, ""]);
  });

  it("hold what is last known of an uncertain reading", () => {
    expect(linesOf({ ...good(0, 3, MORNING), quality: "uncertain" })[0]).toContain(" value=3 ");
  });

  it("name the point whose id cannot be a tag", () => {
    const [point, ...others] = sampleSite(2).points;
    if (point === undefined) throw new Error("no point");
    const site = { id: "site-a", points: [{ ...point, zone: "hall\\" }, ...others] };
    expect(() => prefixesOf(site)).toThrow(/^point hall\.t0: a backslash/);
  });
});

describe("a sample", () => {
  it("is a line with sorted tags; what has no value is left out, a line break in a note is a space", () => {
    const tags = { zone: "hall", clause: "GA-1.2-15", by: "" };
    const fields = { state: 2, note: 'said: "马上"\nand went', lag: Number.NaN };
    expect(sampleLine({ measurement: "alert", tags, fields, at: MORNING })).toBe(
      'alert,clause=GA-1.2-15,zone=hall state=2,note="said: \\"马上\\" and went" 1751939100000',
    );
  });

  it("without any field is refused", () => {
    expect(() => sampleLine({ measurement: "alert", tags: {}, fields: {}, at: MORNING })).toThrow(RangeError);
  });
});
