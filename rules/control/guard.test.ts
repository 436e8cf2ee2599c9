import { describe, expect, it } from "vitest";
import { personOf } from "../routine/who.ts";
import { hours, instant } from "../time/instant.ts";
import { type GuardAsk, guard, type RowName, type Wanted } from "./guard.ts";
import type { ControlOrder } from "./order.ts";
import { at, Bench, switched } from "./testing/bench.ts";

const NOW = at("2025-07-08 18:00:00");
const site = switched();
const person = (id: string): Wanted => ({
  is: "person",
  name: personOf(site, id)?.name ?? id,
  person: personOf(site, id),
});
const asked: GuardAsk = {
  point: "L-off1.command",
  to: 0,
  by: person("G1"),
  others: [],
  sent: [],
  owner: null,
};
const other = (point: string, state: ControlOrder["state"]): ControlOrder =>
  ({ id: "control/2025-07-08/7", point, state }) as ControlOrder;
const out = { order: "W-1", by: "赵磊", compensation: "", at: NOW, until: instant(NOW + hours(1)) };

/** A hall in which the lights of the empty office may be switched off. */
const calm = (): Bench => {
  const bench = new Bench(site, NOW);
  bench.hear("off1.occupied", "vacant");
  bench.hear("hall.occupancy", 0);
  return bench;
};

type Change = {
  readonly ask?: Partial<GuardAsk>;
  readonly text?: (text: string) => string;
  readonly hall?: (bench: Bench) => void;
};

/** What is otherwise, which row says no (null: none does), and words that tell why. */
const ROWS: readonly (readonly [what: string, change: Change, row: RowName | null, why: RegExp])[] = [
  ["nothing is otherwise", {}, null, /^$/],
  [
    "controls are not enabled",
    { text: text => text.replace("enabled: true", "enabled: false") },
    "enabled",
    /enabled: true/,
  ],
  ["the point has no control", { ask: { point: "PANEL.arm" } }, "known", /no control PANEL.arm/],
  ["the value is not allowed", { ask: { to: 1 } }, "value", /may not be set to on: only off/],
  [
    "a number is out of its range",
    { ask: { point: "AC-hall.setpoint", to: 24, by: person("F1") } },
    "value",
    /from 26 to 28/,
  ],
  ["a number is in its range", { ask: { point: "AC-hall.setpoint", to: 27, by: person("F1") } }, null, /^$/],
  ["the person has none of the roles", { ask: { by: person("E1") } }, "people", /周婷 may not/],
  ["the hall does not know the person", { ask: { by: person("X9") } }, "people", /none of the hall's people/],
  [
    "nobody approved the automation",
    { ask: { by: { is: "automation", rule: "made-up" } } },
    "people",
    /nobody has approved/,
  ],
  [
    "somebody approved the automation",
    { ask: { by: { is: "automation", rule: "light-after-closing" } } },
    null,
    /^$/,
  ],
  [
    "a person has decided about it today, and a rule alone would change it",
    { ask: { by: { is: "automation", rule: "light-after-closing" }, owner: "李娜" } },
    "owner",
    /李娜 has decided about L-off1.command today/,
  ],
  ["another person has decided about it today", { ask: { owner: "李娜" } }, null, /^$/],
  ["somebody works on it", { hall: bench => bench.services.set("L-off1", out) }, "service", /W-1 of 赵磊/],
  [
    "the person himself works on it",
    { hall: bench => bench.services.set("L-off1", { ...out, by: "G1" }) },
    null,
    /^$/,
  ],
  [
    "a command for it is under way",
    { ask: { others: [other("L-off1.command", "sent")] } },
    "busy",
    /under way/,
  ],
  [
    "a command for it is only proposed",
    { ask: { others: [other("L-off1.command", "proposed")] } },
    null,
    /^$/,
  ],
  [
    "a command for another is under way",
    { ask: { others: [other("L-hall.command", "sending")] } },
    null,
    /^$/,
  ],
  [
    "it was switched often",
    { ask: { sent: Array.from({ length: 6 }, (_, i) => instant(NOW - i * 60_000)) } },
    "rate",
    /at most 6 times in 1 h: again in 55 min/,
  ],
  [
    "it was switched often, but long ago",
    { ask: { sent: Array.from({ length: 6 }, () => instant(NOW - hours(1))) } },
    null,
    /^$/,
  ],
  [
    "somebody is in the room",
    { hall: bench => bench.hear("off1.occupied", "occupied") },
    "interlock",
    /says occupied, and must be vacant/,
  ],
  [
    "nobody knows whether somebody is in the room",
    { hall: bench => bench.lose("off1.occupied", "stale") },
    "interlock",
    /not known \(stale\)/,
  ],
  [
    "the sensor of the room fails",
    { hall: bench => bench.lose("off1.occupied", "bad") },
    "interlock",
    /not known \(bad\)/,
  ],
];

describe("the guard", () => {
  it.each(ROWS)("when %s", (_, { ask = {}, text, hall }, row, why) => {
    const bench = calm();
    hall?.(bench);
    const answer = guard({ ...asked, ...ask }, { ...bench.hall, ...(text && { site: switched(text) }) });
    expect(answer.is === "allowed" ? null : answer.row).toBe(row);
    expect(answer.is === "allowed" ? "" : answer.why).toMatch(why);
  });

  it("has a test for each of its rows, but for what no site file can say", () => {
    const said = new Set(ROWS.map(([, , row]) => row));
    expect([...said].toSorted()).toEqual(
      [
        null,
        "busy",
        "enabled",
        "interlock",
        "known",
        "owner",
        "people",
        "rate",
        "service",
        "value",
      ].toSorted(),
    );
  });

  it("asks again what the site file was asked: kinds that are never switched, and proofs that are the device's own word", () => {
    const bench = calm();
    const { controls } = site;
    const own = controls?.controls["L-off1.command"];
    if (!controls || !own) throw new Error("the hall has no such control");
    const panel = { ...own, point: bench.index("PANEL.arm"), target: "PANEL" };
    const [proof] = own.proofs;
    const repeating = { ...own, proofs: [{ ...proof!, check: { ...proof!.check, point: own.point } }] };
    const withControls = (more: object) => ({
      ...bench.hall,
      site: { ...site, controls: { ...controls, controls: { ...controls.controls, ...more } } },
    });
    const rowOf = (answer: ReturnType<typeof guard>) => (answer.is === "allowed" ? null : answer.row);
    expect([
      rowOf(guard({ ...asked, point: "PANEL.arm" }, withControls({ "PANEL.arm": panel }))),
      rowOf(guard(asked, withControls({ "L-off1.command": repeating }))),
    ]).toEqual(["never", "proof"]);
  });
});
