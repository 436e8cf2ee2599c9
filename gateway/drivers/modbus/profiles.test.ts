import { describe, expect, it } from "vitest";
import type { ModbusProfile, ModbusProfilePoint } from "#rules/site/profile.ts";
import { seconds } from "#rules/time/instant.ts";
import { loadProfiles } from "../../profiles/load.ts";
import { type Meant, modbusCases } from "../../profiles/testing/cases.ts";
import { decode } from "./decode.ts";
import { placesOf } from "./places.ts";
import { type ModbusPoint, widthOf } from "./plan.ts";

const profiles = new Map((await loadProfiles()).map(profile => [profile.id, profile]));
const cases = modbusCases();

/** The point as it is on a unit without ratios. */
const pointOf = (key: string, { place, minus, factor, ...said }: ModbusProfilePoint): ModbusPoint => ({
  index: 0,
  id: `device.${key}`,
  role: key,
  owner: "device",
  zone: "hall",
  name: { zh: key, en: key },
  class: said.class,
  staleAfter: said.class.staleAfter,
  via: "modbus:line/1",
  source: {
    is: "modbus",
    line: "line",
    unit: 1,
    ...place,
    scale: said.scale,
    offset: said.offset,
    sentinels: said.sentinels,
    ...(said.values && { values: said.values }),
    ...(minus && { minus }),
    ...(factor && { factor }),
    every: seconds(10),
  },
});

const modbus = (id: string): ModbusProfile => {
  const profile = profiles.get(id);
  if (profile?.is !== "modbus") throw new Error(`there is no page ${id}`);
  return profile;
};

const pointNamed = (profile: ModbusProfile, key: string): ModbusPoint => {
  const point = profile.points[key];
  if (point === undefined) throw new Error(`${profile.id} has no point ${key}`);
  return pointOf(key, point);
};

const meantBy = (point: ModbusPoint, words: readonly (readonly number[])[]): Meant => {
  const decoded = decode(point, words);
  if (decoded.is === "bad") return { quality: "bad" };
  const { words: texts } = point.class;
  return { value: texts === undefined ? decoded.value : texts[decoded.value]! };
};

const hex = (words: readonly string[]): readonly number[] => words.map(word => Number.parseInt(word, 16));

describe.each(cases)("$profile", ({ profile: id, vectors }) => {
  const profile = modbus(id);

  it.each(vectors)(
    "says what its registers mean: %j",
    ({ point: key, words, bits, minus, factor }, meant) => {
      const point = pointNamed(profile, key);
      const raw = [
        bits ?? hex(words ?? []),
        ...(minus ? [hex(minus)] : []),
        ...(factor ? [hex(factor)] : []),
      ];
      expect(raw.map(each => each.length)).toEqual(placesOf(point.source).map(widthOf));
      expect(meantBy(point, raw)).toEqual(meant);
    },
  );
});

const reads = cases.flatMap(({ profile, blocks }) => blocks.map(block => ({ profile, ...block })));

it.each(reads)("one read of $profile at $table $address says all that lies in it", read => {
  const { points } = modbus(read.profile);
  const seen = Object.entries(points).flatMap(([key, said]) => {
    const [from, length] = [said.place.address - read.address, widthOf(said.place)];
    if (said.place.table !== read.table || from < 0 || from + length > read.words.length) return [];
    const meant = meantBy(pointOf(key, said), [hex(read.words.slice(from, from + length))]);
    return [[key, "value" in meant ? meant.value : "bad"]];
  });
  expect(Object.fromEntries(seen)).toEqual(read.meant);
});

it("a float one register off is garbage, which the probe of its page sees", () => {
  const { points, probe } = modbus("schneider-iem3155");
  const volts = pointOf("v_l1", points.v_l1!);
  const range = probe.find(check => check.is === "between" && check.point === "v_l1");
  const [right, shifted] = [
    [0x4367, 0x8000],
    [0x8000, 0x4367],
  ].map(words => meantBy(volts, [words!]));
  expect(range).toMatchObject({ low: 80, high: 480 });
  expect(right).toEqual({ value: 231.5 });
  expect((shifted as { readonly value: number }).value).not.toBeGreaterThan(80);
});
