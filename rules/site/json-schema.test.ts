import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { siteJsonSchema } from "./json-schema.ts";

const example = parse(
  readFileSync(join(import.meta.dirname, "../../simulators/halls/service-hall.yaml"), "utf8"),
);
const validate = new Ajv2020.Ajv2020({ strict: false }).compile(siteJsonSchema());
const mistake = (change: (site: typeof example) => void): string => {
  const site = structuredClone(example);
  change(site);
  if (validate(site)) return "accepted";
  const [error] = validate.errors ?? [];
  return `${error?.instancePath} ${error?.message}`;
};

it("accepts the demo hall", () => {
  expect(validate(example)).toBe(true);
});

it("finds unknown keys, wrong words, numbers out of their limits and missing keys", () => {
  expect(mistake(site => Object.assign(site.equipment.D1, { colour: "green" }))).toBe(
    "/equipment/D1 must NOT have additional properties",
  );
  expect(mistake(site => Object.assign(site.equipment.D1, { kind: "gate" }))).toBe(
    "/equipment/D1/kind must be equal to one of the allowed values",
  );
  expect(mistake(site => Object.assign(site.equipment["AC-hall"].points.mode, { holding: 70_000 }))).toBe(
    "/equipment/AC-hall/points/mode/holding must be <= 65535",
  );
  expect(mistake(site => Reflect.deleteProperty(site.site, "timezone"))).toBe(
    "/site must have required property 'timezone'",
  );
});

it("tells an editor what every section is for", () => {
  const { properties } = siteJsonSchema() as { properties: Record<string, { description?: string }> };
  expect(Object.entries(properties).filter(([, section]) => !section.description)).toEqual([]);
});

it("is in the docs as it is (npx hallwatch schema > docs/hall.schema.json)", () => {
  const written = readFileSync(new URL("../../docs/hall.schema.json", import.meta.url), "utf8");
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(siteJsonSchema())));
});
