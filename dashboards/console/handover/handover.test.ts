import { expect, it } from "vitest";
import type { WireHandover, WireHandoverItem } from "#gateway/wire/handover.ts";
import { hasRead, lateBy, placeOf, sections, unreadOf } from "./items.ts";
import { slotsOf } from "./slots.ts";

const item = (
  id: string,
  priority: number | null,
  read: WireHandoverItem["read"] = {},
): WireHandoverItem => ({
  id,
  kind: id.slice(0, id.indexOf(":")) as WireHandoverItem["kind"],
  title: { zh: id, en: id },
  standing: { zh: "", en: "" },
  priority,
  read,
});
const signed = (person: string) => ({ person, name: person, role: "guard", at: "2025-07-15T10:00:00.000Z" });
const handover = (given: Partial<WireHandover> = {}): WireHandover => ({
  id: "handover/guard/20250715T093000000Z",
  post: "guard",
  from: "G1",
  to: "G2",
  bridge: null,
  openedAt: "2025-07-15T09:30:00.000Z",
  dueAt: "2025-07-15T10:00:00.000Z",
  items: [],
  remarks: "",
  counts: {},
  additions: [],
  steps: [],
  state: "open",
  endedAt: null,
  unread: [],
  ...given,
});

it("what is open and what was put aside stand first, the most urgent of each first", () => {
  const items = [item("ticket:a", null), item("shelf:b", 3), item("alert:c", 3), item("alert:d", 1)];
  expect(sections(items).map(({ kind, items: of }) => [kind, of.map(({ id }) => id)])).toEqual([
    ["alert", ["alert:d", "alert:c"]],
    ["shelf", ["shelf:b"]],
    ["ticket", ["ticket:a"]],
  ]);
});

it("an item is read by whoever opened it, and by nobody else", () => {
  const items = [item("alert:a", 1, { G2: "2025-07-15T09:40:00.000Z" }), item("alert:b", 2)];
  expect(["G2", "G1", "", "toString"].map(person => unreadOf({ items }, person).map(({ id }) => id))).toEqual(
    [["alert:b"], ["alert:a", "alert:b"], ["alert:a", "alert:b"], ["alert:a", "alert:b"]],
  );
  expect(items.map(each => hasRead(each, "G2"))).toEqual([true, false]);
});

it("it is late from its time on until it is done", () => {
  const at = (time: string) => Date.parse(`2025-07-15T${time}:00.000Z`);
  expect([
    lateBy(handover(), at("09:59")),
    lateBy(handover(), at("10:12")),
    lateBy(handover({ state: "done" }), at("10:12")),
  ]).toEqual([0, 12 * 60_000, 0]);
});

it("two sign, somebody bridges once the first has signed, and after a bridge there are four places", () => {
  const places = (given: Partial<WireHandover>) =>
    slotsOf(handover(given)).map(({ place, step, signature }) => [place, step, signature?.person ?? null]);
  const [from, bridge] = [signed("G1"), signed("H1")];
  expect(places({})).toEqual([
    ["from", 1, null],
    ["to", 1, null],
  ]);
  expect(places({ steps: [{ from, to: null }] })).toEqual([
    ["from", 1, "G1"],
    ["to", 1, null],
    ["bridge", 1, null],
  ]);
  expect(places({ steps: [{ from, to: bridge }], bridge: "H1", state: "bridged" })).toEqual([
    ["from", 1, "G1"],
    ["bridge", 1, "H1"],
    ["out", 2, null],
    ["to", 2, null],
  ]);
  expect(places({ steps: [{ from, to: signed("G2") }], state: "done" })).toEqual([
    ["from", 1, "G1"],
    ["to", 1, "G2"],
  ]);
});

it("only who is named may sign; where nobody is named, whoever has the post", () => {
  const [, named] = slotsOf(handover());
  const [, anybody] = slotsOf(handover({ to: null }));
  expect([named?.only, anybody?.only, anybody?.roles]).toEqual([["G2"], null, ["guard"]]);
});

it("from every item there is a way to where more of it stands", () => {
  const ways = [
    "alert:a/b",
    "shelf:x/y",
    "service:k",
    "task:toilets/2025-07-15.1",
    "ticket:T-1",
    "blind:mqtt",
  ];
  expect(ways.map(id => placeOf(item(id, null)))).toEqual([
    "#/alerts/a%2Fb",
    "#/alerts?tab=shelved",
    "#/alerts?tab=shelved",
    "#/tasks/toilets%2F2025-07-15.1",
    "#/tickets/T-1",
    "#/points",
  ]);
  expect(placeOf(item("certificate:closing/2025-07-15/1", null))).toBe("#/closing");
  expect(placeOf(item("certificate:closing-2025-07-15-1", null))).toBe("#/certificates/closing-2025-07-15-1");
});
