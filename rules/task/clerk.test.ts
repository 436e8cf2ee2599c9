import { describe, expect, test } from "vitest";
import type { SettledDuty } from "../language/duty.ts";
import { hours, minutes, seconds } from "../time/instant.ts";
import { duty, span } from "./testing/duties.ts";
import { deskOf, heard, says, scans, trail } from "./testing/hall.ts";

const gauge: SettledDuty["asks"][number] = {
  id: "gauge",
  title: { zh: "压力表", en: "gauge" },
  answer: {
    is: "choice",
    options: [
      { id: "green", title: { zh: "绿区", en: "green" } },
      { id: "low", title: { zh: "红区", en: "low" } },
    ],
    good: ["green"],
  },
  clauses: ["GA-5.3-1b"],
  opensTicket: true,
};
const fire = duty({
  id: "fire",
  title: { zh: "周一消防巡检", en: "Monday inspection" },
  when: { is: "week", weekday: 1, window: span("opening", "open") },
  each: ["extinguisher"],
  evidence: ["scan"],
  asks: [gauge],
  pace: seconds(20),
  sign: "duty-manager",
  remind: "opened",
  late: { priority: 3, class: "security", tell: ["duty-manager"], escalate: minutes(30), isFire: true },
});
const monthly = duty({
  id: "month",
  when: { is: "month", workday: null },
  each: ["extinguisher"],
  evidence: ["scan"],
});
const MONDAY = "fire/2025-07-14";
const green = { values: { gauge: "green" } };

describe.each([
  ["as it goes", false],
  ["with another clerk before every step", true],
])("the Monday inspection of fire equipment, %s", (_name, isRestarted) => {
  test("half done at the opening: told to others than the doer, done late, and late for ever", () => {
    const desk = deskOf([fire, monthly], "2025-07-13 12:00", isRestarted);
    expect([
      desk.ask("2025-07-14 08:15:00", scans("M1", MONDAY, "X1", green)),
      desk.ask("2025-07-14 08:15:40", scans("M1", MONDAY, "X2", green)),
      desk.ask("2025-07-14 08:16:20", scans("M1", MONDAY, "X3", green)),
    ]).toEqual([undefined, undefined, undefined]);
    expect(heard(desk, "2025-07-14 08:29")).toEqual([]);
    expect(heard(desk, "2025-07-14 08:30")).toEqual([
      "late-fire/hall: Monday inspection (2025-07-14) overdue: Extinguisher 4, Extinguisher 5 → duty-manager, hall-director",
    ]);
    desk.ask("2025-07-14 10:18", scans("M1", MONDAY, "X4", { values: { gauge: "low" } }));
    desk.ask("2025-07-14 10:19", scans("M1", MONDAY, "X5", green));
    expect(desk.ask("2025-07-14 10:20", { is: "sign-task", by: "M1", task: MONDAY })).toBeUndefined();
    expect(heard(desk, "2025-07-14 10:20")).toEqual([
      "check-failed/X4: Extinguisher 4: gauge: low → duty-manager, hall-director",
    ]);
    expect(desk.tickets).toMatchObject([{ by: "M1", kind: "finding", target: "X4", cause: MONDAY }]);
    expect(trail(desk).filter(line => line.includes(MONDAY))).toEqual([
      `07-14 07:50 opened ${MONDAY}`,
      `07-14 08:15 answered ${MONDAY} X1 李娜`,
      `07-14 08:15 answered ${MONDAY} X2 李娜`,
      `07-14 08:16 answered ${MONDAY} X3 李娜`,
      `07-14 10:18 answered ${MONDAY} X4 李娜`,
      `07-14 10:19 answered ${MONDAY} X5 李娜`,
      `07-14 10:20 signed ${MONDAY} 李娜`,
      `07-14 10:20 done ${MONDAY} 李娜 late by 110 min`,
    ]);
    expect(desk.reminders.map(({ key, role, title }) => [key, role, title.en])).toEqual([
      [
        `task/${MONDAY}/2025-07-14T00:30:00.000Z`,
        "duty-manager",
        "Monday inspection, due 08:30: Extinguisher 1, Extinguisher 2, Extinguisher 3, Extinguisher 4, Extinguisher 5",
      ],
    ]);
    // The week's does not tick the month's, and the next Monday comes whatever became of this one.
    desk.until("2025-07-21 08:00");
    expect(desk.task("month/2025-07")).toMatchObject({
      state: "open",
      items: Array(5).fill({ answer: null }),
    });
    expect(desk.task("fire/2025-07-21").state).toBe("open");
    expect(desk.task(MONDAY)).toMatchObject({ state: "done", lateBy: minutes(110) });
  });

  test("faster than anybody walks is refused, and each try is written down; it stays open", () => {
    const desk = deskOf([fire], "2025-07-13 12:00", isRestarted);
    const answers = ["X1", "X2", "X3", "X4", "X5"].map((item, index) =>
      desk.ask(`2025-07-14 08:15:0${index * 2}`, scans("M1", MONDAY, item, green)),
    );
    expect(answers).toEqual([
      undefined,
      ...[2, 4, 6, 8].map(s => `implausibly fast: ${s} s from Extinguisher 1, at least 20 s`),
    ]);
    expect(trail(desk).filter(line => line.includes("refused")).length).toBe(4);
    expect(desk.task(MONDAY).state).toBe("open");
  });

  test("never done: missed when the next one opens, and told until a person has acknowledged it", () => {
    const desk = deskOf([fire], "2025-07-13 12:00", isRestarted);
    desk.until("2025-07-21 07:50");
    expect(trail(desk).slice(1)).toEqual([
      `07-21 07:50 missed ${MONDAY} X1+X2+X3+X4+X5`,
      "07-21 07:50 opened fire/2025-07-21",
    ]);
    expect(heard(desk, "2025-07-25 12:00").map(line => line.slice(0, 17))).toEqual([
      "missed-fire/hall:",
      "late-fire/hall: M",
    ]);
    expect(desk.ask("2025-07-25 12:01", scans("M1", MONDAY, "X1", green))).toBe(
      "this was missed at 07-21 07:50",
    );
  });
});

describe("what is due every two hours", () => {
  const patrol = duty({
    id: "patrol",
    who: "guard",
    when: { is: "every", length: hours(2), during: ["open", "lunch"] },
    each: ["checkpoint"],
    evidence: ["scan"],
    remind: minutes(15),
    within: minutes(30),
    missedAfter: minutes(10),
    late: { priority: 3, class: "security", tell: ["duty-manager"], escalate: minutes(30), isFire: true },
  });
  const ROUND = "patrol/2025-07-18.1";

  test("is warned of a quarter of an hour before, late at two hours, missed ten minutes after", () => {
    const desk = deskOf([patrol], "2025-07-18 07:00");
    desk.until("2025-07-18 10:15");
    expect(desk.reminders.map(({ title }) => title.en.slice(0, 18))).toEqual(["patrol, due 10:30:"]);
    expect(heard(desk, "2025-07-18 10:30").length).toBe(1);
    expect(heard(desk, "2025-07-18 10:40")).toEqual([
      "missed-patrol/hall: patrol (2025-07-18 08:30–10:30) missed: Point K1, Point K2, Point K3, Point K4, Point K5 → duty-manager",
    ]);
    expect(trail(desk)).toEqual([
      `07-18 08:30 opened ${ROUND}`,
      "07-18 10:30 opened patrol/2025-07-18.2",
      `07-18 10:40 missed ${ROUND} K1+K2+K3+K4+K5`,
    ]);
  });

  test("a round that takes longer than half an hour is asked again from where it was too old", () => {
    const desk = deskOf([patrol], "2025-07-18 07:00");
    for (const [clock, item] of [
      ["08:40", "K1"],
      ["08:50", "K2"],
      ["09:15", "K3"],
    ] as const)
      desk.ask(`2025-07-18 ${clock}`, scans("G1", ROUND, item));
    expect(desk.task(ROUND).items.map(({ answer }) => answer !== null)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(desk.entries.find(({ what }) => what === "lapsed")?.detail).toMatchObject({ items: ["K1"] });
  });

  test("is the duty of the guard alone, or of the director", () => {
    const desk = deskOf([patrol], "2025-07-18 07:00");
    expect(desk.ask("2025-07-18 09:00", scans("M1", ROUND, "K1"))).toBe("this is the duty of a guard");
    expect(desk.ask("2025-07-18 09:00", scans("H1", ROUND, "K1"))).toBeUndefined();
  });

  test("a record of the night comes every two hours after closing", () => {
    const night = duty({
      id: "night",
      who: "guard",
      when: { is: "every", length: hours(2), during: ["closed"] },
    });
    const desk = deskOf([night], "2025-07-17 17:00");
    desk.ask("2025-07-17 19:00", says("G1", "night/2025-07-17.1"));
    desk.until("2025-07-18 08:00");
    expect(trail(desk).filter(line => /done|missed/.test(line))).toEqual([
      "07-17 19:00 done night/2025-07-17.1 王伟",
      ...["21:30", "23:30"].map((clock, index) => `07-17 ${clock} missed night/2025-07-17.${index + 2} it`),
      ...["01:30", "03:30", "05:30"].map(
        (clock, index) => `07-18 ${clock} missed night/2025-07-17.${index + 4} it`,
      ),
    ]);
  });
});
