import { describe, expect, test } from "vitest";
import { minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import { type Act, type Asks, Bench, benchHall, benchRules, stored } from "./testing/bench.ts";
import { at, reading, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

const asks = (command: Asks): Act => ({ asks: command });
const acks = (by: string): Act => asks({ is: "acknowledge", by, note: "" });
const undoes = (by: string): Act => asks({ is: "unacknowledge", by });
const open: Act = { "D1.contact": "open" };
const closed: Act = { "D1.contact": "closed" };
/** A door that was found open at 09:01. */
const found = (fact: "door" | "window" | "panic" = "door"): Bench => {
  const bench = new Bench(fact, "09:00");
  bench.act("09:00", open);
  bench.act("09:01", "tick");
  return bench;
};
const shelves = (until: string, by = "G1"): Act =>
  asks({ is: "shelve", by, shelf: "timed", until: at(until), reason: "cleaning" });

describe("an acknowledgement taken back", () => {
  test("within ten seconds, by whoever gave it: it needs somebody as it did before", () => {
    const bench = found();
    const before = bench.alert;
    bench.act("09:02", acks("G1"));
    expect(bench.act("09:02:10", undoes("G1"))).toEqual(["unacknowledged"]);
    expect(bench.alert).toEqual({ ...before, acknowledgement: null });
    expect([bench.alert?.revision, bench.alert?.escalation.dueAt]).toEqual([1, at("09:06")]);
  });

  test.each<[string, string, string, string]>([
    ["by somebody else", "09:02:05", "M1", "only Guard can take that back"],
    ["too late", "09:02:11", "G1", "an acknowledgement can be taken back for 10 s"],
  ])("%s: not", (_name, clock, by, why) => {
    const bench = found();
    bench.act("09:02", acks("G1"));
    expect([bench.act(clock, undoes(by)), bench.refused]).toEqual([[], why]);
  });

  test("that closed the alert: it opens again, also over a restart in between", () => {
    for (const restart of [false, true]) {
      const bench = found();
      bench.act("09:01:30", closed);
      bench.act("09:02:30", "tick");
      expect(bench.act("09:03", acks("G1"))).toEqual(["acknowledged", "closed"]);
      if (restart) bench.act("09:03:02", "restart");
      expect(bench.act("09:03:05", undoes("G1"))).toEqual(["unacknowledged"]);
      expect([bench.state, bench.engine.openAlerts().length]).toEqual(["D clear r1 x1", 1]);
      expect(bench.act("09:03:06", acks("M1"))).toEqual(["acknowledged", "closed"]);
    }
  });

  test("that closed the alert, and the fact has a new one since: not", () => {
    const site = benchHall;
    const quick = rule({ id: "open", each: "door", condition: 'door.contact == "open"', fact: "door" });
    const engine = new Engine(site, bookOf(site, [quick]), at("09:00"));
    const says = (word: string, clock: string) =>
      engine.step({
        is: "readings",
        readings: [reading(site, "D1.contact", word, at(clock))],
        at: at(clock),
      });
    says("open", "09:00");
    const alert = engine.openAlerts()[0]?.id ?? "";
    says("closed", "09:01");
    engine.step({ is: "acknowledge", alert, by: "G1", note: "", at: at("09:02") });
    says("open", "09:02:05");
    const { refused } = engine.step({ is: "unacknowledge", alert, by: "G1", at: at("09:02:06") });
    expect(refused).toContain("found again since");
    expect(engine.openAlerts()).toHaveLength(1);
  });

  test("does not put off whoever is told next", () => {
    const bench = found();
    for (let second = 0; second < 60; second += 9) {
      const when = `09:05:${String(second).padStart(2, "0")}`;
      bench.act(when, acks("G1"));
      bench.act(when, undoes("G1"));
    }
    expect(bench.act("09:06", "tick")).toEqual(["escalated"]);
  });
});

describe("a shelf", () => {
  test("belongs to the fact of the thing: what is found of it inside is born on it", () => {
    const bench = found();
    bench.act("09:01:10", acks("G1"));
    bench.act("09:01:20", shelves("09:21"));
    bench.act("09:02", closed);
    expect(bench.act("09:03", "tick")).toEqual(["cleared", "closed"]);
    bench.act("09:05", open);
    expect(bench.act("09:06", "tick")).toEqual(["raised"]);
    expect([bench.state, bench.alert?.told, bench.seen.at(-1)?.event.told]).toEqual([
      "G active r1 x1",
      [],
      undefined,
    ]);
    bench.act("09:14", open);
    expect(bench.act("09:21", open)).toEqual(["unshelved"]);
    expect([bench.state, bench.seen.at(-1)?.event]).toMatchObject([
      "B active r2 x1",
      { why: "time-over", told: ["guard"] },
    ]);
  });

  test("keeps a fact that comes and goes silent, and it needs nobody if it is over by then", () => {
    const bench = found();
    bench.act("09:01:10", shelves("09:20"));
    bench.act("09:01:20", acks("G1"));
    const words = [
      ["09:02", closed],
      ["09:04", open],
      ["09:06", closed],
      ["09:08", open],
      ["09:10", closed],
      ["09:18", closed],
    ] as const;
    for (const [clock, act] of words) bench.act(clock, act);
    expect(bench.seen.filter(({ event }) => event.told !== undefined)).toHaveLength(1);
    expect(bench.act("09:20", "tick").slice(-2)).toEqual(["unshelved", "closed"]);
  });

  test("lasts as long as it was meant to when the clock is moved, also over a restart", () => {
    const bench = found();
    bench.act("09:01:10", shelves("09:06:10"));
    bench.engine.step({ is: "clock-moved", by: minutes(30), at: at("09:32") });
    expect(bench.alert?.shelf?.until).toBe(at("09:36:10"));
    bench.act("09:33", "restart");
    expect(bench.act("09:36:09", "tick")).not.toContain("unshelved");
    expect(bench.act("09:36:10", "tick")).toContain("unshelved");
  });

  test("is over while nobody ran: it ended then", () => {
    const bench = found();
    bench.act("09:01:10", shelves("09:06"));
    bench.act("09:05:50", "restart");
    bench.engine = new Engine(
      benchHall,
      bookOf(benchHall, benchRules),
      at("09:06:30"),
      stored(bench.engine.state()),
    );
    const { transitions } = bench.engine.step({ is: "tick", at: at("09:06:30") });
    expect(transitions.filter(({ event }) => event.is === "unshelved").map(({ event }) => event.at)).toEqual([
      at("09:06"),
    ]);
  });

  test("is not worth more than what was put aside: what becomes worse is told", () => {
    const bench = found();
    bench.act("09:01:10", shelves("09:20"));
    expect(bench.act("09:02", { "D1.lock": "unlocked" })).toEqual(["joined", "unshelved", "worsened"]);
    expect(bench.act("09:03", { "D1.lock": "locked" })).toEqual(["left", "eased"]);
    expect(bench.state).toBe("B active r2 x1");
  });

  test("ends when the rules come to say that it is a matter of life safety", () => {
    const bench = found();
    bench.act("09:01:10", shelves("09:20"));
    const graver = benchRules.map(each =>
      each.fact === "door" ? { ...each, class: "life-safety" as const } : each,
    );
    expect(bench.act("09:02", { rules: graver })).toEqual(["unshelved", "worsened"]);
    expect([bench.state, bench.alert?.class]).toEqual(["B active r2 x1", "life-safety"]);
    expect(bench.act("09:03", { rules: graver })).toEqual([]);
  });

  test.each<[string, readonly (readonly [string, Act])[], string]>([
    [
      "comes back as",
      [
        ["09:02", closed],
        ["09:03", "tick"],
      ],
      "B active r2 x2",
    ],
    [
      "is found anew as",
      [
        ["09:01:20", acks("G1")],
        ["09:02", closed],
        ["09:03", "tick"],
      ],
      "B active r1 x1",
    ],
  ])("holds nothing that %s something more urgent", (_name, before, expected) => {
    const bench = found();
    bench.act("09:01:10", shelves("09:20"));
    for (const [clock, act] of before) bench.act(clock, act);
    bench.act("09:04", { "D1.lock": "unlocked" });
    expect([bench.state, bench.alert?.told.map(({ role }) => role)]).toEqual([expected, ["guard"]]);
  });
});

test("what is told again though acknowledged is told to the next level as well, and not again while somebody has it", () => {
  const bench = new Bench("door", "09:00");
  const says = (clock: string) => bench.act(clock, { "D1.lock": "unlocked" });
  says("09:00");
  bench.act("09:06", acks("M1"));
  expect(bench.alert?.told.map(({ role }) => role)).toEqual(["guard", "duty-manager"]);
  for (const clock of ["09:09", "09:18", "09:27"]) says(clock);
  expect(bench.act("09:36", { "D1.lock": "unlocked" })).toEqual(["realarmed"]);
  expect(bench.seen.at(-1)?.event).toMatchObject({
    role: "hall-director",
    told: ["guard", "duty-manager", "hall-director"],
  });
  expect(bench.alert?.escalation.dueAt).toBe(at("09:41"));
});
