import { expect, it } from "vitest";
import { rolesOfSlot, signatureOf, slots } from "./slots.ts";

const person = (id: string, ...roles: string[]) => ({ id, name: id, roles });
const signed = (name: string, role: string) => ({ person: name, name, role, at: "2025-07-08T09:55:00.000Z" });
const withGuard = [person("G1", "guard"), person("M1", "duty-manager")];
const withoutGuard = [person("M1", "duty-manager"), person("S1", "staff")];

it("beside the last leaver a guard signs; where there is none, whoever answers for the hall", () => {
  expect([rolesOfSlot("second", withGuard), rolesOfSlot("second", withoutGuard)]).toEqual([
    ["guard"],
    ["duty-manager", "hall-director"],
  ]);
});

it("each signature stands in the place of the role in which it was given", () => {
  const filled = (people: typeof withGuard, ...signatures: ReturnType<typeof signed>[]) =>
    slots.map(slot => signatureOf({ signatures }, slot, people)?.name ?? null);
  expect(filled(withGuard)).toEqual([null, null]);
  expect(filled(withGuard, signed("G1", "guard"))).toEqual([null, "G1"]);
  expect(filled(withGuard, signed("M1", "duty-manager"))).toEqual(["M1", null]);
  expect(filled(withGuard, signed("G1", "guard"), signed("M1", "duty-manager"))).toEqual(["M1", "G1"]);
  expect(filled(withoutGuard, signed("M1", "duty-manager"))).toEqual([null, "M1"]);
  expect(filled(withoutGuard, signed("S1", "staff"), signed("M1", "duty-manager"))).toEqual(["S1", "M1"]);
});
