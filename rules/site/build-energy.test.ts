import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CARBON_FACTORS } from "./carbon-factors.ts";
import { parseSite } from "./parse.ts";
import { parseTariff } from "./parse-tariff.ts";
import { tariffPeriods } from "./tariff-periods.ts";
import { profiles } from "./testing/profiles.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const built = (text: string) => {
  const parsed = parseSite(text, "site.yaml", profiles);
  if (parsed.is !== "site") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.site;
};
const demo = read("../../simulators/halls/service-hall.yaml");
/** The demo hall without what it says of energy. */
const silent = demo.replace(/^energy:\n(?: .*\n|\n(?= ))*/m, "");

describe("the meters of the demo hall", () => {
  const { energy, points } = built(demo);

  test("are everything that counts or tells a power, each under the one that its energy flows through", () => {
    const rows = energy?.meters.map(each => [
      each.id,
      each.is,
      each.is === "virtual" ? each.minus.length : points[each.point]?.id,
      each.use,
      each.under,
    ]);
    expect(rows).toEqual([
      ["AC-hall", "power", "AC-hall.power", "hvac", "M-main"],
      ["AC-off1", "power", "AC-off1.power", "hvac", "M-main"],
      ["AC-off2", "power", "AC-off2.power", "hvac", "M-main"],
      ["M-main", "counter", "M-main.energy", "whole", null],
      ["M-light", "counter", "M-light.energy", "lighting", "M-main"],
      ["L-hall", "power", "L-hall.power", "lighting", "M-light"],
      ["L-off1", "power", "L-off1.power", "lighting", "M-light"],
      ["L-off2a", "power", "L-off2a.power", "lighting", "M-light"],
      ["L-off2b", "power", "L-off2b.power", "lighting", "M-light"],
      ["E-ctr", "power", "E-ctr.power", "other", "M-main"],
      ["E-prt", "power", "E-prt.power", "other", "M-main"],
      ["SEC", "power", "SEC.power", "security", "M-main"],
      ["V-rest", "virtual", 4, "other", null],
    ]);
  });

  test("go by a tariff that says it is an example, and by the latest factor of the country", () => {
    expect(energy?.tariffs.map(({ id, source }) => [id, source.includes("示例")])).toEqual([
      ["example-2025", true],
    ]);
    expect(energy?.carbon).toMatchObject({
      id: "national-2023",
      kgPerKwh: 0.5306,
      kind: "location",
      dataYear: 2023,
    });
    expect(energy?.areaM2).toBe(250);
  });
});

describe("a hall", () => {
  test("that says nothing of energy has no plan of it: nobody could tell which meter has the whole", () => {
    const bare = silent.replaceAll("    under: M-light\n", "").replace("    meters: lighting\n", "");
    expect(bare).not.toContain("M-light\n    meters");
    expect(built(bare).energy).toBeUndefined();
    expect(built(silent).energy?.meters.filter(({ under }) => under === null).length).toBeGreaterThan(5);
  });

  test("can have a factor of its own, with its source", () => {
    const own =
      "  carbon: green\n  factors: { green: { kg_per_kwh: 0.31, scope: province, kind: location, data_year: 2024, published: 2025-06, source: the supplier } }\n";
    expect(built(demo.replace("  carbon: national-2023\n", own)).energy?.carbon).toEqual({
      id: "green",
      kgPerKwh: 0.31,
      scope: "province",
      kind: "location",
      dataYear: 2024,
      published: "2025-06",
      source: "the supplier",
    });
  });
});

test("no factor that nobody has checked can be named, and every one says what kind of figure it is", () => {
  for (const { id, needsCheck } of CARBON_FACTORS) {
    const parsed = parseSite(demo.replace("carbon: national-2023", `carbon: ${id}`), "site.yaml", profiles);
    expect([id, parsed.is]).toEqual([id, needsCheck ? "refused" : "site"]);
  }
  expect(CARBON_FACTORS.filter(({ needsCheck }) => needsCheck).length).toBeGreaterThan(0);
  expect(new Set(CARBON_FACTORS.map(({ id }) => id)).size).toBe(CARBON_FACTORS.length);
});

describe("a tariff in a file of its own", () => {
  const tariff = `id: own
region: 示例
source: example
valid_from: 2026-01-01
seasons: [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], workday: { flat: ["00:00-24:00"] } }]
prices: { flat: 0.7 }
`;

  test("has the same keys as one in the site file", () => {
    const parsed = parseTariff(tariff, "tariff.yaml");
    expect(parsed.is === "tariff" && parsed.tariff).toMatchObject({
      id: "own",
      currency: "CNY",
      validTo: null,
      seasons: [{ days: { workday: [{ from: 0, to: 1440, level: "flat" }] } }],
    });
  });

  test.each([
    ["with an hour left out", tariff.replace("00:00-24:00", "00:00-23:00"), "nothing is said of 23:00-24:00"],
    ["with a word that nobody knows", tariff.replace("region", "regoin"), 'unknown key "regoin"'],
    ["that is a site file", demo, "this is a site file, not a tariff"],
  ])("%s is refused", (_, text, why) => {
    const parsed = parseTariff(text, "tariff.yaml");
    expect(parsed.is === "refused" && parsed.problems.map(({ message }) => message).join()).toContain(why);
  });
});

test("a window over midnight is of the same day's end and beginning", () => {
  const { periods, faults } = tariffPeriods({
    valley: [{ from: 1380, to: 420 }],
    flat: [{ from: 420, to: 1380 }],
  });
  expect(faults).toEqual([]);
  expect(periods).toEqual([
    { from: 0, to: 420, level: "valley" },
    { from: 420, to: 1380, level: "flat" },
    { from: 1380, to: 1440, level: "valley" },
  ]);
});
