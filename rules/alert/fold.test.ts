import { expect, test } from "vitest";
import { instant } from "../time/instant.ts";
import type { AlertEvent } from "./alert.ts";
import { changeOf, fold } from "./fold.ts";
import { raise } from "./life.ts";

const alert = raise(
  { site: "a", fact: "f", target: "t", targetName: { zh: "", en: "" }, zone: "z" },
  {
    rule: "r",
    clauses: ["C"],
    title: { zh: "", en: "" },
    level: "violation",
    priority: 2,
    steps: [],
    since: instant(0),
    gap: 0,
    tell: ["guard"],
    escalate: null,
  },
  [],
  instant(1),
).alert;
const raised: AlertEvent = { is: "raised", alert: alert.id, at: instant(1), change: changeOf(null, alert) };

test("what changed is only what is other, however deep", () => {
  expect(
    changeOf(alert, { ...alert, told: [...alert.told], clauses: structuredClone(alert.clauses) }),
  ).toEqual({});
  expect(changeOf(alert, { ...alert, revision: 2, told: [] })).toEqual({ revision: 2, told: [] });
  expect(changeOf(alert, { ...alert, escalation: { ...alert.escalation, isFire: true } })).toEqual({
    escalation: { ...alert.escalation, isFire: true },
  });
});

test("all changes together are the alert, also as they come back from the record", () => {
  const closed = { ...alert, revision: 2, closedAt: instant(9) };
  const events: AlertEvent[] = [
    raised,
    { is: "closed", alert: alert.id, at: instant(9), change: changeOf(alert, closed) },
  ];
  expect(fold(JSON.parse(JSON.stringify(events)))).toEqual(JSON.parse(JSON.stringify(closed)));
});

test("events that do not say what they changed make no alert", () => {
  const { change: _, ...old } = raised;
  expect([fold([old]), fold([]), fold([raised, { ...old, is: "seen" }])]).toEqual([null, null, null]);
});
