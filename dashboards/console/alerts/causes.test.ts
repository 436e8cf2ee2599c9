import { expect, it } from "vitest";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { FakeGateway } from "../testing/fake-gateway.ts";
import { groupsOf, rootOf } from "./causes.ts";

const light = new FakeGateway({ directory: "" }).raise({
  rule: "light-after-closing",
  target: "L-hall",
  points: ["L-hall.power"],
  openFor: 0,
  held: 0,
});
const because = (cause: string) => ({ rule: "line", cause, at: light.openedAt });
const alert = (id: string, more: Partial<WireAlert> = {}): WireAlert => ({ ...light, id, ...more });
const open = (...alerts: readonly WireAlert[]) => new Map(alerts.map(each => [each.id, each]));

it("the root of what is explained is what explains it in the end", () => {
  const [mains, line] = [alert("mains"), alert("line", { suppression: because("mains") })];
  const source = alert("source", { suppression: because("line") });
  const all = open(mains, line, source);
  expect([mains, line, source].map(each => rootOf(each, all)?.id ?? null)).toEqual([null, "mains", "mains"]);
});

it("where the cause is gone, or causes go round in a circle, there is none", () => {
  const orphan = alert("orphan", { suppression: because("gone") });
  const [a, b] = [alert("a", { suppression: because("b") }), alert("b", { suppression: because("a") })];
  const self = alert("self", { suppression: because("self") });
  const all = open(orphan, a, b, self);
  expect([orphan, a, b, self].map(each => rootOf(each, all))).toEqual([null, null, null, null]);
});

it("alerts of one fact are one group, the most urgent group first; what is of life safety stays alone", () => {
  const smoke = { fact: "smoke", class: "life-safety", priority: 1 } as const;
  const alerts = [
    alert("l1"),
    alert("d1", { fact: "door", priority: 2 }),
    alert("l2"),
    alert("s1", smoke),
    alert("s2", smoke),
    alert("d2", { fact: "door", priority: 3 }),
  ];
  expect(groupsOf(alerts).map(group => group.alerts.map(({ id }) => id))).toEqual([
    ["s1"],
    ["s2"],
    ["d1", "d2"],
    ["l1", "l2"],
  ]);
});

it("every alert is in exactly one group", () => {
  const alerts = Array.from({ length: 60 }, (_, i) =>
    alert(`a${i}`, {
      fact: `fact-${i % 7}`,
      class: i % 5 === 0 ? "life-safety" : "energy",
      priority: 1 + (i % 4),
    }),
  );
  const seen = groupsOf(alerts).flatMap(group => group.alerts.map(({ id }) => id));
  expect([seen.length, new Set(seen).size]).toEqual([60, 60]);
});
