import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { timelineJsonSchema } from "./json-schema.ts";

const validate = new Ajv2020.Ajv2020({ strict: false }).compile(timelineJsonSchema());
const errors = (text: string): readonly string[] => {
  validate(parse(text));
  return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message}`);
};
const read = (path: string): string => readFileSync(join(import.meta.dirname, path), "utf8");

test("an editor accepts what is right", () => {
  expect(errors(read("testdata/file-without-mistakes/test.timeline.yaml"))).toEqual([]);
});

test("an editor marks unknown keys, wrong words, and missing keys", () => {
  const rest = "timeline: t\nsite: s\nstart: 2025-07-08 11:50\n";
  expect([
    errors(`${rest}steps: [{ at: "12:00", sett: {} }]`),
    errors(`${rest}steps: [{ at: "12:00", expect: { papers: [] } }]`),
    errors(`${rest}steps: [{ at: "12:00", expect: { signals: { L1.power: gone } } }]`),
    errors(`${rest}steps: []`),
    errors("timeline: t\nsite: s\nsteps: [{ at: '12:00' }]"),
  ]).toEqual([
    ["/steps/0 must NOT have additional properties"],
    ["/steps/0/expect must NOT have additional properties"],
    ["/steps/0/expect/signals/L1.power must be equal to one of the allowed values"],
    ["/steps must NOT have fewer than 1 items"],
    [" must have required property 'start'"],
  ]);
});

test("is in the docs as it is (npx hallwatch schema rule-test > docs/rule-test.schema.json)", () => {
  expect(JSON.parse(read("../../docs/rule-test.schema.json"))).toEqual(
    JSON.parse(JSON.stringify(timelineJsonSchema())),
  );
});
