import { describe, expect, test } from "vitest";
import { played } from "./testing/tiny-hall.ts";

/** Somebody is in the room and the light is on; at 12:03, in the lunch break, the person leaves. */
const LUNCH = `
given: { room.occupancy: 1, L1.power: 200 W }
steps:
  - { at: "12:03", set: { room.occupancy: 0 } }
`;

describe("a day of a hall", () => {
  test("goes as the rules say, to the very moment", () => {
    const { run, story } = played(`${LUNCH}
  - { at: "12:07:59.999", expect: { no_alerts: [{}] } }
  - { at: "12:08", expect: { alerts: [{ fact: light-on, opened: "12:08", since: "12:03" }], only: true } }
  - at: "12:20"
    set: { L1.power: 0 }
    expect: { alerts: [{ fact: light-on, condition: clear, cleared: "12:20", occurrences: 1 }], only: true }
`);
    expect(run.failures).toEqual([]);
    expect(story).toEqual(["12:08:00 raised light-on/L1", "12:20:00 cleared light-on/L1 condition-ended"]);
  });

  test("shows what was wasted so far at every step, and which part of the condition held", () => {
    const { text } = played(`${LUNCH}
  - { at: "12:13", expect: { alerts: [{ waste: 33.3 Wh, parts: { "occupancy == 0": yes } }] } }
  - { at: "12:20", set: { L1.power: 0 }, expect: { alerts: [{ waste: 56.7 Wh, wasted: { TY-2.2-1: 57 Wh ± 1 % } }] } }
`);
    expect(text).toBe("");
  });

  test("is the same each time it is played", () => {
    const rest = `${LUNCH}
  - { at: "12:30", silent: [L1.power], expect: { only: true } }
  - { at: "13:00", restart: { down: 3 min }, expect: { alerts: [{ fact: blind }] } }
`;
    expect(played(rest).run).toEqual(played(rest).run);
  });

  test("may go on for days: devices stay heard of without a line in the file", () => {
    const { run } = played(`
start: 2025-07-07 08:00
given: { room.occupancy: 1, L1.power: 200 W, D1.contact: closed, D1.lock: locked }
steps:
  - { at: "+7 d 08:00", expect: { signals: { L1.power: good, D1.lock: good }, no_alerts: [{ fact: blind }] } }
`);
    expect(run.failures).toEqual([]);
  });
});

test("a rule about the whole hall is judged for its site, which may be called hall", () => {
  const { text, run } = played(`
given: { room.temperature: 20 }
steps:
  - { at: "12:00", expect: { rules: { room-hot/hall: "no", room-hot/tiny: "no" } } }
  - { at: "12:01", set: { room.temperature: 55 } }
  - at: "12:02"
    acknowledge: { fact: heat, target: hall, by: G1 }
    expect: { alerts: [{ fact: heat, target: hall, acknowledged: true }, { target: tiny }], only: true }
  - { at: "12:03", expect: { alerts: [{ fact: heat, zone: room }] } }
`);
  expect(run.failures).toHaveLength(1);
  expect(text).toMatch(/≠ +zone +room +–$/m);
});

describe("devices", () => {
  test("that fall silent are heard one last time, and are stale after their limit", () => {
    const { text } = played(`
given: { L1.power: 200 W }
steps:
  - { at: "11:57", silent: [L1.power] }
  - { at: "12:00:59.999", expect: { signals: { L1.power: good } } }
  - { at: "12:01", expect: { signals: { L1.power: stale } } }
  - { at: "12:10", heard: [L1.power], expect: { signals: { L1.power: good } } }
  - { at: "12:30", expect: { signals: { L1.power: good } } }
`);
    expect(text).toBe("");
  });

  test("that fail are bad with their reason until they are set or heard again", () => {
    const { text } = played(`
given: { L1.power: 200 W }
steps:
  - { at: "11:57", bad: { L1.power: no answer }, expect: { signals: { L1.power: bad } } }
  - { at: "12:30", expect: { signals: { L1.power: bad }, alerts: [{ fact: blind, evidence: { L1.power: bad } }] } }
  - { at: "12:31", set: { L1.power: 0 }, expect: { signals: { L1.power: good } } }
`);
    expect(text).toBe("");
  });

  test("that say a thing once are silent after it", () => {
    const { text } = played(`
steps:
  - { at: "11:52", once: { L1.power: 5 }, expect: { signals: { L1.power: good } } }
  - { at: "11:56", expect: { signals: { L1.power: stale } } }
`);
    expect(text).toBe("");
  });

  test("whose value moves say each value at its time, and stop where they are told", () => {
    const { text } = played(`
given: { room.occupancy: 0 }
steps:
  - { at: "11:51", set: { L1.power: 1 } }
  - { at: "12:03", set: { L1.power: { from: 0 W, by: 5, every: 1 min, to: 12 } } }
  - { at: "12:09:59", expect: { no_alerts: [{}] } }
  - { at: "12:10", expect: { alerts: [{ fact: light-on, since: "12:05", evidence: { L1.power: 12 } }] } }
  - { at: "13:30", expect: { alerts: [{ fact: light-on, evidence: { L1.power: 12 } }], signals: { L1.power: good } } }
`);
    expect(text).toBe("");
  });

  test("with a clock that stands in 1970 are judged by when they are heard", () => {
    const { text } = played(`
given: { room.occupancy: 0 }
steps:
  - { at: "12:03", source_time: { L1.power: "1970-01-01 00:00" }, set: { L1.power: 200 W } }
  - { at: "12:08", expect: { alerts: [{ fact: light-on, opened: "12:08", since: "12:03" }] } }
`);
    expect(text).toBe("");
  });

  test("with a clock that is a little ahead do not speak for the time to come", () => {
    const { text } = played(`
steps:
  - { at: "12:03", source_time: { L1.power: +3 min }, set: { L1.power: 200 W } }
  - { at: "12:04", silent: [L1.power] }
  - { at: "12:08", expect: { signals: { L1.power: stale } } }
`);
    expect(text).toBe("");
  });

  test("that nobody named are out of the picture; those that are named and never heard of are in it", () => {
    const quiet = played(`steps: [{ at: "12:30", expect: { only: true, no_alerts: [{}] } }]`);
    const named = played(
      `steps: [{ at: "11:50", silent: [L1.power] }, { at: "12:30", expect: { only: true } }]`,
    );
    expect([quiet.text, named.run.failures.map(({ about }) => about.is)]).toEqual(["", ["further-alert"]]);
  });
});

describe("what a broker remembers", () => {
  test("is not news: a lock that was remembered as locked is not known to be", () => {
    const { text } = played(`
steps:
  - { at: "11:52", retained: { D1.contact: open }, expect: { signals: { D1.contact: never }, rules: { door-open/D1: unknown } } }
`);
    expect(text).toBe("");
  });
});

describe("the gateway", () => {
  test("that starts again goes on where it was: a hold is not begun anew", () => {
    const { text } = played(`${LUNCH}
  - { at: "12:06", restart: true }
  - { at: "12:08", expect: { alerts: [{ fact: light-on, opened: "12:08", since: "12:03" }] } }
`);
    expect(text).toBe("");
  });

  test("that was down hears nothing meanwhile, and knows afterwards that it does not know", () => {
    const { text, story } = played(`${LUNCH}
  - { at: "12:10", restart: { down: 9 min }, expect: { signals: { L1.power: stale } } }
`);
    expect(text).toBe("");
    expect(story.slice(0, 2)).toEqual(["12:08:00 raised light-on/L1", "12:14:00 blinded light-on/L1"]);
  });

  test("whose clock is moved neither finds sooner nor later; steps go on at the moved time", () => {
    const { text } = played(`${LUNCH}
  - { at: "12:05", clock: +1 h }
  - { at: "13:07:59", expect: { no_alerts: [{ fact: light-on }] } }
  - { at: "13:08", expect: { alerts: [{ fact: light-on, opened: "13:08" }, { fact: clock-moved, opened: "13:05" }] } }
  - { at: "13:10", clock: -1 h }
  - { at: "12:11", expect: { alerts: [{ fact: light-on, condition: active }] } }
`);
    expect(text).toBe("");
  });
});

describe("people", () => {
  test("acknowledge; what is over and seen is closed", () => {
    const { text } = played(`${LUNCH}
  - at: "12:09"
    acknowledge: { fact: light-on, target: L1, by: M1, note: on my way }
    expect: { alerts: [{ fact: light-on, acknowledged: M1, closed: false }] }
  - at: "12:20"
    set: { L1.power: 0 }
    expect: { no_alerts: [{ fact: light-on }], alerts: [{ fact: light-on, closed: "12:20", acknowledged: true }] }
`);
    expect(text).toBe("");
  });

  test("are refused with a reason, which a test may ask for", () => {
    const again = (expectation: string) =>
      played(`${LUNCH}
  - { at: "12:09", acknowledge: { fact: light-on, target: L1, by: M1 } }
  - { at: "12:10", acknowledge: { fact: light-on, target: L1, by: G1 }${expectation} }
`).run.failures.map(({ about }) => about);
    const why = expect.stringContaining("already acknowledged by 李娜");
    expect(again(`, expect: { refused: already acknowledged }`)).toEqual([]);
    expect(again(`, expect: { refused: no open alert }`)).toEqual([
      { is: "not-refused", expected: "no open alert", whys: [why] },
    ]);
    expect(again(`, expect: { only: false }`)).toEqual([{ is: "refused", why }]);
  });
});

describe("what comes late", () => {
  /** The door was open from 12:03 to 12:05, and the device could tell only at 12:15; the lock says nothing about it. */
  const late = `late: [{ point: D1.contact, value: open, measured: "12:03" }, { point: D1.contact, value: closed, measured: "12:05" }]`;
  const found = `{ fact: door-open, late: true, opened: "12:04", cleared: "12:05", condition: clear, occurrences: 1 }`;

  test("is found at its own time, once, and never as if it were so now", () => {
    const { text } = played(`
given: { D1.contact: closed, D1.lock: unlocked }
steps:
  - { at: "12:15", ${late}, expect: { signals: { D1.contact: good }, rules: { door-open/D1: "no" }, no_alerts: [{}] } }
  - { at: "12:16", expect: { alerts: [${found}], only: true } }
  - { at: "12:17", ${late.replace("late", "repeat")}, expect: { alerts: [${found}] } }
  - { at: "12:30", expect: { alerts: [${found}], only: true } }
never:
  - { fact: door-open, condition: active, late: false }
  - { fact: door-open, occurrences: 2 }
`);
    expect(text).toBe("");
  });

  test("is found after a restart too, from what history knows of the time before", () => {
    const { text } = played(`
given: { D1.contact: closed, D1.lock: unlocked }
steps:
  - { at: "12:12", restart: { down: 1 min } }
  - { at: "12:15", ${late} }
  - { at: "12:16", expect: { alerts: [${found}], only: true } }
`);
    expect(text).toBe("");
  });

  test("shows what was not so: expected late, and seen in time", () => {
    const { run } = played(`
given: { D1.contact: open }
steps: [{ at: "12:00", expect: { alerts: [{ fact: door-open, late: true }] } }]
`);
    expect(run.failures.map(({ about }) => about.is)).toEqual(["no-such-alert"]);
  });
});

describe("who is told", () => {
  test("may be asked for at every step: first whom the rule names, then one level up, until somebody acknowledges", () => {
    const { text } = played(`${LUNCH}
  - { at: "12:08", expect: { alerts: [{ fact: light-on, tell: [duty-manager], told: [duty-manager] }] } }
  - { at: "12:37:59", expect: { alerts: [{ fact: light-on, told: [duty-manager], not_told: [hall-director, guard] }] } }
  - at: "12:38"
    expect:
      alerts: [{ fact: light-on, told: [duty-manager, hall-director], told_at: { duty-manager: "12:08", hall-director: "12:38" } }]
  - { at: "12:40", acknowledge: { fact: light-on, target: L1, by: M1 } }
  - { at: "13:50", expect: { alerts: [{ fact: light-on, told: [duty-manager, hall-director] }] } }
`);
    expect(text).toBe("");
  });
});

describe("an activity after hours", () => {
  /** Asked for so many days ahead; the light burns from closing on. */
  const evening = (approval: string) => `
start: 2025-07-08 10:00
given: { room.occupancy: 3, L1.power: 200 W }
steps:
  - at: "10:00"
    request_activity: { id: A1, zones: [room], from: "2025-07-11 17:00", to: "2025-07-11 21:00", by: M1 }
    expect: { no_alerts: [{}] }
  ${approval}
  - { at: "2025-07-11 20:59", expect: { no_alerts: [{ fact: light-on, condition: active }] } }
  - { at: "21:15", expect: { alerts: [{ fact: light-on, clause: GA-1.3-5b, since: "21:00" }] } }
`;

  test("that was approved keeps the rules of closed hours out until it ends", () => {
    expect(played(evening('- { at: "11:00", approve_activity: { id: A1, by: G1 } }')).text).toBe("");
  });

  test("that nobody approved changes nothing", () => {
    const { run } = played(evening(""));
    expect(run.failures.map(({ about }) => about.is)).toEqual(["unwanted-alert", "no-such-alert"]);
  });

  test("that nobody asked for cannot be approved", () => {
    const { text } = played(`
steps: [{ at: "12:00", approve_activity: { id: A9, by: G1 }, expect: { refused: A9 } }]
`);
    expect(text).toBe("");
  });
});

describe("a test that is wrong fails", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["an alert too early", `expect: { alerts: [{ fact: light-on, opened: "12:07" }] }`, ["no-such-alert"]],
    ["an alert of another clause", `expect: { alerts: [{ clauses: [GA-1.3-5b] }] }`, ["no-such-alert"]],
    ["one clause too many", `expect: { alerts: [{ clauses: [TY-2.2-1, GA-1.3-5b] }] }`, ["no-such-alert"]],
    [
      "an alert that is over",
      `expect: { alerts: [{ fact: light-on, condition: clear }] }`,
      ["no-such-alert"],
    ],
    ["an alert that is closed", `expect: { alerts: [{ fact: light-on, closed: true }] }`, ["no-such-alert"]],
    ["another value seen", `expect: { alerts: [{ evidence: { L1.power: 199 W } }] }`, ["no-such-alert"]],
    ["another state seen", `expect: { alerts: [{ evidence: { L1.power: stale } }] }`, ["no-such-alert"]],
    ["another level", `expect: { alerts: [{ fact: light-on, level: advisory }] }`, ["no-such-alert"]],
    ["seen by somebody", `expect: { alerts: [{ fact: light-on, acknowledged: true }] }`, ["no-such-alert"]],
    ["no alert", `expect: { no_alerts: [{ fact: light-on }] }`, ["unwanted-alert"]],
    ["no other alert", `expect: { only: true }`, ["further-alert"]],
    ["a stale point", `expect: { signals: { L1.power: stale } }`, ["signal"]],
    ["a rule that says no", `expect: { rules: { light-in-empty-room/L1: "no" } }`, ["rule"]],
    ["a rule in force", `expect: { rules: { light-after-closing/L1: unknown } }`, ["rule"]],
    ["a rule that can be judged", `expect: { rules: { light-in-empty-room/L2: "no" } }`, ["rule"]],
    [
      "a refusal",
      `acknowledge: { fact: light-on, target: L1, by: M1 }, expect: { refused: x }`,
      ["not-refused"],
    ],
    [
      "what was never delivered",
      `repeat: [{ point: L1.power, value: 3, measured: "12:00" }], expect: { signals: { L1.power: good } }`,
      ["never-delivered"],
    ],
    ["nothing to say", `heard: [D1.lock], expect: { signals: { D1.lock: never } }`, ["never-set"]],
  ];
  test.each(cases)("%s", (_, step, failures) => {
    const { run } = played(`${LUNCH}  - { at: "12:10", ${step} }\n`);
    expect([run.passed, run.failures.map(({ about }) => about.is)]).toEqual([false, failures]);
  });

  test("also when what may never be was there only in between", () => {
    const { run } = played(`${LUNCH}
  - { at: "12:09", set: { L1.power: 0 } }
  - { at: "12:10", acknowledge: { fact: light-on, target: L1, by: M1 } }
  - { at: "12:30", expect: { no_alerts: [{}] } }
never: [{ fact: light-on }]
`);
    expect(run.failures.map(({ about, at }) => [about.is, new Date(at).toISOString()])).toEqual([
      ["forbidden-alert", "2025-07-08T04:08:00.000Z"],
    ]);
  });

  test("an alert that should not be there is told once, not at every later step", () => {
    const { run } = played(`${LUNCH}
  - { at: "12:10", expect: { only: true } }
  - { at: "12:11", expect: { only: true } }
`);
    expect(run.failures).toHaveLength(1);
  });
});

test("times may be off by the tolerance that the file states, and by no more", () => {
  const off = (tolerance: string) =>
    played(
      `tolerance: ${tolerance}\n${LUNCH}  - { at: "12:10", expect: { alerts: [{ opened: "12:08:30", since: "12:02:30" }] } }\n`,
    ).run.passed;
  expect([off("30 s"), off("29 s")]).toEqual([true, false]);
});

test("a rule that the hall cannot judge is lacking, and says why when something else is expected", () => {
  const { text } = played(`steps: [{ at: "12:00", expect: { rules: { light-in-empty-room/L2: lacking } } }]`);
  expect(text).toBe("");
});
