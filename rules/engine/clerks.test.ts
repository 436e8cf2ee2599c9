import { describe, expect, test } from "vitest";
import type { Rule } from "../language/rule.ts";
import type { Paper } from "../routine/clerk.ts";
import type { Person, Site } from "../site/model.ts";
import { instant, type Millis, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Command, Input, Outcome } from "./input.ts";
import type { EngineState } from "./state.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf, clockOf } from "./testing/play.ts";
import { restlessClerk, roundClerk } from "./testing/round-clerk.ts";

const people: readonly Person[] = [
  { id: "G1", name: "Guard", roles: ["guard"] },
  { id: "M1", name: "Manager", roles: ["duty-manager"] },
  { id: "H1", name: "Director", roles: ["hall-director"] },
];

const site: Site = {
  ...hall({ D1: ["door", "hall", "contact"], P1: ["panic-button", "hall", "button"] }),
  people,
};
const rules: readonly Rule[] = [
  rule({ id: "door", each: "door", condition: 'door.contact == "open"', tell: ["guard"] }),
  rule({ id: "panic", each: "panic-button", condition: 'panic.button == "pressed"', class: "life-safety" }),
  rule({ id: "crowd", each: "zone", condition: "zone.occupancy > 50", level: "cue" }),
];

const engineAt = (clock: string, state: EngineState | null = null, own: readonly Rule[] = rules): Engine =>
  new Engine(site, { ...bookOf(site, own), clerks: [roundClerk] }, at(clock), state);

const answer = (clock: string, task: string, more: Partial<Command> = {}): Command =>
  ({
    is: "answer",
    task,
    item: "it",
    evidence: "confirmation",
    values: {},
    outcome: "ok",
    note: "",
    by: "M1",
    at: at(clock),
    ...more,
  }) as Command;

const says = (clock: string, point: string, value: string | number): Input => ({
  is: "readings",
  readings: [reading(site, point, value, at(clock))],
  at: at(clock),
});

const tick = (clock: string): Input => ({ is: "tick", at: at(clock) });

/** What came of a step, in short: what happened to papers, to alerts, and who was told. */
const shortly = ({ deeds, transitions, messages, refused }: Outcome): string[] => [
  ...deeds.flatMap(deed => {
    if (deed.is !== "entry") return [`${clockOf(deed.at)} ${deed.is} ${"target" in deed ? deed.target : ""}`];
    const detail = typeof deed.detail === "string" ? ` ${deed.detail}` : "";
    return [`${clockOf(deed.at)} ${deed.paper} ${deed.what}${detail}`];
  }),
  ...transitions
    .filter(({ alert }) => alert.fact !== "blind")
    .map(({ event, alert }) => `${clockOf(event.at)} ! ${event.is} ${alert.title.en} P${alert.priority}`),
  ...messages
    .filter(({ kind }) => kind === "reminder")
    .map(({ at: when, to, about }) => `${clockOf(when)} > ${to.person} ${about?.map(a => a.title.en)}`),
  ...(refused === undefined ? [] : [`refused: ${refused}`]),
];

const DAY: readonly Input[] = [
  says("08:20", "D1.contact", "closed"),
  tick("08:30"),
  says("08:40", "D1.contact", "closed"),
  says("08:41", "D1.contact", "open"),
  answer("08:45", "round/nothing"),
  tick("09:00"),
  says("09:05", "hall.occupancy", 60),
  answer("09:10", "crowd/hall"),
  tick("09:30"),
  says("09:35", "D1.contact", "closed"),
  answer("09:40", "round/2025-07-08"),
  tick("10:30"),
];

const NOT_TOLD = / told /;
const played = (engine: Engine, inputs: readonly Input[]): string[] =>
  inputs.flatMap(input => shortly(engine.step(input))).filter(line => !NOT_TOLD.test(line));

test("a paper is opened, counts what it hears, is late, more urgently late, and ends when somebody answers it", () => {
  expect(played(engineAt("08:00"), DAY)).toEqual([
    "08:30 round/2025-07-08 opened",
    "08:30 > G1 round",
    "08:40 round/2025-07-08 heard",
    "08:41 round/2025-07-08 heard",
    "08:41 ! raised door P3",
    "08:45 round/nothing refused",
    "refused: there is no round/nothing",
    "08:51 round/2025-07-08 silent",
    "09:00 round/2025-07-08 late",
    "08:51 ! blinded door P3",
    "09:00 ! raised late P3",
    "09:05 crowd/hall opened",
    "09:05 > G1 round",
    "09:10 crowd/hall answered",
    "09:30 round/2025-07-08 very-late",
    "09:30 ! joined very late P3",
    "09:30 ! worsened very late P2",
    "09:35 round/2025-07-08 heard",
    "09:35 ! cleared door P3",
    "09:40 round/2025-07-08 answered",
    "09:40 ! cleared very late P2",
  ]);
});

test("a restart before any step changes nothing: nothing is raised, reminded or asked twice", () => {
  const whole = engineAt("08:00");
  let cut = engineAt("08:00");
  for (const input of DAY) {
    cut = engineAt(clockOf(cut.now()), stored(cut.state()));
    expect(all(cut.step(input))).toEqual(all(whole.step(input)));
    expect(stored(cut.state()).papers).toEqual(stored(whole.state()).papers);
    expect(cut.affairs).toEqual(whole.affairs);
  }
});

test("clerks hear of all that happens to alerts, also to those that they make themselves, and come to an end", () => {
  const engine = engineAt("08:00");
  const told = DAY.flatMap(input => shortly(engine.step(input)))
    .filter(line => NOT_TOLD.test(line))
    .filter(line => !line.includes("blind/"));
  expect(told).toEqual([
    "08:41 trail told raised door/D1",
    "08:51 trail told blinded door/D1",
    "09:00 trail told raised late-round/hall",
    "09:30 trail told joined late-round/hall",
    "09:30 trail told worsened late-round/hall",
    "09:35 trail told cleared door/D1",
    "09:40 trail told cleared late-round/hall",
  ]);
});

describe("what fell due while nobody ran", () => {
  test("happens at its own time; who was to be reminded is reminded once, when somebody runs again", () => {
    const state = stored(engineAt("08:00").state());
    const late = engineAt("09:10", state);
    expect(played(late, [tick("09:10"), tick("09:20")])).toEqual([
      "08:30 round/2025-07-08 opened",
      "09:00 round/2025-07-08 late",
      "09:00 ! raised late P3",
      "09:10 > G1 round",
    ]);
    const again = engineAt("09:20", stored(late.state()));
    expect(played(again, [tick("09:20")])).toEqual([]);
  });

  test("nobody is reminded of what is not open any more", () => {
    const quiet: Site = { ...site, notify: { channels: [], quiet: { from: 22 * 60, to: 9 * 60 } } };
    const engine = new Engine(quiet, { ...bookOf(quiet, rules), clerks: [roundClerk] }, at("08:00"));
    expect(played(engine, [tick("08:30"), answer("08:50", "round/2025-07-08"), tick("09:30")])).toEqual([
      "08:30 round/2025-07-08 opened",
      "08:50 round/2025-07-08 answered",
    ]);
    const other = new Engine(quiet, { ...bookOf(quiet, rules), clerks: [roundClerk] }, at("08:00"));
    expect(played(other, [tick("08:30"), tick("09:00")]).at(-1)).toBe("09:00 > G1 round");
  });
});

test("the clock is moved: what was due in twenty minutes is due in twenty minutes", () => {
  const engine = engineAt("08:00");
  const by = minutes(60) as Millis;
  const inputs: readonly Input[] = [
    tick("08:30"),
    { is: "clock-moved", by, at: at("09:40") },
    tick("09:59"),
    tick("10:00"),
  ];
  expect(played(engine, inputs)).toEqual([
    "08:30 round/2025-07-08 opened",
    "08:30 > G1 round",
    "09:40 round/2025-07-08 moved",
    "09:40 ! raised The gateway's clock was moved P3",
    "09:40 ! cleared The gateway's clock was moved P3",
    "10:00 round/2025-07-08 late",
    "10:00 ! raised late P3",
  ]);
});

test("a point that falls silent or fails is heard as that, once", () => {
  const engine = engineAt("08:00");
  const door = site.points.find(({ id }) => id === "D1.contact");
  const length = door?.staleAfter ?? 0;
  const silentAt = instant(at("08:40") + length);
  expect(
    played(engine, [
      tick("08:30"),
      says("08:40", "D1.contact", "closed"),
      { is: "tick", at: instant(silentAt + 1) },
    ]).filter(line => line.includes("silent")),
  ).toEqual([`${clockOf(silentAt)} round/2025-07-08 silent`]);
});

describe("a paper takes something out of service", () => {
  const parked = (target: string, outcome = "fault"): Partial<Command> =>
    ({ note: target, outcome }) as Partial<Command>;

  test("its own, which only it puts back", () => {
    const engine = engineAt("08:00");
    engine.step(tick("08:30"));
    engine.step(answer("08:45", "round/2025-07-08", parked("D1")));
    expect(engine.services()).toMatchObject([{ target: "D1", outOfService: { order: "round/2025-07-08" } }]);
    engine.step(says("09:05", "hall.occupancy", 60));
    engine.step(answer("09:10", "crowd/hall", parked("D1", "not-applicable")));
    expect(engine.services()).toHaveLength(1);
  });

  test("never life safety", () => {
    const engine = engineAt("08:00");
    engine.step(tick("08:30"));
    engine.step(answer("08:45", "round/2025-07-08", parked("P1")));
    expect(engine.services()).toEqual([]);
  });
});

describe("a cue", () => {
  test("makes no alert and is no finding of the past", () => {
    const engine = engineAt("08:00");
    engine.step(says("08:10", "hall.occupancy", 60));
    expect(engine.openAlerts().filter(({ fact }) => fact === "crowd")).toEqual([]);
    expect(engine.papers("task").map(({ id }) => id)).toEqual(["crowd/hall"]);
  });

  test("goes on under a changed rule that still finds it", () => {
    const engine = engineAt("08:00");
    engine.step(says("08:10", "hall.occupancy", 60));
    engine.step(answer("08:15", "crowd/hall"));
    const changed = rules.map(each =>
      each.id === "crowd" ? { ...each, condition: "zone.occupancy > 40" } : each,
    );
    const after = engineAt("08:20", stored(engine.state()), changed);
    after.step(says("08:21", "hall.occupancy", 61));
    expect(after.papers("task")).toEqual([]);
  });
});

test("a clerk that never rests holds nobody up", () => {
  const engine = new Engine(
    site,
    { ...bookOf(site, rules), clerks: [restlessClerk, roundClerk] },
    at("08:00"),
  );
  expect(engine.step(tick("10:00")).refused).toBeUndefined();
});

test("what nobody keeps is refused", () => {
  const engine = new Engine(site, { ...bookOf(site, rules), clerks: [] }, at("08:00"));
  expect(engine.step(answer("08:10", "round/1")).refused).toBe("nobody keeps such papers here");
});

/** As it comes out of a record: papers as JSON. */
const stored = (state: EngineState): EngineState => ({
  ...structuredClone(state),
  papers: JSON.parse(JSON.stringify(state.papers ?? [])) as readonly Paper[],
});

const all = ({ deeds, transitions, messages, papers, refused }: Outcome): unknown => ({
  deeds,
  transitions,
  messages,
  papers: [...papers],
  refused,
});
