import { expect, it } from "vitest";
import { rulebook } from "../engine/rulebook.ts";
import { hall, rule, type Things } from "../engine/testing/hall.ts";
import { kinds } from "../site/kinds.ts";
import type { EquipmentKind } from "../site/model.ts";
import { completeHall, namesFor } from "./complete-hall.ts";
import { TARGETS } from "./pack-schema.ts";
import type { Rule } from "./rule.ts";
import type { Binding, Unbound } from "./scope.ts";

/** A hall that has one of everything. */
const everything = () => {
  const things: Things = Object.fromEntries(
    Object.entries(kinds)
      .filter(([kind]) => kind !== "zone")
      .map(([kind, roles]) => [`the-${kind}`, [kind as EquipmentKind, "z", ...Object.keys(roles)]]),
  );
  const site = hall(things, { z: Object.keys(kinds.zone) });
  const equipment = site.equipment.map(thing => ({
    ...thing,
    camera: "the-camera",
    ratedPowerW: 100,
    approvedPowerW: 50,
    ...(thing.kind === "power-circuit" && { use: "other" as const }),
    ...(thing.kind === "extinguisher" && {
      register: {
        agent: "powder",
        madeOn: "2024-01-01",
        nextServiceOn: "2029-01-01",
        scrapOn: "2034-01-01",
        dueOn: "2029-01-01",
      } as const,
    }),
  }));
  return { ...site, equipment };
};

/** A condition that asks for nothing but the name. */
const asking = (name: string, found: Binding | Unbound | null): string => {
  if (found === null) return `${name}.exists(x, true)`;
  switch (found.is) {
    case "text":
      return `${name} == "${found.vocabulary?.words[0]}"`;
    case "texts":
      return `"x-own" in ${name}`;
    case "wrong":
    case "missing":
      throw new Error(`${name}: ${found.message}`);
  }
  switch (found.type.is) {
    case "word":
      return `${name} == "${found.type.words[0]}"`;
    case "date":
      return `${name} <= today`;
    case "truth":
      return name;
    default:
      return `${name} > 1`;
  }
};

it("has every name that the engine finds in a hall with one of everything, of the same type", () => {
  const rules: Rule[] = TARGETS.flatMap(each => {
    const scope = completeHall(each, new Map());
    return namesFor(each).map(name => {
      const group = scope.collection(name);
      const condition = asking(name, group === null ? scope.lookup(name) : null);
      return rule({ id: `${each}-${name}`.replaceAll(/[._]/g, "-"), each, condition });
    });
  });
  const book = rulebook(everything(), [{ name: "p", title: { zh: "", en: "" }, settings: {}, rules }]);
  expect(rules.length).toBeGreaterThan(4_000);
  expect(book.problems).toEqual([]);
  expect(book.lacking).toEqual([]);
  expect(book.instances).toHaveLength(rules.length);
});

it.each<readonly [Rule["each"], string]>([
  ["light-circuit", "door.lock"],
  ["light-circuit", "light.lock"],
  ["hall", "zone.occupancy"],
  ["hall", "room.co2"],
  ["zone", "light.power"],
  ["door", "lights.power"],
  ["door", "nothing"],
  ["door", "door.lock.state"],
])("has nothing that the engine does not find: for each %s no %s", (each, name) => {
  const condition = `${name} > 1`;
  const pack = {
    name: "p",
    title: { zh: "", en: "" },
    settings: {},
    rules: [rule({ id: "r", each, condition })],
  };
  expect(completeHall(each, new Map()).lookup(name)).toMatchObject({ is: "wrong" });
  expect(rulebook(everything(), [pack]).problems).toMatchObject([{ problem: { is: "wrong" } }]);
});
