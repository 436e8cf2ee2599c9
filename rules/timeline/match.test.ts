import { describe, expect, test } from "vitest";
import type { Alert, AlertEvent } from "../alert/alert.ts";
import { type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { rowsOf } from "./match.ts";
import { tinyTimeline } from "./testing/tiny-hall.ts";
import type { Matcher } from "./timeline.ts";

const at = (clock: string): Instant => instant(Date.parse(`2025-07-08T${clock}:00+08:00`));
const words = { zh: "灯", en: "light" };

/** A light that two rules found; the hall director was told after half an hour; the lock was not to be seen. */
const ALERT: Alert = {
  id: "tiny.light-on.L1.x",
  fact: "light-on",
  target: "L1",
  targetName: words,
  zone: "room",
  title: words,
  level: "violation",
  priority: 3,
  class: "security",
  condition: "active",
  acknowledgement: null,
  revision: 1,
  confirmation: null,
  isLatched: false,
  shelf: null,
  suppression: null,
  outOfService: null,
  incident: null,
  isSilent: false,
  realarmAt: null,
  openedAt: at("17:35"),
  changedAt: at("17:45"),
  clearedAt: null,
  closedAt: null,
  occurrences: 2,
  clauses: [
    {
      clause: "TY-2.2-1",
      rule: "light-in-empty-room",
      priority: 3,
      since: at("17:30"),
      until: null,
      level: "violation",
      wastedWh: 57.2,
    },
    {
      clause: "GA-1.3-5b",
      rule: "light-after-closing",
      priority: 3,
      since: at("17:31"),
      until: at("18:00"),
      level: "violation",
      wastedWh: null,
    },
  ],
  evidence: [
    { point: "L1.power", name: words, value: 200, unit: "W", at: at("17:45"), state: "good" },
    { point: "D1.lock", name: words, value: 0, word: "locked", at: at("17:30"), state: "stale" },
  ],
  parts: [{ text: "zone.occupancy  == 0", is: "yes", left: 0, right: 0 }],
  gap: minutes(0),
  steps: [],
  tell: ["duty-manager", "guard"],
  told: [
    { role: "duty-manager", at: at("17:35"), why: "found" },
    { role: "hall-director", at: at("18:05"), why: "escalated" },
  ],
  escalation: { every: minutes(30), dueAt: null, isFire: false },
  isLate: false,
  wastedWh: 57.2,
};
const EVENTS: readonly AlertEvent[] = [
  { is: "raised", alert: ALERT.id, at: at("17:35") },
  { is: "left", alert: ALERT.id, at: at("18:00"), why: "out-of-force" },
  { is: "acknowledged", alert: ALERT.id, at: at("18:10"), by: "李娜" },
];

/** A matcher as a file writes it, looked at from 18:10. */
const matcher = (text: string): Matcher => {
  const { timeline } = tinyTimeline(`steps: [{ at: "18:10", expect: { alerts: [${text}] } }]`);
  const found = timeline.steps[0]?.expect?.alerts[0];
  if (!found) throw new Error(text);
  return found;
};

const rows = (text: string, alert: Alert = ALERT) =>
  rowsOf(
    matcher(text),
    { alert, events: EVENTS },
    { tolerance: seconds(0), timeZone: "Asia/Shanghai", hallId: "tiny" },
  );

const over: Alert = {
  ...ALERT,
  condition: "clear",
  clearedAt: at("18:00"),
  closedAt: at("18:10"),
  acknowledgement: { by: "李娜", note: "", at: at("18:10") },
};

describe("an alert is as it must be", () => {
  const cases: readonly (readonly [string, Alert])[] = [
    ["{}", ALERT],
    ["{ fact: light-on, target: L1, zone: room, level: violation, priority: 3, condition: active }", ALERT],
    ["{ clauses: [TY-2.2-1], clause: TY-2.2-1, rule: light-in-empty-room }", ALERT],
    ["{ clauses: [GA-1.3-5b, TY-2.2-1], rule: light-after-closing, condition: clear }", over],
    ['{ opened: "17:35", since: "17:30", occurrences: 2, late: false }', ALERT],
    ['{ clause: TY-2.2-1, since: "17:30" }', ALERT],
    ['{ rule: light-after-closing, since: "17:31" }', over],
    ['{ cleared: "18:00", closed: "18:10", acknowledged: M1 }', over],
    ["{ closed: true, acknowledged: true }", over],
    ["{ closed: false, acknowledged: false }", ALERT],
    ["{ tell: [guard, duty-manager], told: [duty-manager, hall-director], not_told: [guard] }", ALERT],
    ['{ told_at: { hall-director: "18:05", duty-manager: "17:35" } }', ALERT],
    ["{ waste: 57 Wh ± 5 %, wasted: { TY-2.2-1: 57 Wh } }", ALERT],
    ["{ evidence: { L1.power: 0.2 kW, D1.lock: stale } }", ALERT],
    ["{ evidence: { D1.lock: locked } }", ALERT],
    ['{ parts: { "occupancy == 0": yes }, why: out-of }', ALERT],
  ];
  test.each(cases)("%s", (text, alert) => {
    expect(rows(text, alert).filter(row => !row.fits)).toEqual([]);
  });
});

describe("an alert is not as it must be: expected and seen", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["{ fact: door-open }", "fact", "door-open", "light-on"],
    ["{ target: D1 }", "target", "D1", "L1"],
    ["{ level: advisory }", "level", "advisory", "violation"],
    ["{ priority: 4 }", "priority", "4", "3"],
    ["{ condition: unknown }", "condition", "unknown", "active"],
    ["{ clauses: [TY-2.2-1, GA-1.3-5b] }", "clauses", "TY-2.2-1, GA-1.3-5b", "TY-2.2-1"],
    ["{ clauses: [] }", "clauses", "–", "TY-2.2-1"],
    ["{ clause: GA-1.3-5b }", "clause", "GA-1.3-5b", "TY-2.2-1"],
    ["{ rule: light-after-closing }", "rule", "light-after-closing", "light-in-empty-room"],
    ['{ opened: "17:34:59" }', "opened", "17:34:59", "17:35:00"],
    ['{ opened: "2025-07-07 17:35" }', "opened", "2025-07-07 17:35:00", "2025-07-08 17:35:00"],
    ['{ since: "17:32" }', "since", "17:32:00", "17:31:00"],
    ['{ clause: TY-2.2-1, since: "17:31" }', "since", "17:31:00", "17:30:00"],
    ['{ cleared: "18:00" }', "cleared", "18:00:00", "–"],
    ["{ closed: true }", "closed", "true", "false"],
    ['{ closed: "18:00" }', "closed", "18:00:00", "–"],
    ["{ acknowledged: M1 }", "acknowledged", "李娜", "–"],
    ["{ occurrences: 1 }", "occurrences", "1", "2"],
    ["{ late: true }", "late", "true", "false"],
    ["{ tell: [guard] }", "tell", "guard", "duty-manager, guard"],
    ["{ told: [duty-manager] }", "told", "duty-manager", "duty-manager, hall-director"],
    ["{ told: [duty-manager, guard] }", "told", "duty-manager, guard", "duty-manager, hall-director"],
    ['{ told_at: { hall-director: "18:04" } }', "told_at hall-director", "18:04:00", "18:05:00"],
    ['{ told_at: { guard: "18:04" } }', "told_at guard", "18:04:00", "–"],
    ["{ not_told: [hall-director] }", "told hall-director", "false", "true"],
    ["{ waste: 58 Wh }", "waste", "58 Wh", "57.2 Wh"],
    ["{ wasted: { GA-1.3-5b: 1 Wh } }", "wasted GA-1.3-5b", "1 Wh", "–"],
    ["{ evidence: { L1.power: 199 W } }", "evidence L1.power", "199 W", "200 W"],
    ["{ evidence: { L1.power: stale } }", "evidence L1.power", "stale", "200 W"],
    ["{ evidence: { D1.lock: unlocked } }", "evidence D1.lock", "unlocked", "locked (stale)"],
    ["{ evidence: { D1.lock: good } }", "evidence D1.lock", "good", "locked (stale)"],
    ["{ evidence: { D1.contact: open } }", "evidence D1.contact", "open", "–"],
    ['{ parts: { "occupancy == 0": no } }', "part occupancy == 0", "no", "yes"],
    ['{ parts: { "occupancy == 1": yes } }', "part occupancy == 1", "yes", "–"],
    ["{ why: condition-ended }", "why", "condition-ended", "out-of-force"],
  ];
  test.each(cases)("%s", (text, key, expected, seen) => {
    expect(rows(text).filter(row => !row.fits)).toEqual([{ key, expected, seen, fits: false }]);
  });
});
