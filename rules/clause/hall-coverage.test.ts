import { expect, test } from "vitest";
import { hallCoverage } from "./hall-coverage.ts";

const rules = [
  { id: "light", clauses: ["TY-2.2-1", "GA-1.3-5b"], each: "light-circuit" },
  { id: "late-light", clauses: ["GA-1.3-5b"], each: "light-circuit" },
  { id: "odour", clauses: ["GA-1.3-7b"], each: "zone", where: '"toilet" in zone.tags' },
  { id: "escape", clauses: ["AQ-19b"], each: "door", where: '"escape" in door.tags' },
  { id: "system-down", clauses: ["ZX-17-1-2b"], each: "hall" },
  { id: "cooling", clauses: ["GA-1.2-15"], each: "air-conditioner" },
];
const judged = new Map([
  ["light", 3],
  ["late-light", 4],
]);
const lacks = [
  { rule: "light", target: "L1", why: 'zone off1 has no point "occupancy"' },
  { rule: "odour", target: "wc", why: 'zone wc has no point "nh3"' },
  { rule: "system-down", target: "site-a", why: "the hall has no terminal" },
  { rule: "cooling", target: "AC1", why: "the hall has no weather-station" },
];

test("a clause is judged, judged in part, blind or without anything to judge", () => {
  expect(hallCoverage(rules, judged, lacks)).toEqual([
    { clause: "TY-2.2-1", state: "in-part", judged: 3, lacks: [lacks[0]], absent: [] },
    { clause: "GA-1.3-5b", state: "in-part", judged: 7, lacks: [lacks[0]], absent: [] },
    { clause: "GA-1.3-7b", state: "blind", judged: 0, lacks: [lacks[1]], absent: [] },
    {
      clause: "AQ-19b",
      state: "absent",
      judged: 0,
      lacks: [],
      absent: [{ each: "door", where: '"escape" in door.tags' }],
    },
    { clause: "ZX-17-1-2b", state: "absent", judged: 0, lacks: [], absent: [{ each: "terminal" }] },
    { clause: "GA-1.2-15", state: "blind", judged: 0, lacks: [lacks[3]], absent: [] },
  ]);
});

test("a clause with one rule that is judged everywhere is judged, whatever another rule of it has nothing to judge", () => {
  const [first] = hallCoverage(
    [
      { id: "circuit", clauses: ["GA-5.4-4"], each: "power-circuit" },
      { id: "screen", clauses: ["GA-5.4-4"], each: "screen" },
    ],
    new Map([["circuit", 2]]),
    [],
  );
  expect(first).toMatchObject({ state: "judged", judged: 2, absent: [{ each: "screen" }] });
});
