import { expect, it } from "vitest";
import type { WireControl, WireControlList, WireControlOrder } from "#gateway/wire/control.ts";
import { forItem, leftOn } from "./for-item.ts";
import { stepsOf } from "./life.ts";
import { ofAlert } from "./of-alert.ts";

const at = (second: number): string => new Date(Date.UTC(2025, 6, 8, 10, 5, second)).toISOString();
const CLOSED = at(0);

const control = (target: string, interlock: WireControl["interlock"]["is"] = "yes"): WireControl => ({
  point: `${target}.command`,
  target,
  targetName: { zh: target, en: target },
  zone: "hall",
  words: ["off"],
  range: null,
  now: null,
  interlock: { is: interlock, why: "" },
  closing: { item: target, to: "off" },
  sideEffect: null,
  roles: ["guard"],
});

const order = (given: Partial<WireControlOrder> & Pick<WireControlOrder, "state">): WireControlOrder => ({
  id: "control/2025-07-08/1",
  point: "L1.command",
  target: "L1",
  targetName: { zh: "灯", en: "light" },
  to: "off",
  before: "on",
  by: "王伟",
  rule: null,
  approvedBy: null,
  why: "closing",
  cause: null,
  orderedAt: at(10),
  attempts: [{ number: 1, at: at(10), outcome: "done", why: "", endedAt: at(11) }],
  proof: null,
  proofDueAt: null,
  proofBy: "L1.power",
  outcome: null,
  endedAt: null,
  undoneBy: null,
  undoes: null,
  canUndo: false,
  ...given,
});

const list = (orders: readonly WireControlOrder[], controls = [control("L1")]): WireControlList => ({
  isEnabled: true,
  controls: [...controls],
  orders: [...orders],
  at: at(30),
});
const red = { id: "L1", verdict: "fail" as const };

it("the life of an order is told step by step, and ends with what a reading said", () => {
  const waiting = { number: 2, at: at(40), outcome: "waiting" as const, why: "", endedAt: null };
  const [first] = order({ state: "sent" }).attempts;
  const told = [
    order({ state: "proposed", attempts: [] }),
    order({ state: "sending", attempts: [] }),
    order({ state: "sending", attempts: first ? [first, waiting] : [] }),
    order({ state: "sent", proofDueAt: at(71) }),
    order({ state: "proved", proof: { point: "L1.power", value: 0, at: at(30) } }),
    order({ state: "failed" }),
    order({ state: "refused", attempts: [] }),
    order({ state: "withdrawn", attempts: [] }),
  ].map(stepsOf);
  expect(told).toEqual([
    [{ is: "now", at: { is: "proposed" } }],
    [{ is: "now", at: { is: "again", sent: 0 } }],
    [{ is: "now", at: { is: "sending", attempt: 2 } }],
    [
      { is: "done", sent: 1 },
      { is: "now", at: { is: "waits", until: at(71) } },
    ],
    [
      { is: "done", sent: 1 },
      { is: "proved", afterMs: 20_000 },
    ],
    [
      { is: "done", sent: 1 },
      { is: "failed", how: "failed" },
    ],
    [{ is: "failed", how: "refused" }],
    [{ is: "ended" }],
  ]);
});

it("a red item that a control can put right may be switched, unless a command is under way or an interlock is not known to allow it", () => {
  const may = (orders: readonly WireControlOrder[], interlock: WireControl["interlock"]["is"] = "yes") =>
    forItem(red, list(orders, [control("L1", interlock)]), CLOSED)?.may;
  expect([
    may([]),
    may([order({ state: "sending" })]),
    may([order({ state: "sent" })]),
    may([order({ state: "failed" })]),
    may([order({ state: "proved" })]),
    may([], "no"),
    may([], "unknown"),
  ]).toEqual(["yes", "under-way", "under-way", "yes", "yes", "interlock", "interlock"]);
});

it("nothing is offered for what nobody can see, for what is well, or where the hall is not switched from here", () => {
  const offered = (["unknown", "pass", "by-hand", "excepted"] as const).map(verdict =>
    forItem({ id: "L1", verdict }, list([]), CLOSED),
  );
  expect(offered).toEqual([null, null, null, null]);
  expect(forItem(red, { ...list([]), isEnabled: false }, CLOSED)).toBeNull();
  expect(forItem({ id: "D1", verdict: "fail" }, list([]), CLOSED)).toBeNull();
});

it("an order of before this closing, one that was not sent and one that wanted something else say nothing of the item", () => {
  const told = [
    order({ state: "proved", orderedAt: at(-60) }),
    order({ state: "withdrawn" }),
    order({ state: "proposed" }),
    order({ state: "proved", to: "on" }),
    order({ state: "proved" }),
  ].map(each => forItem(red, list([each]), CLOSED)?.order?.id ?? null);
  expect(told).toEqual([null, null, null, null, "control/2025-07-08/1"]);
  expect(forItem(red, list([order({ state: "proved", orderedAt: at(-60) })]), null)?.order).not.toBeNull();
});

it("what is left on is every red item with a control and no command under way", () => {
  const item = (id: string, verdict: "fail" | "pass" | "unknown") => ({
    id,
    verdict,
    kind: "light" as const,
    name: { zh: id, en: id },
    zone: "hall",
    why: { zh: "", en: "" },
    expected: { zh: "", en: "" },
    evidence: [],
    byHand: null,
  });
  const items = [
    item("L1", "fail"),
    item("L2", "fail"),
    item("L3", "pass"),
    item("L4", "unknown"),
    item("D1", "fail"),
  ];
  const left = leftOn(
    { items, since: CLOSED },
    list(
      [order({ state: "sent" })],
      ["L1", "L2", "L3", "L4"].map(id => control(id)),
    ),
  );
  expect(left.map(each => each.item.id)).toEqual(["L2"]);
});

it("an alert shows what its own rule proposes for its own target, and a command that failed is shown with its alert", () => {
  const alert = { target: "L1", fact: "light-on", openedAt: at(0), clauses: [{ rule: "late-light" }] };
  const proposed = order({ state: "proposed", rule: "late-light", by: null });
  expect(ofAlert(alert, [proposed])).toBe(proposed);
  expect(ofAlert(alert, [{ ...proposed, target: "L2" }])).toBeNull();
  expect(ofAlert(alert, [{ ...proposed, rule: "other" }])).toBeNull();
  expect(ofAlert(alert, [order({ state: "failed" })])).toBeNull();
  const failed = order({ state: "failed" });
  expect(ofAlert({ ...alert, fact: "control-failed" }, [order({ state: "proved" }), failed])).toBe(failed);
});
