import { describe, expect, test } from "vitest";
import { played } from "./testing/tiny-hall.ts";

/** The door is opened at 12:00, and its lock jams at 12:10. */
const DOOR = `
given: { D1.contact: closed, D1.lock: locked }
steps:
  - { at: "12:00", set: { D1.contact: open } }
`;
const JAMMED = `
given: { D1.contact: closed, D1.lock: locked }
steps:
  - { at: "12:10", set: { D1.lock: jammed } }
`;

const passes = (rest: string): void => expect(played(rest).text).toBe("");
const fails = (rest: string): string => {
  const { run, text } = played(rest);
  expect(run.passed).toBe(false);
  return text;
};

describe("what people do about an alert", () => {
  test("is done in the name of the person, and shows on the alert", () =>
    passes(`${DOOR}
  - at: "12:01"
    expect: { alerts: [{ fact: door-open, label: unacknowledged, class: security, revision: 1, acknowledged: false, confirmed: false }] }
  - at: "12:02"
    acknowledge: { fact: door-open, target: D1, by: G1, revision: 1 }
    expect: { alerts: [{ fact: door-open, label: acknowledged, acknowledged: G1, realarm: "2025-07-08 14:02" }] }
  - at: "12:02:05"
    unacknowledge: { fact: door-open, target: D1, by: G1 }
    expect: { alerts: [{ fact: door-open, label: unacknowledged, realarm: false }] }
  - at: "12:03"
    note: { fact: door-open, target: D1, by: G1, note: on my way }
  - at: "12:04"
    confirm: { fact: door-open, target: D1, by: M1, note: somebody stands there }
    expect: { alerts: [{ fact: door-open, confirmed: M1, acknowledged: M1, realarm: false }] }
  - at: "12:05"
    set: { D1.contact: closed }
    expect: { alerts: [{ fact: door-open, closed: "12:05", events: [raised, acknowledged, unacknowledged, noted, confirmed, cleared, closed] }] }
`));

  test("to take back an acknowledgement opens again what it closed", () =>
    passes(`${DOOR}
  - { at: "12:02", set: { D1.contact: closed } }
  - { at: "12:03", acknowledge: { fact: door-open, target: D1, by: G1 }, expect: { no_alerts: [{ fact: door-open }] } }
  - { at: "12:03:05", unacknowledge: { fact: door-open, target: D1, by: G1 }, expect: { alerts: [{ fact: door-open, label: returned }] } }
`));

  test("to shelve puts it aside until a time, or until it is over", () =>
    passes(`${DOOR}
  - at: "12:02"
    shelve: { fact: door-open, target: D1, by: M1, until: "+30 min", reason: delivery }
    expect: { alerts: [{ fact: door-open, label: shelved, shelved: M1 }] }
  - { at: "12:10", unshelve: { fact: door-open, target: D1, by: M1 }, expect: { alerts: [{ label: unacknowledged, shelved: false, revision: 2 }] } }
  - at: "12:11"
    shelve: { fact: door-open, target: D1, by: M1, until: "14:00", reason: delivery, shelf: one-shot }
    expect: { alerts: [{ label: shelved, shelved: true }] }
  - at: "12:12"
    set: { D1.contact: closed }
    expect: { alerts: [{ fact: door-open, shelved: false }] }
`));

  test("an incident is reported within its time, latched until somebody resets it, and closes when it is summed up", () =>
    passes(`${JAMMED}
  - at: "12:10"
    expect:
      alerts:
        - { fact: jammed, latched: true, silent: true, class: system, incident: { report_due: "12:15", reported: false, overdue: false, owed: [] } }
      incidents: 1
  - { at: "12:16", expect: { alerts: [{ fact: jammed, incident: { overdue: "12:15" } }] } }
  - at: "12:17"
    report: { fact: jammed, target: D1, by: M1, receiver: branch, cause: key broken off }
    expect: { alerts: [{ fact: jammed, incident: { reported: "12:17", reported_by: M1, overdue: true } }] }
  - { at: "12:18", set: { D1.lock: locked } }
  - at: "12:19"
    reset: { fact: jammed, target: D1, by: M1, note: looked at it }
    acknowledge: { fact: jammed, target: D1, by: M1 }
    expect: { alerts: [{ fact: jammed, label: unfinished, latched: false, incident: true }], incidents: 1 }
  - at: "12:20"
    confirm: { fact: jammed, target: D1, by: M1, note: lock replaced }
    expect: { alerts: [{ fact: jammed, closed: "12:20" }], incidents: 0 }
`));

  test("what another alert explains says so, and is no incident of its own", () =>
    passes(`
given: { room.occupancy: 0, room.temperature: 20, L1.power: 0 }
steps:
  - { at: "12:00", set: { room.temperature: 55, L1.power: 200 W } }
  - { at: "12:05", expect: { alerts: [{ fact: light-on, label: suppressed, suppressed_by: heat, told: [] }, { fact: heat, suppressed_by: false }] } }
`));

  test("that is refused fails the test unless it is expected, with part of the reason", () => {
    const shelve = `shelve: { fact: door-open, target: D1, by: G1, until: "+30 min", reason: delivery }`;
    passes(`${DOOR}\n  - { at: "12:02", ${shelve}, expect: { refused: "ask the duty manager" } }`);
    expect(fails(`${DOOR}\n  - { at: "12:02", ${shelve}, expect: { only: false } }`)).toContain(
      "this was refused:",
    );
  });

  test("about what is not found is refused", () =>
    passes(`${DOOR}
  - { at: "12:00:30", confirm: { fact: door-open, target: D1, by: M1, note: done }, expect: { refused: no open alert door-open/D1 } }
`));
});

describe("what is out of service", () => {
  test("is told of to nobody until its time is over or somebody puts it back", () =>
    passes(`${DOOR}
  - at: "12:02"
    take_out: { target: D1, by: F1, order: W-17, until: "+1 h" }
    expect: { alerts: [{ fact: door-open, label: out-of-service, out_of_service: W-17 }] }
  - at: "12:03"
    put_back: { target: D1, by: F1 }
    expect: { alerts: [{ fact: door-open, label: unacknowledged, out_of_service: false, revision: 2 }] }
`));
});

describe("messages", () => {
  test("are looked at once each, by the step that looks at messages next", () =>
    passes(`${DOOR}
  - { at: "12:01", expect: { messages: [], no_messages: [{}] } }
  - at: "12:02"
    expect:
      messages: [{ to: G1, kind: found, fact: door-open, target: D1, class: security, priority: 2, silent: false, alerts: 1, at: "12:01:05", count: 1 }]
      only_messages: true
  - { at: "12:03", expect: { no_messages: [{}] } }
  - { at: "12:03", expect: { messages: [{ to: guard, fact: door-open, from: "12:00" }], no_messages: [{ to: M1, from: "12:00" }] } }
`));

  test("go to whoever is on duty, and to those above where nobody is", () =>
    passes(`${DOOR}
  - { at: "12:00:30", roster: { absent: [G1], until: "+1 d 08:00", why: ill } }
  - at: "12:02"
    expect:
      alerts: [{ fact: door-open, told: [duty-manager], stands_in: [duty-manager] }]
      messages: [{ to: M1, kind: found }]
      only_messages: true
  - at: "12:03"
    roster: { present: [G1], absent: [M1, H1], from: "12:00", until: "14:00", why: training, by: H1 }
  - at: "12:06:05"
    expect: { messages: [{ to: superior, kind: escalated, count: 1 }], no_messages: [{ to: M1 }, { to: H1 }] }
`));

  test("that are missing are shown with what was sent", () => {
    const seen = fails(`${DOOR}
  - { at: "12:02", expect: { messages: [{ to: M1, fact: door-open, at: "12:01:05" }] } }`);
    expect(seen).toContain("no message fits");
    expect(seen).toMatch(/to +M1$/m);
    expect(seen).toMatch(/at +12:01:05$/m);
    expect(seen).toMatch(/12:01:05 found → G1 \(guard\) door-open\/D1$/m);
    expect(seen).toMatch(/12:01:05 +✉ message +found → G1: door-open\/D1$/m);
  });

  test.each([
    ["messages: [{ to: G1, count: 2 }]", "1 messages fit, not 2"],
    ["no_messages: [{ to: guard }]", "there must be no such message, but there is 12:01:05 found → G1"],
    ["only_messages: true", '"only_messages" allows no further message, but there is 12:01:05 found → G1'],
    ['messages: [{ from: "12:01:30" }]', "no message was sent since"],
    ["messages: [{ silent: true }]", "no message fits"],
    ["messages: [{ kind: escalated }]", "no message fits"],
    ["messages: [{ class: energy }]", "no message fits"],
    ["messages: [{ priority: 1 }]", "no message fits"],
    ["messages: [{ alerts: 2 }]", "no message fits"],
    ["messages: [{ target: L1 }]", "no message fits"],
    ["messages: [{ fact: light-on }]", "no message fits"],
    ["messages: [{ to: hall-director }]", "no message fits"],
    ["incidents: 1", "there are 0 open incidents, not 1"],
  ])("%s that is not so fails", (expected, why) => {
    expect(fails(`${DOOR}\n  - { at: "12:02", expect: { ${expected} } }`)).toContain(why);
  });

  test("are told of in Chinese too", () => {
    const { text } = played(
      `${DOOR}\n  - { at: "12:02", expect: { messages: [{ to: M1 }], incidents: 2 } }`,
      "zh",
    );
    expect(text).toContain("没有符合的消息");
    expect(text).toContain("未关闭的事件有 0 件，不是 2 件");
    expect(text).toContain("✉ 消息");
  });
});

test("what was asked of an incident is shown key by key", () => {
  const asked = '{ incident: { report_due: "12:05", owed: [hall-director] }, realarm: "12:30" }';
  const seen = fails(`${DOOR}\n  - { at: "12:00:10", expect: { alerts: [${asked}] } }`);
  expect(seen).toMatch(/incident +owed hall-director, report_due 12:05:00$/m);
  expect(seen).toMatch(/realarm +12:30:00$/m);
});

test("a restart in the middle of all that changes nothing", () => {
  const day = (between: string): readonly string[] =>
    played(`${JAMMED}
  - { at: "12:11", roster: { absent: [M1], until: "14:00", why: ill, by: H1 } }
  - { at: "12:12", acknowledge: { fact: jammed, target: D1, by: G1 } }
  - { at: "12:13"${between} }
  - { at: "13:10", expect: { only: false } }`).run.happenings.flatMap(({ at, is, what }) =>
      is === "restart" ? [] : [`${at} ${is} ${what}`],
    );
  expect(day(", restart: true")).toEqual(day(""));
  expect(day("").filter(each => each.includes("message")).length).toBeGreaterThan(3);
});
