import { expect, it } from "vitest";
import { kindNames, kindOfAlias, kindOfPlural, RESERVED_NAMES } from "./kind-names.ts";
import { kinds } from "./kinds.ts";

const names = Object.values(kindNames);
const written = names.flatMap(({ alias, plural }) => (plural === null ? [alias] : [alias, plural]));

it("every kind has its names", () => {
  expect(Object.keys(kindNames).toSorted()).toEqual(Object.keys(kinds).toSorted());
});

it("no name means two things", () => {
  const all = [...written, ...RESERVED_NAMES];
  expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
});

it("a name can be written in a condition: one small word", () => {
  expect(written.filter(name => !/^[a-z]+$/.test(name))).toEqual([]);
});

it("a kind is found by its alias and by its plural", () => {
  expect(["ac", "emlight", "tag", "zone"].map(name => kindOfAlias.get(name))).toEqual([
    "air-conditioner",
    "emergency-light",
    "guard-tag",
    "zone",
  ]);
  expect(["posts", "glasses", "lights", "queues"].map(name => kindOfPlural.get(name))).toEqual([
    "guard-tag",
    "glass-break",
    "light-circuit",
    "queue-machine",
  ]);
  expect([kindOfAlias.get("lights"), kindOfPlural.get("ups")]).toEqual([undefined, undefined]);
});

it("what has no plural is what a hall has one of", () => {
  expect(names.filter(({ plural, isSingle }) => plural === null && !isSingle)).toEqual([]);
});
