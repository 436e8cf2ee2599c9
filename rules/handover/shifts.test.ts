import { describe, expect, test } from "vitest";
import { type Ask, at, Desk, siteA } from "../routine/testing/desk.ts";
import type { Roster } from "../site/roster.ts";
import { toIso } from "../time/instant.ts";
import { handoverClerk } from "./clerk.ts";
import { handoverOf } from "./papers.ts";
import { responsibleOf } from "./responsible.ts";
import { successorOf } from "./shifts.ts";

const shift = (person: string, from: string, to: string) =>
  ({ person, role: "guard", from: at(`2025-07-${from}`), to: at(`2025-07-${to}`) }) as const;
const roster = (...shifts: readonly ReturnType<typeof shift>[]): Roster => ({ shifts, absences: [] });

describe("who comes after a shift", () => {
  const ending = shift("G1", "15 20:00", "16 08:00");
  test.each([
    ["whoever comes next", [shift("G2", "16 20:00", "17 08:00")], "G2"],
    [
      "whoever is on already",
      [shift("G2", "16 06:00", "16 14:00"), shift("G3", "16 09:00", "16 18:00")],
      "G2",
    ],
    ["nobody, where the roster ends", [], "nobody"],
    [
      "the same person, who goes on",
      [shift("G1", "16 08:00", "16 12:00"), shift("G2", "16 12:00", "16 20:00")],
      "self",
    ],
    [
      "the same person, the next time",
      [shift("G1", "16 20:00", "17 08:00"), shift("G2", "17 20:00", "18 08:00")],
      "self",
    ],
    [
      "nobody of another post",
      [{ ...shift("M1", "16 08:00", "16 18:00"), role: "duty-manager" as const }],
      "nobody",
    ],
  ])("%s", (_name, others, expected) => {
    const found = successorOf(roster(ending, ...(others as never[])), ending);
    expect(found.is === "other" ? found.person : found.is).toBe(expected);
  });
});

const withShifts = (lines: readonly string[]) =>
  siteA(`
roster:
  shifts:
${lines.map(line => `    - { ${line} }`).join("\n")}
`);
const opened = (desk: Desk) =>
  [...desk.kept.values()]
    .map(handoverOf)
    .map(({ post, from, to, openedAt }) => `${post} ${from} to ${to} ${toIso(openedAt).slice(5, 16)}`);

describe.each([false, true])("when handovers begin (restarted before every step: %s)", isRestarted => {
  const site = withShifts([
    "person: M1, role: duty-manager, from: 2025-07-14 07:50, to: 2025-07-14 17:30",
    "person: M1, role: duty-manager, from: 2025-07-15 07:50, to: 2025-07-15 17:30",
    "person: M2, role: duty-manager, from: 2025-07-16 07:50, to: 2025-07-16 17:30",
  ]);

  test("only when the person changes", () => {
    const desk = new Desk(handoverClerk, site, "2025-07-14 07:00", { isRestarted });
    desk.until("2025-07-17 00:00");
    expect(opened(desk)).toEqual([
      "duty-manager M1 to M2 07-15T09:30",
      "duty-manager M2 to null 07-16T09:30",
    ]);
    expect(desk.affairs("2025-07-17 00:00")).toEqual(["handover-open: hall-director"]);
  });

  test("early, where somebody says so: then the shift ends without another one", () => {
    const desk = new Desk(handoverClerk, site, "2025-07-15 07:00", { isRestarted });
    const early = (by: string, to: string, post = "duty-manager") =>
      desk.ask("2025-07-15 14:00", { is: "hand-over", by, post, to } as Ask);
    expect(early("M1", "M1")).toBe("one hands over to somebody else");
    expect(early("M1", "E1")).toBe("周婷 cannot take the post duty-manager");
    expect(early("G1", "M2")).toBe("王伟 may not hand this post over; ask the duty manager");
    expect(early("E1", "M2", "staff")).toBe("nobody has the post staff here; there is duty-manager, guard");
    expect(early("M1", "M2")).toBe(undefined);
    expect(early("M1", "M2")).toBe("your handover is open already: sign that");
    const { id } = handoverOf([...desk.kept.values()][0] as never);
    desk.ask("2025-07-15 14:05", { is: "sign-handover", by: "M1", handover: id, as: "from" });
    desk.ask("2025-07-15 14:06", { is: "sign-handover", by: "M2", handover: id, as: "to" });
    desk.until("2025-07-15 20:00");
    expect(opened(desk)).toEqual(["duty-manager M1 to M2 07-15T06:00"]);
  });

  test("a shift that ended while nobody ran is handed over all the same, late", () => {
    const desk = new Desk(handoverClerk, site, "2025-07-15 17:00", { isRestarted });
    desk.until("2025-07-15 17:00");
    const again = new Desk(handoverClerk, site, "2025-07-15 18:10", { isRestarted });
    again.until("2025-07-15 18:10");
    expect(opened(again)).toEqual(["duty-manager M1 to M2 07-15T09:30"]);
    expect(again.affairs("2025-07-15 18:10")).toEqual(["handover-open: hall-director"]);
  });

  test("who is away at the end of his shift hands nothing over, unless somebody took it before", () => {
    const desk = new Desk(handoverClerk, site, "2025-07-15 07:00", { isRestarted });
    const absent = { person: "M1", from: at("2025-07-15 12:00"), to: at("2025-07-16 00:00"), why: "病假" };
    desk.world.roster = { ...site.roster, absences: [absent] };
    desk.until("2025-07-15 20:00");
    expect(opened(desk)).toEqual([]);
  });
});

test("in a hall whose roster has no shifts a handover begins when somebody says so", () => {
  const site = siteA();
  const desk = new Desk(handoverClerk, site, "2025-07-15 07:00");
  expect(desk.clerk.dueAt()).toBe(Number.POSITIVE_INFINITY);
  expect(desk.ask("2025-07-15 18:00", { is: "hand-over", by: "M1", post: "duty-manager", to: "M2" })).toBe(
    undefined,
  );
  expect(opened(desk)).toEqual(["duty-manager M1 to M2 07-15T10:00"]);
  const known = { site, roster: site.roster, now: at("2025-07-15 18:10") };
  expect(responsibleOf("duty-manager", [], known)).toMatchObject({ person: "M1", since: null });
});
