import { describe, expect, test } from "vitest";
import { worked } from "./testing/work-hall.ts";

const passes = (rest: string): void => expect(worked(rest)).toBe("");

/** A closed and quiet hall at half past five. */
const EVENING = `start: 2025-07-08 17:00
given: { room.occupancy: 0, L1.power: 0, D1.contact: closed, D1.lock: locked, KIOSK.online: online }
steps:
  - { at: "17:30", expect: { certificates: [], no_certificates: [{}] } }
`;

describe("tasks", () => {
  test("are answered by scanning at a walking pace, and signed", () =>
    passes(`steps:
  - at: "07:50"
    expect:
      tasks:
        - { duty: weekly, id: weekly/2025-07-08, state: open, done: 0/3, missing: [X1, X2, X3], opens: "07:50", due: "08:30", signed: false, late_by: false, reminded: "07:50", day: "2025-07-08", count: 1 }
      messages: [{ kind: reminder, to: M1, title: Weekly, at: "07:50" }]
  - at: "08:00"
    scan: { items: [X1, X2, X3], every: 40 s, values: { gauge: green }, by: M1 }
    sign: { task: weekly, by: M1 }
    expect:
      tasks: [{ duty: weekly, state: done, done: 3/3, missing: [], faults: [], doubts: [], ended: "08:01:20", signed: M1 }]
      no_tasks: [{ duty: weekly, state: late }]
      entries: { "task:weekly": [opened, answered, answered, answered, signed, done] }
`));

  test("that are done faster than anybody walks are refused", () =>
    passes(`steps:
  - at: "08:00"
    scan: { items: [X1, X2], task: weekly, every: 2 s, values: { gauge: green }, by: M1 }
    expect: { refused: fast, tasks: [{ duty: weekly, state: open, done: 1/3 }] }
`));

  test("that are late stay late, with a finding and its ticket", () =>
    passes(`steps:
  - { at: "08:30:01", expect: { tasks: [{ duty: weekly, state: late }], alerts: [{ fact: late-weekly, target: hall, priority: 3 }] } }
  - at: "08:40"
    scan: { items: [X1, X2], task: weekly, every: 40 s, values: { gauge: green }, by: M1 }
  - at: "08:42"
    answer: { task: weekly, item: X3, values: { gauge: low }, outcome: fault, note: red, by: M1 }
    sign: { task: weekly, by: M1 }
    expect:
      tasks: [{ duty: weekly, state: done-late, late_by: 12 min, faults: [X3] }]
      tickets: [{ target: X3, kind: finding, state: open, cause: weekly }]
      alerts: [{ fact: check-failed }]
`));

  test("are opened by what happened, sent late, proved by readings, and put off by an announced day", () =>
    passes(`start: 2025-07-08 08:00
given: { room.occupancy: 3 }
steps:
  - { at: "09:00", set: { room.occupancy: 25 }, expect: { tasks: [{ duty: chairs, target: room, due: "09:15", done: 0/2 }], no_alerts: [{ fact: crowd }] } }
  - at: "09:20"
    answer: { task: chairs, items: [chairs, ropes], made_at: "09:10", by: G1 }
    expect: { tasks: [{ duty: chairs, state: done, sent_late: [chairs, ropes], late_by: false }] }
  - { at: "10:00", once: { P1B.test: passed }, expect: { tasks: [{ duty: alarm-test, state: done, by_reading: [P1B] }] } }
  - at: "10:10"
    answer: { task: meeting, values: { minutes: quiet }, by: M1 }
    set_day: { date: 2025-07-09, hours: closed, why: training, by: H1 }
    expect: { tasks: [{ duty: meeting, state: done-late }] }
  - { at: "+1 d 09:00", expect: { no_tasks: [{ duty: meeting, day: "2025-07-09" }] } }
`));
});

describe("closing", () => {
  test("is refused while a door is open, by hand where nobody sees, and broken by what comes later", () =>
    passes(`${EVENING}
  - at: "17:35"
    set: { D1.lock: unlocked, room.occupancy: 0, L1.power: 0, KIOSK.online: online }
    sign: { closing: final, by: E1 }
    expect: { refused: Door, checklist: { fail: 1, items: [{ item: D1, verdict: fail, why: locked }] } }
  - at: "17:40"
    set: { D1.lock: locked, D1.contact: closed }
    sign: [{ closing: final, by: E1 }, { closing: final, by: G1 }]
    expect:
      checklist: { fail: 0, unknown: 0 }
      certificates: [{ kind: closing, scope: final, signed: [E1, G1], issued: "17:40", state: holds, broken: false, count: 1 }]
  - at: "19:00"
    set: { D1.lock: unlocked }
    expect:
      certificates: [{ state: broken, broken: [D1], broken_at: "19:00" }]
      alerts: [{ fact: certificate-broken, priority: 2 }]
  - { at: "19:05", re_enter: { why: locks it, by: E1 }, expect: { certificates: [{ state: ended, ended_by: re-entry }] } }
`));

  test("is put off when somebody above agrees", () =>
    passes(`${EVENING}
  - { at: "17:40", extend: { until: "20:00", why: stocktaking, by: M1 }, expect: { checklist: { extended: false } } }
  - { at: "17:41", approve_extension: { by: H1 }, expect: { checklist: { extended: "20:00", signed: [] } } }
`));
});

test("a ticket goes from fault to repair with its clocks, and a key is lost until its lock is replaced", () =>
  passes(`start: 2025-07-08 09:00
given: { KIOSK.online: online }
steps:
  - { at: "10:00", set: { KIOSK.online: offline } }
  - { at: "10:03", open_ticket: { target: KIOSK, affecting: true, cause: kiosk-down/KIOSK, by: M1 }, expect: { tickets: [{ target: KIOSK, state: open, opened_by: M1, clocks: { sign: running }, due: { sign: "10:16" } }] } }
  - { at: "10:20", expect: { tickets: [{ clocks: { sign: overdue } }], alerts: [{ fact: ticket-sign }] } }
  - at: "10:21"
    ticket: [{ target: KIOSK, act: sign, note: stands, by: M1 }, { target: KIOSK, act: report, receiver: Li, department: IT, limit: "16:00", note: called, by: H1 }]
    expect: { tickets: [{ target: KIOSK, state: reported, limit: "16:00", clocks: { sign: late } }] }
  - { at: "10:30", ticket: { target: KIOSK, act: report, limit: "17:00", by: H1 }, expect: { refused: reported } }
  - { at: "10:40", key: { key: K1, act: lost, note: gone, by: M1 }, expect: { keys: { K1: lost }, tickets: [{ kind: key, clocks: { replace-lock: running } }] } }
  - { at: "11:40", key: { key: K1, act: lock-replaced, note: new lock, by: M1 }, expect: { no_alerts: [{ fact: key-lost, condition: active }] } }
`));

test("a failure shows what was expected beside what was seen, in both languages", () => {
  const wrong = `steps:
  - { at: "08:00", scan: { items: [X1], task: weekly, values: { gauge: green }, by: M1 }, expect: { tasks: [{ duty: weekly, done: 2/3, missing: [X3] }], no_tasks: [{ duty: meeting }], keys: { K1: box }, checklist: { fail: 7 } } }
  - { at: "08:01", expect: { tasks: [{ duty: chairs }], tickets: [{ target: KIOSK, count: 2 }], entries: { "task:weekly": [opened] } } }
`;
  const text = worked(wrong);
  expect(text).toContain("no task fits; the nearest is weekly/2025-07-08 open 1/3");
  expect(text).toMatch(/≠ +done +2\/3 +1\/3\n.*≠ +missing +X3 +X2, X3/);
  expect(text).toContain("there must be no such task, but there is meeting/2025-07-08 open 0/1");
  expect(text).toMatch(/key K1 is otherwise\n.*\n.*≠ +box +M1/);
  expect(text).toMatch(/the closing check says otherwise\n.*\n.*≠ +fail +7 +\d/);
  expect(text).toContain("no task fits\n");
  expect(text).toContain("0 fit as ticket, not 2");
  expect(text).toMatch(/task:weekly\/2025-07-08 is otherwise/);
  expect(text).toMatch(
    /08:00:00 +answer +weekly X1 scan M1\n +08:00:00 +· paper +task:weekly\/2025-07-08 answered/,
  );
  expect(worked(wrong, "zh")).toContain("没有符合的任务；最接近的是 weekly/2025-07-08 open 1/3");
});

describe("what a test does not speak of", () => {
  const QUIET = `  - { at: "18:30", expect: { only: true, no_messages: [{}] } }`;
  test("is nobody's duty: nothing of it is ever late", () => passes(`steps:\n${QUIET}`));

  test("is anybody's as soon as it is named", () => {
    expect(worked(`duties: [weekly]\nsteps:\n${QUIET}`)).toContain("late-weekly/hall");
    expect(worked(`duties: all\nsteps:\n${QUIET}`)).toContain("late-meeting/hall");
    expect(worked(`never: [{ fact: closing-check }]\nsteps:\n${QUIET}`)).toContain("closing-check/hall");
    const all = `tasks: [{ state: missed }], no_tasks: [{ duty: chairs }]`;
    passes(`steps:\n  - { at: "18:30", expect: { ${all} } }`);
  });
});

test("a restart at any moment changes nothing that a test sees", () =>
  passes(`steps:
  - { at: "07:55", restart: true }
  - { at: "08:00", scan: { items: [X1], task: weekly, values: { gauge: green }, by: M1 } }
  - { at: "08:01", restart: true }
  - { at: "08:02", scan: { items: [X2, X3], task: weekly, every: 1 min, values: { gauge: green }, by: M1 }, sign: { task: weekly, by: M1 }, expect: { tasks: [{ duty: weekly, state: done, count: 1 }], messages: [{ kind: reminder, title: Weekly, count: 2 }] } }
`));
