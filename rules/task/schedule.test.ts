import { describe, expect, test } from "vitest";
import type { SettledDuty } from "../language/duty.ts";
import type { CalendarPlan } from "../time/calendar-plan.ts";
import { hallCalendar } from "../time/hall-calendar.ts";
import { hours, millis } from "../time/instant.ts";
import { at, hours as hoursOf, shown, siteA, siteK } from "../time/testing/halls.ts";
import { plannedTasks } from "./schedule.ts";
import { duty, edge, span } from "./testing/duties.ts";

/** What is planned from one moment to another: `2025-07-14: 07-14 07:50–08:30`, with why where there is a reason. */
const planned = (plan: CalendarPlan, what: SettledDuty, from: string, to: string): readonly string[] =>
  plannedTasks(what, hallCalendar(plan), { from: at(from), to: at(to) }).map(
    ({ id, opensAt, dueAt, is, why }) => {
      const times = `${shown(opensAt)?.slice(5)}–${shown(dueAt)?.slice(5)}`;
      return `${id.slice(what.id.length + 1)}: ${is === "deferred" ? "deferred" : times}${why ? ` (${why.en})` : ""}`;
    },
  );

const monday = duty({ id: "fire", when: { is: "week", weekday: 1, window: span("opening", "open") } });
const toilets = duty({
  id: "toilets",
  when: { is: "day", windows: [span("open", "12:00", "morning"), span("14:00", "closing", "afternoon")] },
});
const patrol = duty({ id: "patrol", when: { is: "every", length: hours(2), during: ["open", "lunch"] } });
const night = duty({ id: "night", when: { is: "every", length: hours(2), during: ["closed"] } });
const month = duty({ id: "six", when: { is: "month", workday: null } });

describe("a duty of every day", () => {
  test("has each of its windows on open days alone", () =>
    expect(planned(siteA, toilets, "2025-07-18 00:00", "2025-07-21 13:00")).toEqual([
      "2025-07-18.1: 07-18 08:30–07-18 12:00",
      "2025-07-18.2: 07-18 14:00–07-18 17:30",
      "2025-07-21.1: 07-21 08:30–07-21 12:00",
    ]));

  test("has no morning on a day on which the hall opens at noon", () => {
    const late = { ...siteA, dates: new Map([["2025-07-18", hoursOf("13:00-18:00")]]) };
    expect(planned(late, toilets, "2025-07-18 00:00", "2025-07-18 23:00")).toEqual([
      "2025-07-18.2: 07-18 14:00–07-18 18:00",
    ]);
  });

  test("goes from closing to the next opening, over the weekend", () => {
    const lock = duty({ id: "night", when: { is: "day", windows: [span("closing", "opening")] } });
    expect(planned(siteA, lock, "2025-07-17 12:00", "2025-07-18 18:00")).toEqual([
      "2025-07-17: 07-17 17:30–07-18 07:50",
      "2025-07-18: 07-18 17:30–07-21 07:50",
    ]);
  });

  test("is of the evening on which the business day began, past midnight", () => {
    const rooms = duty({
      id: "rooms",
      when: { is: "day", windows: [span("open", "01:00"), span("00:30", "closing")] },
    });
    expect(planned(siteK, rooms, "2025-07-18 12:00", "2025-07-19 12:00")).toEqual([
      "2025-07-18.1: 07-18 18:00–07-19 01:00",
      "2025-07-18.2: 07-19 00:30–07-19 02:00",
    ]);
  });

  test("may be due some time after closing", () => {
    const check = duty({
      id: "check",
      when: {
        is: "day",
        windows: [
          { name: { zh: "", en: "" }, from: edge("closing"), due: edge("closing", millis(1_800_000)) },
        ],
      },
    });
    expect(planned(siteA, check, "2025-07-18 12:00", "2025-07-18 23:00")).toEqual([
      "2025-07-18: 07-18 17:30–07-18 18:00",
    ]);
  });

  test("takes the whole date where it is done on closed days too", () =>
    expect(planned(siteA, { ...toilets, closedDay: "do" }, "2025-07-19 00:00", "2025-07-19 23:00")).toEqual([
      "2025-07-19.1: 07-19 00:00–07-19 12:00",
      "2025-07-19.2: 07-19 14:00–07-20 00:00",
    ]));

  test("falls due on a date of which nobody knows, and says so", () =>
    expect(planned(siteA, toilets, "2027-01-04 00:00", "2027-01-04 13:00")).toEqual([
      "2027-01-04.1: 01-04 00:00–01-04 12:00 (no official calendar for 2027)",
    ]));
});

describe("a duty of Mondays", () => {
  test("falls due every Monday, whatever became of the last one", () =>
    expect(planned(siteA, monday, "2025-07-14 00:00", "2025-07-22 00:00")).toEqual([
      "2025-07-14: 07-14 07:50–07-14 08:30",
      "2025-07-21: 07-21 07:50–07-21 08:30",
    ]));

  test.each<[string, Partial<SettledDuty>, readonly string[]]>([
    [
      "is put off to the next open day of its week",
      {},
      [
        "2025-09-29: 09-29 07:50–09-29 08:30",
        "2025-10-06: 10-09 07:50–10-09 08:30 (closed day: 国庆节、中秋节)",
      ],
    ],
    ["is left out", { closedDay: "skip" }, ["2025-09-29: 09-29 07:50–09-29 08:30"]],
    [
      "is done all the same",
      { closedDay: "do" },
      ["2025-09-29: 09-29 07:50–09-29 08:30", "2025-10-06: 10-06 00:00–10-07 00:00"],
    ],
  ])("on a closed Monday %s", (_name, partial, expected) =>
    expect(planned(siteA, { ...monday, ...partial }, "2025-09-29 00:00", "2025-10-12 00:00")).toEqual(
      expected,
    ),
  );

  test("is deferred where its week has no open day left", () =>
    expect(planned(siteA, monday, "2026-02-16 00:00", "2026-02-22 23:00")).toEqual([
      "2026-02-16: deferred (closed day: 春节)",
    ]));
});

describe("a duty of a longer period", () => {
  test.each<[string, SettledDuty["when"], string, readonly string[]]>([
    [
      "a month ends with its last day",
      { is: "month", workday: null },
      "2025-08-01 00:00",
      ["2025-07: 07-01 00:00–08-01 00:00", "2025-08: 08-01 00:00–09-01 00:00"],
    ],
    [
      "a month with a working day ends with that",
      { is: "month", workday: 5 },
      "2025-08-01 00:00",
      ["2025-08: 08-01 00:00–08-08 00:00"],
    ],
    ["a quarter", { is: "quarter", workday: null }, "2025-09-30 00:00", ["2025-Q3: 07-01 00:00–10-01 00:00"]],
    [
      "half a year",
      { is: "half-year", workday: null },
      "2025-12-31 00:00",
      ["2025-H2: 07-01 00:00–01-01 00:00"],
    ],
    ["a year", { is: "year", workday: null }, "2025-09-30 00:00", ["2025: 01-01 00:00–01-01 00:00"]],
  ])("%s", (_name, when, to, expected) =>
    expect(planned(siteA, duty({ id: "long", when }), "2025-07-15 00:00", to)).toEqual(expected),
  );

  test("says that a working day of an unknown year is not certain", () =>
    expect(
      planned(
        siteA,
        duty({ id: "files", when: { is: "month", workday: 5 } }),
        "2027-01-02 00:00",
        "2027-01-03 00:00",
      ),
    ).toEqual(["2027-01: 01-01 00:00–01-08 00:00 (no official calendar for 2027)"]));

  test("is there beside the one of the week", () =>
    expect([
      ...planned(siteA, monday, "2025-07-14 08:00", "2025-07-14 08:00"),
      ...planned(siteA, month, "2025-07-14 08:00", "2025-07-14 08:00"),
    ]).toEqual(["2025-07-14: 07-14 07:50–07-14 08:30", "2025-07: 07-01 00:00–08-01 00:00"]));
});

describe("a duty of every two hours", () => {
  test("is due two hours after the hall opened and every two hours from then, over lunch", () =>
    expect(planned(siteA, patrol, "2025-07-18 00:00", "2025-07-18 23:00")).toEqual([
      "2025-07-18.1: 07-18 08:30–07-18 10:30",
      "2025-07-18.2: 07-18 10:30–07-18 12:30",
      "2025-07-18.3: 07-18 12:30–07-18 14:30",
      "2025-07-18.4: 07-18 14:30–07-18 16:30",
    ]));

  test("has the same numbers from wherever it is asked", () =>
    expect(planned(siteA, patrol, "2025-07-18 15:00", "2025-07-18 15:00")).toEqual([
      "2025-07-18.4: 07-18 14:30–07-18 16:30",
    ]));

  test("goes on through the night, and belongs to the evening before", () => {
    const seen = planned(siteA, night, "2025-07-18 16:00", "2025-07-21 12:00");
    expect([seen.length, seen[0], seen.at(-1)]).toEqual([
      31,
      "2025-07-18.1: 07-18 17:30–07-18 19:30",
      "2025-07-18.31: 07-21 05:30–07-21 07:30",
    ]);
  });

  test("goes on around the clock on a date of which nobody knows", () =>
    expect(planned(siteA, patrol, "2027-01-04 00:00", "2027-01-04 03:00")).toEqual([
      "2027-01-04.1: 01-04 00:00–01-04 02:00 (no official calendar for 2027)",
      "2027-01-04.2: 01-04 02:00–01-04 04:00 (no official calendar for 2027)",
    ]));
});
