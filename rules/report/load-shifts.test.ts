import { describe, expect, it } from "vitest";
import type { Role } from "../site/model.ts";
import type { Roster } from "../site/roster.ts";
import { instant } from "../time/instant.ts";
import { shiftsOf, weeksOf } from "./load-shifts.ts";

const zone = { timeZone: "Asia/Shanghai" };
const moment = (text: string) => instant(Date.parse(`${text}+08:00`));
const shift = (person: string, role: Role, from: string, to: string) => ({
  person,
  role,
  from: moment(from),
  to: moment(to),
});
const [FROM, TO] = [moment("2025-07-07T00:00:00"), moment("2025-07-08T00:00:00")];

describe("the shifts of a report", () => {
  it("are those of the guards, once each however many guards have them, also one that began before", () => {
    const roster: Roster = {
      shifts: [
        shift("G1", "guard", "2025-07-06T20:00:00", "2025-07-07T08:00:00"),
        shift("G2", "guard", "2025-07-06T20:00:00", "2025-07-07T08:00:00"),
        shift("G1", "guard", "2025-07-07T17:30:00", "2025-07-08T07:50:00"),
        shift("M1", "duty-manager", "2025-07-07T08:00:00", "2025-07-07T18:00:00"),
        shift("G1", "guard", "2025-07-09T20:00:00", "2025-07-10T08:00:00"),
      ],
      absences: [],
    };
    const { by, periods } = shiftsOf(roster, zone, FROM, TO);
    expect([by, ...periods.map(({ name }) => name)]).toEqual([
      "roster",
      "2025-07-06 20:00",
      "2025-07-07 17:30",
    ]);
  });

  it("are 08:00 and 20:00 where the roster has none, and the report says so", () => {
    const { by, periods } = shiftsOf({ shifts: [], absences: [] }, zone, FROM, TO);
    expect([by, ...periods.map(({ name }) => name)]).toEqual([
      "usual",
      "2025-07-06 20:00",
      "2025-07-07 08:00",
      "2025-07-07 20:00",
    ]);
  });
});

it("weeks go from Monday to Monday of the hall, the one in which the clock changes too", () => {
  const [from, to] = ["2025-03-26T12:00:00Z", "2025-04-01T12:00:00Z"].map(text => instant(Date.parse(text)));
  const { periods } = weeksOf({ timeZone: "Europe/Lisbon" }, from as never, to as never);
  expect(periods.map(({ name, since, until }) => [name, (until - since) / 3_600_000])).toEqual([
    ["2025-W13", 167],
    ["2025-W14", 168],
  ]);
});
