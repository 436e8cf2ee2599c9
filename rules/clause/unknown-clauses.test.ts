import { expect, test } from "vitest";
import { shippedCatalogue } from "./testing/shipped.ts";
import { unknownClauses } from "./unknown-clauses.ts";

test("ids that the catalogue does not have are told by their place in the pack, each with the nearest right one", () => {
  const rules = [
    { id: "door-after-closing", clauses: ["GA-5.3-8b"] },
    { id: "stray", clauses: ["GA-1.3-5b", "GA-9.9.9", "DZ-2.1f"] },
  ];
  expect(unknownClauses(rules, shippedCatalogue)).toEqual([
    { rule: 1, clause: 1, why: 'there is no clause "GA-9.9.9"', help: 'did you mean "GA-9.4.2"?' },
    { rule: 1, clause: 2, why: 'there is no clause "DZ-2.1f"', help: 'did you mean "DZ-2.1a"?' },
  ]);
});

test("a hall's own regulations have clauses of their own", () => {
  const own = (clause: string) => unknownClauses([{ id: "own", clauses: [clause] }], shippedCatalogue).length;
  expect(["x-server-room", "x-2.1", "x-", "server-room"].map(own)).toEqual([0, 0, 1, 1]);
});
