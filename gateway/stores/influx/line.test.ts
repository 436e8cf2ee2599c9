import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { fieldNumber, fieldText, portableName, tagValue } from "./line.ts";
import { sampleLine } from "./series.ts";

/** Reads one line, character by character, as the line protocol reference describes it; shares nothing with the encoder. */
const parse = (line: string) => {
  let at = 0;
  const upTo = (ends: string): string => {
    let text = "";
    for (; at < line.length && !ends.includes(line.charAt(at)); at += 1) {
      const next = line.charAt(at + 1);
      if (line.charAt(at) === "\\" && (next === "," || next === "=" || next === " ")) at += 1;
      text += line.charAt(at);
    }
    return text;
  };
  const quoted = (): string => {
    let text = "";
    for (at += 1; line.charAt(at) !== '"'; at += 1) {
      if (line.charAt(at) === "\\") at += 1;
      text += line.charAt(at);
    }
    at += 1;
    return text;
  };
  const measurement = upTo(", ");
  const tags: Record<string, string> = {};
  while (line.charAt(at) === ",") {
    at += 1;
    const name = upTo("=");
    at += 1;
    tags[name] = upTo(", ");
  }
  const fields: Record<string, number | string> = {};
  do {
    at += 1;
    const name = upTo("=");
    at += 1;
    fields[name] = line.charAt(at) === '"' ? quoted() : Number(upTo(", "));
  } while (line.charAt(at) === ",");
  at += 1;
  return { measurement, tags, fields, at: Number(line.slice(at)) };
};

const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/).filter(name => name !== "__proto__");
const texts = fc.string({ unit: "grapheme" }).filter(text => !/[\n\r]/.test(text));
const tagTexts = texts.filter(text => text !== "" && !/\\(?:[,= \\]|$)/.test(text));
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map(number => number + 0);

describe("a line of line protocol", () => {
  it("read by somebody else says what was written, whatever the texts are", () => {
    fc.assert(
      fc.property(
        names,
        fc.dictionary(names, tagTexts),
        fc.dictionary(names, fc.oneof(numbers, texts), { minKeys: 1 }),
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        (measurement, tags, fields, at) => {
          const sample = { measurement, tags: { ...tags }, fields: { ...fields }, at: instant(at) };
          expect(parse(sampleLine(sample))).toEqual(sample);
        },
      ),
      { seed: 2025, numRuns: 2_000 },
    );
  });

  it("never holds a line break: a name, a tag or a text with one is refused", () => {
    for (const ending of ["\n", "\r", "\r\n"]) {
      expect(() => tagValue(`a${ending}b`)).toThrow(RangeError);
      expect(() => fieldText(`a${ending}b`)).toThrow(RangeError);
      expect(() => portableName(`a${ending}b`)).toThrow(RangeError);
    }
  });

  it("has only names that every store takes as they are", () => {
    expect(portableName("zone_air_temp")).toBe("zone_air_temp");
    for (const name of ["", "1st", "zone-air-temp", "température", "a b", "a.b"])
      expect(() => portableName(name)).toThrow(RangeError);
  });

  it("has no tag that stores would read differently, and no number that is none", () => {
    expect(tagValue("a\\b")).toBe("a\\b");
    for (const text of ["", "a\\", "a\\ b", "a\\,b", "a\\\\b"])
      expect(() => tagValue(text)).toThrow(RangeError);
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => fieldNumber(number)).toThrow(RangeError);
  });
});
