import { describe, expect, it } from "vitest";
import type { CalendarPlan, DayHours } from "./calendar-plan.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { instant } from "./instant.ts";
import { at, hours, shown, siteA, siteK, wall } from "./testing/halls.ts";

const closed: DayHours = [];
const phase = (plan: CalendarPlan, text: string) => hallCalendar(plan).phaseAt(at(text));
const span = (plan: CalendarPlan, text: string) => {
  const { phase: is, since, until, businessDay, why } = phase(plan, text);
  return [is, shown(since), shown(until), businessDay, why];
};

describe("an office day", () => {
  it("goes from the first people to closing, with lunch between the windows", () => {
    const day = [
      ["2025-07-08 07:49", "closed", "2025-07-07 17:30", "2025-07-08 07:50", "2025-07-07"],
      ["2025-07-08 07:50", "opening", "2025-07-08 07:50", "2025-07-08 08:30", "2025-07-08"],
      ["2025-07-08 08:30", "open", "2025-07-08 08:30", "2025-07-08 12:00", "2025-07-08"],
      ["2025-07-08 12:00", "lunch", "2025-07-08 12:00", "2025-07-08 14:00", "2025-07-08"],
      ["2025-07-08 17:29", "open", "2025-07-08 14:00", "2025-07-08 17:30", "2025-07-08"],
      ["2025-07-08 17:30", "closed", "2025-07-08 17:30", "2025-07-09 07:50", "2025-07-08"],
    ] as const;
    expect(day.map(([text]) => [text, ...span(siteA, text).slice(0, 4)])).toEqual(day);
  });

  it("is closed until the first window when nobody is said to come earlier", () => {
    const plan = { ...siteA, staffFrom: null };
    expect(span(plan, "2025-07-08 08:00").slice(0, 3)).toEqual([
      "closed",
      "2025-07-07 17:30",
      "2025-07-08 08:30",
    ]);
  });

  it("has no opening phase when people come after the doors open", () => {
    const plan = { ...siteA, staffFrom: wall("09:00") };
    expect(span(plan, "2025-07-08 08:29")[0]).toBe("closed");
    expect(span(plan, "2025-07-08 08:30")[0]).toBe("open");
  });

  it("joins two windows that touch", () => {
    const plan = { ...siteA, dates: new Map([["2025-07-08", hours("08:30-12:00", "12:00-17:30")]]) };
    expect(span(plan, "2025-07-08 12:00").slice(0, 3)).toEqual([
      "open",
      "2025-07-08 08:30",
      "2025-07-08 17:30",
    ]);
  });
});

describe("a weekend", () => {
  it("is one closed span that belongs to Friday", () => {
    const weekend = ["closed", "2025-07-11 17:30", "2025-07-14 07:50", "2025-07-11", "weekly plan"];
    expect(span(siteA, "2025-07-11 17:30")).toEqual(weekend);
    expect(span(siteA, "2025-07-13 12:00")).toEqual(weekend);
  });

  it("opens on a Saturday that has hours of its own", () => {
    const plan = { ...siteA, dates: new Map([["2025-07-19", hours("09:00-12:00")]]) };
    expect(span(plan, "2025-07-19 10:00")).toEqual([
      "open",
      "2025-07-19 09:00",
      "2025-07-19 12:00",
      "2025-07-19",
      "set for this date",
    ]);
    expect(span(plan, "2025-07-19 08:00")[0]).toBe("opening");
  });
});

describe("the official calendar", () => {
  it("closes the hall on National Day, in one span from the last closing to the next opening", () => {
    expect(span(siteA, "2025-10-01 10:00")).toEqual([
      "closed",
      "2025-09-30 17:30",
      "2025-10-09 07:50",
      "2025-09-30",
      "国庆节、中秋节",
    ]);
  });

  it("opens the hall on a make-up Sunday with the hours of Monday, and says so", () => {
    expect(span(siteA, "2025-09-28 10:00")).toEqual([
      "open",
      "2025-09-28 08:30",
      "2025-09-28 12:00",
      "2025-09-28",
      "make-up workday: hours of Monday",
    ]);
    expect(span({ ...siteA, holidays: "none" }, "2025-09-28 10:00")[0]).toBe("closed");
  });

  it("yields to a date that the hall sets itself", () => {
    const plan = {
      ...siteA,
      dates: new Map([
        ["2025-10-01", hours("09:00-12:00")],
        ["2025-09-28", closed],
        ["2027-03-01", siteA.week[1]],
      ]),
    };
    expect(span(plan, "2025-10-01 10:00")[0]).toBe("open");
    expect(span(plan, "2025-09-28 10:00").slice(0, 1)).toEqual(["closed"]);
    expect(span(plan, "2027-03-01 10:00").slice(0, 1)).toEqual(["open"]);
    expect(span(plan, "2027-02-28 10:00")).toEqual([
      "unknown",
      "2027-02-28 00:00",
      "2027-03-01 00:00",
      "2027-02-28",
      "no official calendar for 2027",
    ]);
    expect(span(plan, "2027-03-01 20:00").slice(0, 3)).toEqual([
      "closed",
      "2027-03-01 17:30",
      "2027-03-02 00:00",
    ]);
  });

  it("says that a year without data is unknown, before and after the known years", () => {
    expect(span(siteA, "2026-12-31 20:00").slice(0, 3)).toEqual([
      "closed",
      "2026-12-31 17:30",
      "2027-01-01 00:00",
    ]);
    expect(span(siteA, "2027-01-01 10:00")).toEqual([
      "unknown",
      "2027-01-01 00:00",
      null,
      "2027-01-01",
      "no official calendar for 2027",
    ]);
    expect(span(siteA, "2024-12-31 10:00").slice(0, 3)).toEqual([
      "unknown",
      "2024-12-31 00:00",
      "2025-01-01 00:00",
    ]);
    expect(span(siteA, "2025-01-01 10:00")).toEqual([
      "closed",
      "2025-01-01 00:00",
      "2025-01-02 07:50",
      "2025-01-01",
      "元旦",
    ]);
  });

  it("lets the last night of the known years run to its end", () => {
    const plan: CalendarPlan = { ...siteK, holidays: "china" };
    expect(span(plan, "2027-01-01 01:00").slice(0, 4)).toEqual([
      "open",
      "2026-12-31 18:00",
      "2027-01-01 02:00",
      "2026-12-31",
    ]);
    expect(span(plan, "2027-01-01 02:00").slice(0, 2)).toEqual(["unknown", "2027-01-01 02:00"]);
  });
});

describe("a business day over midnight", () => {
  it("belongs to the day it began on", () => {
    expect(span(siteK, "2025-07-09 01:59").slice(0, 4)).toEqual([
      "open",
      "2025-07-08 18:00",
      "2025-07-09 02:00",
      "2025-07-08",
    ]);
    expect(span(siteK, "2025-07-09 02:00").slice(0, 4)).toEqual([
      "closed",
      "2025-07-09 02:00",
      "2025-07-09 17:00",
      "2025-07-08",
    ]);
    expect(hallCalendar(siteK).dateAt(at("2025-07-09 01:59"))).toBe("2025-07-09");
  });

  it("keeps the next day from beginning before it is over", () => {
    const plan = { ...siteK, dates: new Map([["2025-07-09", hours("01:00-10:00")]]) };
    expect(span(plan, "2025-07-09 01:30").slice(0, 4)).toEqual([
      "open",
      "2025-07-08 18:00",
      "2025-07-09 02:00",
      "2025-07-08",
    ]);
    expect(span(plan, "2025-07-09 02:00").slice(0, 4)).toEqual([
      "open",
      "2025-07-09 02:00",
      "2025-07-09 10:00",
      "2025-07-09",
    ]);
  });
});

describe("a hall that never opens", () => {
  it("is closed since for ever, and has single open dates if it names some", () => {
    const none: CalendarPlan = {
      ...siteA,
      holidays: "none",
      week: { 1: closed, 2: closed, 3: closed, 4: closed, 5: closed, 6: closed, 7: closed },
    };
    expect(span(none, "2025-07-08 10:00").slice(0, 3)).toEqual(["closed", "1970-01-01 08:00", null]);
    const fair = { ...none, dates: new Map([["2025-07-08", hours("09:00-18:00")]]) };
    expect(span(fair, "2025-07-08 10:00")[0]).toBe("open");
    expect(span(fair, "2030-01-01 10:00").slice(0, 3)).toEqual(["closed", "2025-07-08 18:00", null]);
    expect(span(fair, "2020-01-01 10:00")[2]).toBe("2025-07-08 07:50");
  });
});

describe("seasons", () => {
  it("include both ends and may go over the turn of the year", () => {
    const calendar = hallCalendar(siteA);
    const dates = [
      "2025-05-31 12:00",
      "2025-06-01 00:00",
      "2025-09-30 23:59",
      "2025-10-01 00:00",
      "2026-01-01 00:00",
    ];
    expect(dates.map(d => calendar.inSeason("summer", at(d)))).toEqual([false, true, true, false, false]);
    expect(dates.map(d => calendar.inSeason("winter", at(d)))).toEqual([false, false, false, false, true]);
    expect(calendar.inSeason("monsoon", at("2025-07-01 12:00"))).toBe(null);
    const turn = ["2025-11-14", "2025-11-15", "2025-12-31", "2026-03-15", "2026-03-16"];
    expect(turn.map(day => calendar.inSeason("winter", at(`${day} 12:00`)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it("of a single day is that day", () => {
    const calendar = hallCalendar({ ...siteA, seasons: new Map([["fair", { from: "07-08", to: "07-08" }]]) });
    const days = ["2025-07-07", "2025-07-08", "2025-07-09"];
    expect(days.map(day => calendar.inSeason("fair", at(`${day} 12:00`)))).toEqual([false, true, false]);
  });
});

it("a hall that never opens is unknown in unknown years, whatever single days say of their beginning", () => {
  const never = { 1: closed, 2: closed, 3: closed, 4: closed, 5: closed, 6: closed, 7: closed };
  const plan = { ...siteA, week: never, dates: new Map([["2027-01-01", closed]]) };
  const calendar = hallCalendar(plan);
  expect(shown(calendar.phaseAt(at("2027-01-01 10:00")).until)).toBe("2027-01-02 00:00");
  expect(calendar.phaseAt(at("2027-01-02 10:00")).phase).toBe("unknown");
});

describe("the Monday inspection", () => {
  const due = (plan: CalendarPlan, text: string) => {
    const found = hallCalendar(plan).mondayInspection(at(text));
    return found === null ? null : [found.monday, shown(found.dueAt)];
  };

  it("falls due when the hall opens on Monday", () => {
    expect(due(siteA, "2025-07-14 08:29")).toEqual(["2025-07-07", "2025-07-07 08:30"]);
    expect(due(siteA, "2025-07-14 08:30")).toEqual(["2025-07-14", "2025-07-14 08:30"]);
    expect(due(siteA, "2025-07-20 23:59")).toEqual(["2025-07-14", "2025-07-14 08:30"]);
  });

  it("waits for the first open day of a week whose Monday is closed", () => {
    expect(due(siteA, "2025-06-03 08:29")).toEqual(["2025-05-26", "2025-05-26 08:30"]);
    expect(due(siteA, "2025-06-03 08:30")).toEqual(["2025-06-02", "2025-06-03 08:30"]);
  });

  it("is left out in a week that is closed from end to end", () => {
    expect(due(siteA, "2026-02-22 12:00")).toEqual(["2026-02-09", "2026-02-09 08:30"]);
  });

  it("is unknown where the calendar is", () => {
    expect(due(siteA, "2027-01-05 12:00")).toBe(null);
  });
});

describe("the same calendar asked again and again", () => {
  it("answers as a fresh one does, in any order of moments", () => {
    const calendar = hallCalendar(siteA);
    const moments = Array.from({ length: 400 }, (_, i) =>
      instant(at("2025-09-20 00:00") + ((i * 7919) % 400) * 3_600_000),
    );
    const asked = moments.map(m => [calendar.phaseAt(m), calendar.dateAt(m), calendar.mondayInspection(m)]);
    const fresh = moments.map(m => {
      const once = hallCalendar(siteA);
      return [once.phaseAt(m), once.dateAt(m), once.mondayInspection(m)];
    });
    expect(asked).toEqual(fresh);
  });
});

describe("a date of the hall", () => {
  it.each([
    ["2025-07-14", "open", "weekly plan", "07:50 opening, 08:30 open, 12:00 lunch, 14:00 open"],
    ["2025-07-19", "closed", "weekly plan", ""],
    ["2025-10-01", "closed", "国庆节、中秋节", ""],
    [
      "2025-10-11",
      "open",
      "make-up workday: hours of Monday",
      "07:50 opening, 08:30 open, 12:00 lunch, 14:00 open",
    ],
    ["2027-01-04", "unknown", "no official calendar for 2027", ""],
  ])("%s is %s", (date, is, why, stretches) => {
    const found = hallCalendar(siteA).dayOf(date);
    const told = found.stretches.map(({ phase, since }) => `${shown(since)?.slice(11)} ${phase}`).join(", ");
    expect([found.date, found.is, found.why, told]).toEqual([date, is, why, stretches]);
  });
});
