import type { Commit } from "#gateway/ports/record.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { after, type Instant, instant, millis, minutes } from "#rules/time/instant.ts";

/** 2025-07-08 09:45 at the demo hall. */
export const MORNING: Instant = instant(Date.parse("2025-07-08T01:45:00Z"));

/** A light that was left on, as the engine would tell it; `change` gives what differs. */
export const lightOn = (id: string, change: Partial<Alert> = {}): Alert => ({
  id,
  fact: "light-on",
  target: "L-hall",
  targetName: { zh: "大厅照明", en: "Main hall lights" },
  zone: "hall",
  title: { zh: "无人区域亮灯", en: "Lights on in an empty zone" },
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
  openedAt: MORNING,
  changedAt: MORNING,
  clearedAt: null,
  closedAt: null,
  occurrences: 1,
  clauses: [
    {
      clause: "TY-2.2-1",
      rule: "light-empty-zone",
      priority: 3,
      since: MORNING,
      until: null,
      level: "violation",
      wastedWh: 57.5,
    },
  ],
  evidence: [
    {
      point: "L-hall.state",
      name: { zh: "状态", en: "State" },
      value: 1,
      word: "on",
      at: MORNING,
      state: "good",
    },
    { point: "hall.occupancy", name: { zh: "人数", en: "People" }, value: null, at: null, state: "never" },
  ],
  parts: [{ text: "light.power >= 10", is: "yes", left: 200, right: 10, unit: "W" }],
  gap: millis(0),
  steps: [{ zh: "关灯", en: "Switch the lights off" }],
  tell: ["facilities"],
  told: [{ role: "facilities", at: MORNING, why: "found" }],
  escalation: { every: minutes(30), dueAt: after(MORNING, minutes(30)), isFire: false },
  isLate: false,
  wastedWh: 57.5,
  ...change,
});

/** A commit of one transition of one alert. */
export const transition = (is: AlertEvent["is"], alert: Alert, change: Partial<AlertEvent> = {}): Commit => ({
  at: alert.changedAt,
  transitions: [{ event: { is, alert: alert.id, at: alert.changedAt, ...change }, alert }],
  holds: [],
  signals: [],
  memos: [],
  activities: [],
  deeds: [],
  messages: [],
});
