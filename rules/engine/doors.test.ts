import { expect, test } from "vitest";
import type { Clerk, ClerkFactory, Paper } from "../routine/clerk.ts";
import { NOTHING_DONE } from "../routine/clerk.ts";
import type { Site } from "../site/model.ts";
import type { Grant } from "../ticket/ticket.ts";
import { Engine } from "./engine.ts";
import type { Input } from "./input.ts";
import type { EngineState } from "./state.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf, told } from "./testing/play.ts";

const site: Site = {
  ...hall({ D1: ["door", "hall", "badge", "contact"] }),
  keys: [{ id: "K1", name: { zh: "钥匙", en: "key" }, opens: ["D1"], holder: null }],
};
const rules = [
  rule({ id: "visitor", each: "door", condition: 'door.badge == "visitor" && !door.permitted' }),
  rule({ id: "lost-key", each: "door", condition: 'door.contact == "open" && door.key_lost' }),
];

/** Hands papers out as it is told to by "acknowledged" answers: a ticket's grants, or a key's loss. */
const papersClerk =
  (papers: Map<string, Paper>): ClerkFactory =>
  (): Clerk => ({
    kinds: ["ticket", "key"],
    listensTo: () => false,
    dueAt: () => Number.POSITIVE_INFINITY,
    wake: () => NOTHING_DONE,
    heard: () => NOTHING_DONE,
    told: () => NOTHING_DONE,
    cued: () => NOTHING_DONE,
    obey: (_, command) => {
      if (command.is !== "open-ticket") return undefined;
      const paper = JSON.parse(command.description) as Paper;
      if (paper.isOpen) papers.set(paper.id, paper);
      else papers.delete(paper.id);
      return { ...NOTHING_DONE, papers: [paper] };
    },
    affairs: () => [],
    papers: () => [...papers.values()],
    restore: own => {
      for (const paper of own) papers.set(paper.id, paper);
    },
    move: () => NOTHING_DONE,
  });

const engineAt = (clock: string, state: EngineState | null = null): Engine =>
  new Engine(site, { ...bookOf(site, rules), clerks: [papersClerk(new Map())] }, at(clock), state);

const gives = (clock: string, paper: Pick<Paper, "kind" | "id" | "isOpen" | "value">): Input => ({
  is: "open-ticket",
  kind: "fault",
  target: "D1",
  description: JSON.stringify({ day: "2025-07-08", at: at(clock), ...paper }),
  isAffecting: false,
  by: "M1",
  at: at(clock),
});

const ticket = (clock: string, grants: readonly Partial<Grant>[], isOpen = true): Input =>
  gives(clock, {
    kind: "ticket",
    id: "T1",
    isOpen,
    value: { id: "T1", state: isOpen ? "open" : "closed", grants },
  });

const says = (clock: string, point: string, value: string): Input => ({
  is: "readings",
  readings: [reading(site, point, value, at(clock))],
  at: at(clock),
});

const run = (engine: Engine, inputs: readonly Input[]): string[] =>
  inputs.flatMap(input => told(engine.step(input).transitions.filter(({ alert }) => alert.fact !== "blind")));

const GRANT = { who: "fitter", doors: ["D1"], from: at("10:00"), to: at("11:00"), by: "M1" };

test("a visitor's badge is taken while a repair lets somebody in, to the second, and not before or after", () => {
  const engine = engineAt("09:00");
  expect(
    run(engine, [
      ticket("09:10", [GRANT]),
      says("09:59:59", "D1.badge", "visitor"),
      { is: "tick", at: at("10:00") },
      says("10:00", "D1.badge", "visitor"),
      says("10:59:59", "D1.badge", "visitor"),
      { is: "tick", at: at("11:00") },
      says("11:00:01", "D1.badge", "visitor"),
    ]),
  ).toEqual(["09:59:59 raised visitor/D1", "10:00 cleared visitor/D1", "11:00:01 returned visitor/D1"]);
});

test.each([
  [
    "a permission ends with its ticket, and what it permitted stays permitted when late data tell of it",
    "10:10",
    [],
  ],
  [
    "late data tell of a visitor who came before it",
    "09:50",
    ["09:50 raised visitor/D1", "10:31 cleared visitor/D1"],
  ],
])("%s", (_name, clock, told) => {
  const engine = engineAt("09:00");
  const late = reading(site, "D1.badge", "visitor", at(clock), at("10:32"));
  const seen = run(engine, [
    says("09:30", "D1.badge", "staff"),
    ticket("09:40", [GRANT]),
    ticket("10:30", [GRANT], false),
    says("10:31", "D1.badge", "staff"),
    { is: "readings", readings: [late], at: at("10:32") },
    { is: "tick", at: at("10:40") },
    says("10:41", "D1.badge", "visitor"),
  ]);
  expect(seen).toEqual([...told, "10:41 raised visitor/D1"]);
});

test("a door is one with a lost key until its lock is replaced", () => {
  const key = (clock: string, lost: string | null): Input =>
    gives(clock, {
      kind: "key",
      id: "K1",
      isOpen: lost !== null,
      value: { id: "K1", holder: null, since: at(clock), lost },
    });
  const engine = engineAt("09:00");
  expect(run(engine, [says("09:15", "D1.contact", "open"), key("09:20", "T1"), key("09:22", null)])).toEqual([
    "09:20 raised lost-key/D1",
    "09:22 cleared lost-key/D1",
  ]);
});
