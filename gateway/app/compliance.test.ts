import { describe, expect, test } from "vitest";
import type { Alert } from "#rules/alert/alert.ts";
import { shippedCatalogue } from "#rules/clause/testing/shipped.ts";
import { at, hall } from "#rules/engine/testing/hall.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import { lightOn } from "../stores/testing/sample-alerts.ts";
import { type ComplianceSeen, complianceDay } from "./compliance.ts";

const { calendar } = hall({});
const clause = (since: string, until: string | null, level: "violation" | "fault" = "violation") => ({
  clause: "GA-1.2-14",
  rule: "light-on",
  priority: 3 as const,
  since: at(since),
  until: until === null ? null : at(until),
  level,
  wastedWh: null,
});
const alert = (since: string, until: string | null, more: Partial<Alert> = {}): Alert =>
  lightOn("a", {
    openedAt: at(since),
    clearedAt: until === null ? null : at(until),
    closedAt: until === null ? null : at(until),
    clauses: [clause(since, until, more.level === "fault" ? "fault" : "violation")],
    condition: until === null ? "active" : "clear",
    ...more,
  });
const head = (state: "holds" | "broken") => ({
  id: "closing-2025-07-08-1",
  kind: "closing" as const,
  businessDay: "2025-07-08",
  scope: "final" as const,
  standing: { state, broken: state === "broken" ? [{}] : [] },
});
const signed = { certificates: [head("holds")], missing: [], at: "" } as never;
const broken = { certificates: [head("broken")], missing: [], at: "" } as never;
const missing = { certificates: [], missing: [{ day: "2025-07-08", kind: "closing" }], at: "" } as never;

const seen = (more: Partial<ComplianceSeen> = {}): ComplianceSeen => ({
  calendar,
  now: at("+2 12:00"),
  businessDay: "2025-07-10",
  alerts: [],
  outages: [],
  certificates: signed,
  setpoints: new Map(),
  catalogue: shippedCatalogue,
  ...more,
});
const day = (more: Partial<ComplianceSeen> = {}) => complianceDay("2025-07-08", seen(more));

describe("a day of the compliance calendar", () => {
  test("is kept when it was certified, nothing was found and nothing was dark", () => {
    expect(day()).toMatchObject({ verdict: "kept", closing: "signed", violations: 0, unknownMinutes: 0 });
  });

  test("is violated by whatever held on it, also when it was found the day before", () => {
    const over = [alert("09:00", "10:00"), { ...alert("09:00", "10:00"), id: "b" }];
    expect(day({ alerts: over })).toMatchObject({
      verdict: "violated",
      violations: 2,
      clauses: [
        {
          clause: "GA-1.2-14",
          text: {
            zh: "有大屏的厅每日保证大屏正常",
            en: "Halls with a large screen keep it running normally every day",
          },
          violations: 2,
        },
      ],
    });
    expect(day({ alerts: over, catalogue: { byId: new Map() } }).clauses[0]?.text).toBe(null);
    expect(
      complianceDay("2025-07-09", seen({ alerts: [alert("23:00", "+1 01:00")], certificates: signed })),
    ).toMatchObject({
      verdict: "violated",
      violations: 1,
    });
  });

  test.each<readonly [string, Partial<ComplianceSeen>, string, string]>([
    ["a certificate that was broken", { certificates: broken }, "violated", "broken"],
    ["a business day without a certificate", { certificates: missing }, "violated", "none"],
    [
      "a day that goes on",
      { now: at("18:00"), businessDay: "2025-07-08", certificates: missing },
      "ahead",
      "not-due",
    ],
    [
      "a day that is to come",
      { now: at("09:00") as never, businessDay: "2025-07-07", certificates: missing },
      "ahead",
      "not-due",
    ],
  ])("%s", (_, more, verdict, closing) => {
    expect(day(more)).toMatchObject({ verdict, closing });
  });

  test("an hour in which nobody listened, or a sensor was blind, leaves it unknown: never kept", () => {
    expect(day({ outages: [{ from: at("03:00"), to: at("04:01") }] })).toMatchObject({
      verdict: "unknown",
      unknownMinutes: 61,
    });
    expect(day({ outages: [{ from: instant(0), to: at("+1 08:00") }] })).toMatchObject({
      verdict: "unknown",
      unknownMinutes: 1_440,
    });
    const blind = alert("03:00", "04:30", { level: "fault" });
    // What is dark twice at once is dark once.
    expect(day({ alerts: [blind], outages: [{ from: at("04:00"), to: at("05:00") }] })).toMatchObject({
      verdict: "unknown",
      violations: 0,
      unknownMinutes: 120,
    });
    expect(day({ outages: [{ from: at("03:00"), to: at("03:05") }] })).toMatchObject({ verdict: "kept" });
  });

  test("setpoints of which nobody knows a tenth of the time are not kept", () => {
    const time = (keptMs: number, unknownMs: number) =>
      new Map([["2025-07-08", { keptMs: minutes(keptMs), violatedMs: 0, unknownMs: minutes(unknownMs) }]]);
    expect(day({ setpoints: time(480, 30) })).toMatchObject({
      verdict: "kept",
      setpoint: { keptMinutes: 480, violatedMinutes: 0, unknownMinutes: 30 },
    });
    expect(day({ setpoints: time(480, 60) })).toMatchObject({ verdict: "unknown" });
  });

  test("what a finding wasted is spread over its days", () => {
    const night = alert("22:00", "+1 02:00", { wastedWh: 4_000 });
    expect(day({ alerts: [night] }).wastedKwh).toBeCloseTo(2, 9);
    expect(complianceDay("2025-07-09", seen({ alerts: [night] })).wastedKwh).toBeCloseTo(2, 9);
  });
});
