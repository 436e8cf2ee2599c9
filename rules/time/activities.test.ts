import { describe, expect, it } from "vitest";
import {
  ACTIVITY_LEAD_DAYS,
  type Activities,
  type Activity,
  afterActivity,
  approved,
  type Changed,
  coveredBy,
  isShortNotice,
  nextActivityEdge,
  requested,
  spanOf,
} from "./activities.ts";
import { hallCalendar } from "./hall-calendar.ts";
import { at, shown, siteA, siteK } from "./testing/halls.ts";

const notice = { calendar: hallCalendar(siteA), leadDays: ACTIVITY_LEAD_DAYS };

/** Friday evening in the hall, asked for on Tuesday, as in the regulations' own example. */
const party = (change: Partial<Activity> = {}): Activity => ({
  id: "A1",
  zones: ["hall"],
  from: at("2025-07-25 19:00"),
  to: at("2025-07-25 21:00"),
  requestedAt: at("2025-07-22 10:00"),
  requestedBy: "M1",
  ...change,
});
const onFriday = party({ approval: { at: at("2025-07-22 11:00"), by: "P1" } });
const why = (change: Changed) => (change.is === "refused" ? change.why : "changed");
const span = (activity: Activity) => {
  const found = spanOf(activity, notice);
  return found === null ? null : [shown(found.from), shown(found.to)];
};

describe("a request", () => {
  it("is kept with those before it", () => {
    const first = requested([], party());
    if (first.is === "refused") throw new Error(first.why);
    const second = requested(first.activities, party({ id: "A2", zones: ["off1"] }));
    expect(second.is === "changed" && second.activities.map(({ id }) => id)).toEqual(["A1", "A2"]);
  });

  it("is refused when it cannot be meant", () => {
    expect(why(requested([party()], party()))).toBe("there is an activity A1 already");
    expect(why(requested([], party({ zones: [] })))).toBe("activity A1 names no zone");
    expect(why(requested([], party({ to: at("2025-07-25 19:00") })))).toBe(
      "activity A1 ends before it begins",
    );
    expect(why(requested([], party({ requestedAt: at("2025-07-25 21:00") })))).toBe(
      "activity A1 would be over already",
    );
  });

  it("must come three days ahead, counted by dates", () => {
    const asked = ["2025-07-22 00:00", "2025-07-22 23:59", "2025-07-23 00:00", "2025-07-24 10:00"];
    expect(asked.map(text => isShortNotice(party({ requestedAt: at(text) }), notice))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("an approval", () => {
  const late = party({ requestedAt: at("2025-07-24 10:00") });
  const by = { at: at("2025-07-24 11:00"), by: "P1" };
  const approve = (activities: Activities, override?: string) =>
    approved(activities, "A1", override === undefined ? by : { ...by, override }, notice);

  it("puts a request that came in time into effect", () => {
    expect(span(party())).toBe(null);
    expect(span(onFriday)).toEqual(["2025-07-25 19:00", "2025-07-25 21:00"]);
  });

  it("changes nothing for one that came too late, unless it says why", () => {
    const without = approve([late]);
    const withReason = approve([late], "the director's guests");
    expect(without.is === "changed" && span(without.activity)).toBe(null);
    expect(withReason.is === "changed" && span(withReason.activity)).toEqual([
      "2025-07-25 19:00",
      "2025-07-25 21:00",
    ]);
  });

  it("may be given once more with the reason, and otherwise only once", () => {
    const without = approve([late]);
    if (without.is === "refused") throw new Error(without.why);
    expect(why(approve(without.activities))).toBe("activity A1 is approved already, by P1");
    const mended = approve(without.activities, "the director's guests");
    if (mended.is === "refused") throw new Error(mended.why);
    expect(mended.activities).toEqual([{ ...late, approval: { ...by, override: "the director's guests" } }]);
    expect(why(approve(mended.activities, "again"))).toBe("activity A1 is approved already, by P1");
  });

  it("is refused for what nobody asked for, and for what is over", () => {
    expect(why(approve([]))).toBe("there is no activity A1");
    const over = { at: at("2025-07-25 21:00"), by: "P1" };
    expect(why(approved([party()], "A1", over, notice))).toBe("activity A1 is over");
  });

  it("is one of that activity and of no other", () => {
    const other = party({ id: "A2", zones: ["off1"] });
    const given = approved([other, party()], "A1", by, notice);
    expect(given.is === "changed" && given.activities).toEqual([other, party({ approval: by })]);
  });

  it("that came when all was over has no effect", () => {
    const after = party({ approval: { at: at("2025-07-25 21:00"), by: "P1" } });
    expect(span(after)).toBe(null);
  });

  it("that comes while it is going on counts from then", () => {
    const during = party({ approval: { at: at("2025-07-25 19:30"), by: "P1" } });
    expect(span(during)).toEqual(["2025-07-25 19:30", "2025-07-25 21:00"]);
  });
});

describe("while an activity is going on", () => {
  const others: Activities = [
    onFriday,
    party({ id: "A2", zones: ["off1"], requestedAt: at("2025-07-24 10:00") }),
  ];
  const covered = (zones: readonly string[], texts: readonly string[]) =>
    texts.map(text => coveredBy(others, zones, at(text), notice)?.id ?? null);

  it("its zones are covered, from its first moment until before its last", () => {
    const moments = ["2025-07-25 18:59", "2025-07-25 19:00", "2025-07-25 20:59", "2025-07-25 21:00"];
    expect(covered(["hall"], moments)).toEqual([null, "A1", "A1", null]);
  });

  it("parts of its zones are covered with them, and nothing else is", () => {
    expect(covered(["counter", "hall"], ["2025-07-25 20:00"])).toEqual(["A1"]);
    expect(covered(["back"], ["2025-07-25 20:00"])).toEqual([null]);
    expect(covered(["off1"], ["2025-07-25 20:00"])).toEqual([null]);
  });

  it("one of several zones is enough, of the activity and of the thing", () => {
    const both = [{ ...onFriday, zones: ["hall", "off1"] }];
    const moment = at("2025-07-25 20:00");
    expect(coveredBy(both, ["off1"], moment, notice)?.id).toBe("A1");
    expect(coveredBy(both, ["back", "hall"], moment, notice)?.id).toBe("A1");
    expect(afterActivity(both, ["off1"], at("2025-07-25 21:30"), notice)).toBe("yes");
  });

  it("the next edge is its beginning, then its end, then nothing", () => {
    const edges = ["2025-07-25 12:00", "2025-07-25 19:00", "2025-07-25 21:00"];
    expect(edges.map(text => shown(nextActivityEdge(others, at(text), notice)))).toEqual([
      "2025-07-25 19:00",
      "2025-07-25 21:00",
      null,
    ]);
  });
});

describe("after an activity", () => {
  const gone = (activities: Activities, text: string, zone = "hall", calendar = notice.calendar) =>
    afterActivity(activities, [zone], at(text), { ...notice, calendar });

  it("everybody is gone until people come in again, over a weekend too", () => {
    const moments = [
      "2025-07-25 20:59",
      "2025-07-25 21:00",
      "2025-07-27 12:00",
      "2025-07-28 07:49",
      "2025-07-28 07:50",
    ];
    expect(moments.map(text => gone([onFriday], text))).toEqual(["no", "yes", "yes", "yes", "no"]);
    expect(gone([onFriday], "2025-07-25 21:30", "off1")).toBe("no");
  });

  it("the next one may follow at once", () => {
    const next = { ...onFriday, id: "A2", from: at("2025-07-25 22:00"), to: at("2025-07-25 23:00") };
    const moments = ["2025-07-25 21:30", "2025-07-25 22:30", "2025-07-25 23:00"];
    expect(moments.map(text => gone([onFriday, next], text))).toEqual(["yes", "no", "yes"]);
  });

  it("that ends while the hall is open nothing is left behind", () => {
    const atNoon = { ...onFriday, from: at("2025-07-25 11:00"), to: at("2025-07-25 15:00") };
    expect(["2025-07-25 15:30", "2025-07-25 18:00"].map(text => gone([atNoon], text))).toEqual(["no", "no"]);
  });

  it("in an unknown year nobody can tell, until an opening is known", () => {
    const asked = { requestedAt: at("2024-12-20 10:00"), approval: { at: at("2024-12-20 11:00"), by: "P1" } };
    const newYear = party({ ...asked, from: at("2024-12-31 19:00"), to: at("2024-12-31 23:00") });
    expect(
      ["2024-12-31 23:30", "2025-01-01 12:00", "2025-01-02 07:50"].map(text => gone([newYear], text)),
    ).toEqual(["unknown", "unknown", "no"]);
    const last = party({ ...asked, from: at("2026-12-31 19:00"), to: at("2026-12-31 23:00") });
    expect(["2026-12-31 23:30", "2027-01-01 12:00"].map(text => gone([last], text))).toEqual([
      "yes",
      "unknown",
    ]);
  });

  it("in a hall that opens in the evening ends with the evening", () => {
    const calendar = hallCalendar(siteK);
    const matinee = { ...onFriday, from: at("2025-07-25 10:00"), to: at("2025-07-25 12:00") };
    expect(
      ["2025-07-25 12:00", "2025-07-25 17:00"].map(text => gone([matinee], text, "hall", calendar)),
    ).toEqual(["yes", "no"]);
  });
});
