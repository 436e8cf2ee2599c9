import { expect, test } from "vitest";
import { instant } from "../time/instant.ts";
import type { Alert } from "./alert.ts";
import { raise } from "./life.ts";
import { completed, type StoredAlert } from "./stored.ts";

const fresh: Alert = raise(
  { site: "site-a", fact: "light-on", target: "L1", targetName: { zh: "灯", en: "light" }, zone: "hall" },
  {
    rule: "ty",
    clauses: ["TY-2.2-1"],
    title: { zh: "", en: "" },
    level: "advisory",
    priority: 4,
    steps: [],
    since: instant(0),
    gap: 0,
    tell: ["guard"],
    escalate: null,
    wastedWh: 12,
  },
  [],
  instant(1),
).alert;

test("an alert that an earlier version wrote gets what it lacks, and nothing is claimed to have been told", () => {
  const { parts, tell, told, escalation, isLate, wastedWh, clauses, ...rest } = fresh;
  const old: StoredAlert = {
    ...rest,
    clauses: clauses.map(({ clause, rule, since, until }) => ({ clause, rule, since, until })),
  };
  expect(completed(JSON.parse(JSON.stringify(old)))).toEqual({
    ...rest,
    parts: [],
    tell: [],
    told: [],
    escalation: { every: null, dueAt: null, isFire: false },
    isLate: false,
    wastedWh: null,
    clauses: [
      {
        clause: "TY-2.2-1",
        rule: "ty",
        priority: 4,
        since: 0,
        until: null,
        level: "advisory",
        wastedWh: null,
      },
    ],
  });
});

test("an alert of today comes back from the record as it was", () => {
  expect(completed(JSON.parse(JSON.stringify(fresh)))).toEqual(fresh);
});
