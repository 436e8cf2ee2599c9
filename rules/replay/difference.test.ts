import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hallCalendar } from "../time/hall-calendar.ts";
import { instant, minutes } from "../time/instant.ts";
import { byRule, byWeek, byZone, difference, lostUrgent } from "./difference.ts";
import type { ReplayedAlert } from "./replayed-alert.ts";

const START = Date.UTC(2025, 6, 8);
const at = (minute: number) => instant(START + minute * 60_000);
const alert = (
  opened: number,
  cleared: number | null,
  changes: Partial<ReplayedAlert> = {},
): ReplayedAlert => {
  const { fact = "light-on", target = "L1" } = changes;
  return {
    id: `${fact}/${target}/${opened}`,
    fact,
    target,
    targetName: { zh: target, en: target },
    zone: "hall",
    title: { zh: fact, en: fact },
    level: "violation",
    priority: 4,
    rules: ["light"],
    clauses: ["TY-2.2-1"],
    openedAt: at(opened),
    clearedAt: cleared === null ? null : at(cleared),
    condition: cleared === null ? "active" : "clear",
    occurrences: 1,
    tellings: [],
    wastedWh: null,
    ...changes,
  };
};

describe("the difference between two replays", () => {
  test("is nothing when nothing changed", () => {
    const alerts = [alert(0, 10), alert(20, null), alert(0, 5, { target: "L2" })];
    expect(difference(alerts, alerts)).toEqual({ come: [], gone: [], moved: [], same: 3 });
  });

  test("says what comes, what goes and by how much the rest moves", () => {
    const before = [alert(0, 60), alert(100, 110), alert(200, null)];
    const after = [alert(10, 61), alert(205, 300), alert(0, 5, { target: "L2" })];
    const found = difference(before, after);
    expect(found.come.map(({ id }) => id)).toEqual(["light-on/L2/0"]);
    expect(found.gone.map(({ id }) => id)).toEqual(["light-on/L1/100"]);
    expect(found.moved.map(({ opened, cleared, changes }) => [opened, cleared, changes])).toEqual([
      [minutes(10), minutes(1), ["opened", "cleared"]],
      [minutes(5), null, ["opened", "cleared"]],
    ]);
    expect(found.same).toBe(0);
  });

  test("knows an alert whose fact was renamed by its clause, but prefers the same fact", () => {
    const before = [alert(0, 60, { fact: "old" })];
    const renamed = alert(0, 60, { fact: "new" });
    expect(difference(before, [renamed]).same).toBe(1);
    const both = difference(before, [renamed, alert(0, 60, { fact: "old", clauses: ["X"] })]);
    expect(both.come.map(({ fact }) => fact)).toEqual(["new"]);
    expect(both.moved.map(({ changes }) => changes)).toEqual([["clauses"]]);
    expect(difference(before, [alert(0, 60, { fact: "new", clauses: ["X"] })]).gone).toHaveLength(1);
  });

  test("joins the pair that overlaps longest when two alerts become one", () => {
    const found = difference([alert(0, 10), alert(12, 60)], [alert(0, 60)]);
    expect(found.gone.map(({ id }) => id)).toEqual(["light-on/L1/0"]);
    expect(found.moved.map(({ before }) => before.id)).toEqual(["light-on/L1/12"]);
  });

  test("an urgent alert is lost when it goes, and when it becomes a lesser one", () => {
    const urgent = { priority: 2 } as const;
    const before = [alert(0, 10, urgent), alert(20, 30, urgent), alert(40, 50, urgent), alert(60, 70)];
    const after = [alert(20, 30, { priority: 3 }), alert(40, 50, { priority: 1 })];
    expect(lostUrgent(difference(before, after)).map(({ openedAt }) => openedAt)).toEqual([at(0), at(20)]);
  });

  test("is counted by rule, zone and week", () => {
    const before = [alert(0, 10), alert(20, 30, { zone: "off1", rules: ["light", "closing"] })];
    const after = [
      alert(21, 30, { zone: "off1", rules: ["light"] }),
      alert(8 * 1_440, null, { rules: ["new"] }),
    ];
    const found = difference(before, after);
    expect(byRule(found)).toEqual([
      { key: "light", come: 0, gone: 1, moved: 1 },
      { key: "closing", come: 0, gone: 0, moved: 1 },
      { key: "new", come: 1, gone: 0, moved: 0 },
    ]);
    expect(byZone(found).map(({ key }) => key)).toEqual(["hall", "off1"]);
    const calendar = hallCalendar({
      timeZone: "Asia/Shanghai",
      holidays: "none",
      staffFrom: null,
      week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
      dates: new Map(),
      seasons: new Map(),
    });
    expect(byWeek(found, calendar)).toEqual([
      { key: "2025-W28", come: 0, gone: 1, moved: 1 },
      { key: "2025-W29", come: 1, gone: 0, moved: 0 },
    ]);
  });

  const some = fc
    .array(
      fc.tuple(fc.nat(300), fc.option(fc.nat(60)), fc.constantFrom("L1", "L2"), fc.constantFrom("a", "b")),
      {
        maxLength: 12,
      },
    )
    .map(all =>
      all
        .map(([opened, length, target, fact], index) =>
          alert(opened, length === null ? null : opened + length, {
            target,
            fact,
            clauses: [fact],
            id: `${index}`,
          }),
        )
        .sort((a, b) => a.openedAt - b.openedAt),
    );

  test("every alert is accounted for exactly once", () =>
    fc.assert(
      fc.property(some, some, (before, after) => {
        const found = difference(before, after);
        expect(found.gone.length + found.moved.length + found.same).toBe(before.length);
        expect(found.come.length + found.moved.length + found.same).toBe(after.length);
        expect(difference(before, before).same).toBe(before.length);
      }),
      { seed: 2, numRuns: 300 },
    ));
});
