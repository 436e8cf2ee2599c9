import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kinds } from "#rules/site/kinds.ts";
import type { Profile } from "#rules/site/profile.ts";
import { loadProfiles, shippedIds } from "./load.ts";
import { parseProfile } from "./parse-profile.ts";
import { caseIds, readCase } from "./testing/cases.ts";

const MODELS = new URL("models/", import.meta.url);
const MOST_LINES = 60;

const pages = readdirSync(MODELS).map(file => ({ file, text: readFileSync(new URL(file, MODELS), "utf8") }));
const profiles = await loadProfiles();
const roles = new Set(
  Object.values(kinds).flatMap(kind => Object.entries(kind).map(([name, role]) => `${name} ${role.class}`)),
);

describe.each(pages)("$file", ({ file, text }) => {
  const parsed = parseProfile(text, file);

  it("is read without a mistake, under the name of its file, and fits on a page", () => {
    expect(parsed).toMatchObject({ is: "profile", profile: { id: file.replace(/\.yaml$/, "") } });
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(MOST_LINES);
  });

  it("has a case", () => {
    expect(caseIds()).toContain(file.replace(/\.yaml$/, ""));
  });
});

it("there are 32 models over Modbus and 17 families over MQTT", () => {
  const count = (is: Profile["is"]) => profiles.filter(profile => profile.is === is).length;
  expect([count("modbus"), count("mqtt")]).toEqual([32, 17]);
});

it("every case is of a page, and each point that it names is there", () => {
  const points = new Map(profiles.map(({ id, points: all }) => [id, Object.keys(all)]));
  const named = caseIds().flatMap(id => {
    const { input, expected } = readCase(id) as {
      readonly input: { readonly profile: string; readonly vectors?: readonly { readonly point: string }[] };
      readonly expected: readonly { readonly readings: readonly { readonly point: string }[] }[];
    };
    const told = input.vectors ?? expected.flatMap(({ readings }) => readings);
    return told.map(({ point }) => ({ id, profile: input.profile, point }));
  });
  expect(named.filter(({ id, profile }) => id !== profile)).toEqual([]);
  expect(named.filter(({ profile, point }) => !points.get(profile)?.includes(point))).toEqual([]);
  expect(caseIds()).toEqual(profiles.map(({ id }) => id));
});

it("a role is one of some kind of equipment, with the same class", () => {
  const odd = profiles.flatMap(({ id, points }) =>
    Object.entries(points).flatMap(([key, { role, class: pointClass }]) =>
      role === undefined || roles.has(`${role} ${pointClass.id}`) ? [] : [`${id}.${key}: ${role}`],
    ),
  );
  expect(odd).toEqual([]);
});

it("every model over Modbus can be told by what it answers", () => {
  expect(profiles.filter(profile => profile.is === "modbus" && profile.probe.length === 0)).toEqual([]);
});

it("what nobody checked on a device or in source code says so", () => {
  const doubtful = profiles.filter(({ confidence }) => confidence !== "verified").map(({ id }) => id);
  expect(doubtful).toEqual(
    (
      "acrel-ddsy1352 acrel-dtsd1352 chint-dtsu666-h chirpstack-v4 elkor-watts-on intesis-inmbspan " +
      "janitza-umg96rm r444a01 samsung-cl-mc03 schneider-pm5560 schneider-pm850 siemens-pac3200 solaredge-sunspec-meter"
    ).split(" "),
  );
});

it("sources that disagree are on the page, and not chosen silently", () => {
  const conflicts = profiles.flatMap(({ id, points }) =>
    Object.values(points).some(({ conflict }) => conflict !== undefined) ? [id] : [],
  );
  expect(conflicts).toEqual(["bge-ds100", "coolautomation-coolmasternet", "schneider-pm5560"]);
  expect(profiles.find(({ id }) => id === "bge-ds100")?.points.ee_total?.conflict).toContain("0x118A");
});

it("the list of ids is in order and names every page", async () => {
  expect(await shippedIds()).toEqual(pages.map(({ file }) => file.replace(/\.yaml$/, "")).toSorted());
});
