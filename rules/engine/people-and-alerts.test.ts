import { describe, expect, test } from "vitest";
import { after, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { AlertCommand, ServiceCommand } from "./input.ts";
import { type Act, type Asks, Bench, benchHall, benchRules, stored } from "./testing/bench.ts";
import { at, reading, rule } from "./testing/hall.ts";
import { bookOf, live } from "./testing/play.ts";

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
});

describe("a panic button", () => {
  const pressed = (): Bench => {
    const bench = new Bench("panic", "09:00");
    bench.act("09:00", { "PB.button": "pressed" });
    return bench;
  };

  test("is silent, and the level above is told when no report has come in time", () => {
    const bench = pressed();
    expect(bench.alert).toMatchObject({
      isSilent: true,
      class: "life-safety",
      incident: { reportDueAt: at("09:05") },
    });
    bench.act("09:01", acks("G1"));
    expect(bench.act("09:05", "tick")).toEqual(["overdue"]);
    expect(bench.alert?.told.at(-1)).toEqual({ role: "hall-director", at: at("09:05"), why: "escalated" });
    expect(bench.alert?.acknowledgement?.by).toBe("Guard");
  });

  test("reported in time is not overdue; closed only reset by the safety officer, reported and summed up", () => {
    const bench = pressed();
    bench.act("09:01", acks("G1"));
    expect(bench.act("09:02", asks({ is: "report", by: "M1", receiver: "", cause: "x" }))).toEqual([]);
    bench.act("09:03", asks({ is: "report", by: "M1", receiver: "police", cause: "threat at counter 2" }));
    expect(bench.act("09:06", asks({ is: "report", by: "M1", receiver: "branch", cause: "again" }))).toEqual(
      [],
    );
    expect(bench.refused).toBe("already reported to police by Manager");
    bench.act("09:07", asks({ is: "confirm", by: "G1", note: "counter is safe" }));
    expect(bench.act("09:08", { "PB.button": "normal" })).toEqual(["cleared"]);
    expect(bench.act("09:09", asks({ is: "reset", by: "M1", note: "looked" }))).toEqual([]);
    expect(bench.act("09:09", asks({ is: "reset", by: "A1", note: "looked" }))).toEqual(["reset"]);
    // What was confirmed before it was over is no summary.
    expect(bench.state).toBe("A clear r1 x1");
    expect(bench.alert?.closedAt).toBeNull();
    expect(bench.act("09:10", asks({ is: "confirm", by: "M1", note: "police took over" }))).toEqual([
      "confirmed",
      "closed",
    ]);
  });

  test("does not close with a report missing, however late that is", () => {
    const bench = pressed();
    bench.act("09:01", { "PB.button": "normal" });
    bench.act("09:02", asks({ is: "reset", by: "A1", note: "false alarm" }));
    bench.act("09:03", asks({ is: "confirm", by: "A1", note: "false alarm" }));
    expect(bench.act("09:30", "tick")).toEqual(["overdue"]);
    expect(
      bench.act("09:31", asks({ is: "report", by: "M1", receiver: "branch", cause: "false alarm" })),
    ).toEqual(["reported", "closed"]);
  });

  test("waits as long for its report when the clock is moved", () => {
    const bench = pressed();
    bench.act("09:01", acks("G1"));
    bench.engine.step({ is: "clock-moved", by: minutes(-30), at: at("08:31") });
    bench.act("08:32", "restart");
    expect(bench.act("08:34:59", "tick")).toEqual([]);
    expect(bench.act("08:35", "tick")).toEqual(["overdue"]);
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

describe("an alert of the past", () => {
  const site = benchHall;
  const late = rule({
    id: "late",
    each: "door",
    condition: 'door.contact == "open"',
    hold: minutes(1),
    fact: "door",
    tell: ["guard"],
  });
  /** A door that is silent for a quarter of an hour, and tells later that it was open meanwhile. */
  const learned = (
    ...before: readonly ServiceCommand[]
  ): { readonly engine: Engine; readonly alert: string } => {
    const engine = new Engine(site, bookOf(site, [late]), at("09:00"));
    for (const command of before) engine.step(command);
    live(engine, site, "09:18", { "09:00": { "D1.contact": "closed" }, "09:03": { "D1.contact": null } });
    const opened = ["09:05", "09:06", "09:07"].map(clock =>
      reading(site, "D1.contact", "open", at(clock), at("09:19")),
    );
    const shut = ["09:08", "09:19"].map(clock =>
      reading(site, "D1.contact", "closed", at(clock), at("09:19")),
    );
    engine.step({ is: "readings", readings: [...opened, ...shut], at: at("09:19") });
    live(engine, site, "09:40", { "09:19": { "D1.contact": "closed" } });
    return { engine, alert: engine.openAlerts().find(({ fact }) => fact === "door")?.id ?? "" };
  };
  const about = (command: Asks, alert: string, clock: string) =>
    ({ ...command, alert, at: at(clock) }) as AlertCommand;

  test("can be noted, confirmed and acknowledged, and an acknowledgement taken back; not put aside", () => {
    const { engine, alert } = learned();
    expect(engine.openAlerts().find(({ id }) => id === alert)).toMatchObject({
      isLate: true,
      condition: "clear",
    });
    const words = (command: Asks, clock = "09:41") => {
      const { transitions, refused } = engine.step(about(command, alert, clock));
      return refused ?? transitions.map(({ event }) => event.is);
    };
    expect(words({ is: "note", by: "G1", note: "the cable was out" })).toEqual(["noted"]);
    expect(
      words({ is: "shelve", by: "G1", shelf: "timed", until: after(at("09:41"), seconds(60)), reason: "x" }),
    ).toBe("it is over: acknowledge it");
    expect(words({ is: "acknowledge", by: "G1", note: "" })).toEqual(["acknowledged", "closed"]);
    expect(words({ is: "unacknowledge", by: "G1" }, "09:41:05")).toEqual(["unacknowledged"]);
    expect(words({ is: "confirm", by: "G1", note: "seen on the recording" }, "09:42")).toEqual([
      "confirmed",
      "closed",
    ]);
  });

  test("of something that is out of service is told to nobody", () => {
    const out = {
      target: "D1",
      by: "F1",
      order: "WO",
      until: at("10:00"),
      compensation: "",
      at: at("09:00"),
    };
    const { engine, alert } = learned({ is: "take-out", ...out });
    const known = engine.openAlerts().find(({ id }) => id === alert);
    expect(known).toMatchObject({ isLate: true, told: [], outOfService: { order: "WO" } });
    const { transitions } = engine.step({ is: "tick", at: at("10:00") });
    const words = transitions.filter(each => each.alert.id === alert).map(({ event }) => event.is);
    expect(words).toEqual(["put-back", "closed"]);
  });
});
