import { describe, expect, test } from "vitest";
import { type Ask, Desk, siteA } from "../routine/testing/desk.ts";
import { toIso } from "../time/instant.ts";
import { ticketClerk } from "./clerk.ts";
import { ticketOf } from "./papers.ts";
import type { Ticket } from "./ticket.ts";

const site = siteA();
const complain = (more: Partial<Ask> = {}): Ask =>
  ({
    is: "open-ticket",
    by: "E1",
    kind: "complaint",
    target: "waiting",
    description: "空调太冷",
    isAffecting: false,
    ...more,
  }) as Ask;
const only = (desk: Desk): Ticket => {
  const [paper] = [...desk.kept.values()];
  if (!paper) throw new Error("no ticket");
  return ticketOf(paper);
};
type Act = Extract<Ask, { readonly is: "ticket" }>["act"];
const actOn = (desk: Desk, moment: string, by: string, act: Act) =>
  desk.ask(moment, { is: "ticket", ticket: only(desk).id, by, act });
/** The end of a date is written as that date. */
const due = (desk: Desk): readonly string[] =>
  only(desk).clocks.map(({ is, dueAt, isCertain }) => {
    const local = toIso(dueAt).replace("Z", "");
    const shown = new Date(
      Date.parse(`${local}Z`) + 8 * 3_600_000 - (is === "contact" ? 0 : 1),
    ).toISOString();
    return `${is} ${is === "contact" ? shown.slice(5, 16) : shown.slice(0, 10)}${isCertain ? "" : "?"}`;
  });

describe("a complaint is due in working days of the state, the day of receipt not counted", () => {
  test.each([
    ["on a Monday", "2025-07-14 10:00", ["2025-07-15", "2025-07-16", "2025-07-21"]],
    ["on a Friday evening", "2025-07-18 20:00", ["2025-07-21", "2025-07-22", "2025-07-25"]],
    ["on a Saturday", "2025-07-19 09:00", ["2025-07-21", "2025-07-22", "2025-07-25"]],
    [
      "before the spring festival, with a Saturday that is worked",
      "2025-01-27 10:00",
      ["2025-02-05", "2025-02-06", "2025-02-10"],
    ],
    ["before a Sunday that is worked", "2025-01-24 10:00", ["2025-01-26", "2025-01-27", "2025-02-07"]],
    ["before the spring festival of 2026", "2026-02-13 10:00", ["2026-02-14", "2026-02-24", "2026-02-27"]],
    ["at the turn of the year", "2025-12-31 10:00", ["2026-01-04", "2026-01-05", "2026-01-08"]],
  ])("%s", (_name, received, [promised, answer, close]) => {
    const desk = new Desk(ticketClerk, site, received);
    desk.ask(received, complain());
    expect(due(desk).slice(1)).toEqual([
      `contact-promised ${promised}`,
      `answer ${answer}`,
      `close ${close}`,
    ]);
  });

  test("over the turn to a year without an official calendar: counted Monday to Friday, and said so", () => {
    const desk = new Desk(ticketClerk, site, "2026-12-30 10:00");
    desk.ask("2026-12-30 10:00", complain());
    expect(due(desk)).toEqual([
      "contact 12-30T10:45",
      "contact-promised 2026-12-31",
      "answer 2027-01-01?",
      "close 2027-01-06?",
    ]);
    desk.until("2027-01-02 00:00");
    const titles = new Map(ticketAffairs(desk).map(({ fact, finding }) => [fact, finding.title.en] as const));
    expect(titles.get("ticket-answer")).toBe(
      "The complaint has not been answered (no official calendar for that year: counted Monday to Friday)",
    );
    expect(titles.get("ticket-contact-promised")).toBe("The promised time to contact the customer is over");
  });

  test("a major one has ten days for everything", () => {
    const desk = new Desk(ticketClerk, site, "2025-09-28 10:00");
    desk.ask("2025-09-28 10:00", complain({ isMajor: true } as Partial<Ask>));
    expect(due(desk)).toEqual(["contact 09-28T10:45", "contact-promised 2025-09-29", "close 2025-10-08"]);
  });
});

const ticketAffairs = (desk: Desk) => desk.clerk.affairs(desk.hall);

describe.each([false, true])(
  "a complaint from receipt to visit (restarted before every step: %s)",
  isRestarted => {
    test("two levels of contact, answer, close and visit; late stays late", () => {
      const desk = new Desk(ticketClerk, site, "2025-07-18 16:00", { isRestarted });
      desk.ask("2025-07-18 16:00", complain());
      const table: readonly (readonly [moment: string, told: readonly string[]])[] = [
        ["2025-07-18 16:44", []],
        ["2025-07-18 16:45", ["ticket-contact: hall-director"]],
        ["2025-07-21 23:59", ["ticket-contact: hall-director"]],
        ["2025-07-22 00:00", ["ticket-contact-promised: hall-director"]],
      ];
      expect(table.map(([moment]) => [moment, desk.affairs(moment)])).toEqual(table);
      actOn(desk, "2025-07-22 09:00", "E1", { is: "contacted", note: "已致歉" });
      expect(desk.affairs("2025-07-22 09:01")).toEqual([]);
      expect(actOn(desk, "2025-07-22 09:02", "M1", { is: "close", note: "", cause: "设定偏低" })).toBe(
        "answer the customer first",
      );
      expect(actOn(desk, "2025-07-22 09:03", "E1", { is: "answered", note: "已调到 26 度" })).toBe(
        "周婷 may not answer a complaint; ask the duty manager, the hall director or the superior department",
      );
      actOn(desk, "2025-07-22 09:04", "M1", { is: "answered", note: "已调到 26 度" });
      expect(actOn(desk, "2025-07-22 09:05", "M1", { is: "revisited", note: "满意" })).toBe(
        "the complaint is not settled yet",
      );
      actOn(desk, "2025-07-25 17:00", "H1", { is: "close", note: "", cause: "设定偏低" });
      expect(desk.papers().length).toBe(1);
      expect(desk.affairs("2025-07-29 23:59")).toEqual([]);
      expect(desk.affairs("2025-07-30 00:00")).toEqual(["ticket-revisit: hall-director"]);
      actOn(desk, "2025-07-30 09:00", "M1", { is: "revisited", note: "满意" });
      expect(desk.affairs("2025-07-30 09:01")).toEqual([]);
      expect(desk.papers()).toEqual([]);
      expect(
        only(desk).clocks.map(({ is, dueAt, doneAt }) => [
          is,
          doneAt !== null && doneAt > dueAt ? "late" : "in time",
        ]),
      ).toEqual([
        ["contact", "late"],
        ["contact-promised", "late"],
        ["answer", "in time"],
        ["close", "in time"],
        ["revisit", "late"],
      ]);
    });

    test("it may take longer where somebody says why, and not once it is late", () => {
      const desk = new Desk(ticketClerk, site, "2025-07-14 10:00", { isRestarted });
      desk.ask("2025-07-14 10:00", complain());
      const until = (moment: string) => Date.parse(`${moment}:00+08:00`) as never;
      expect(
        actOn(desk, "2025-07-15 10:00", "H1", { is: "extend", note: "", until: until("2025-07-24T18:00") }),
      ).toBe("say why it takes longer");
      expect(
        actOn(desk, "2025-07-15 10:00", "H1", {
          is: "extend",
          note: "等配件",
          until: until("2025-07-24T18:00"),
        }),
      ).toBe(undefined);
      expect(desk.affairs("2025-07-24 17:59")).not.toContain("ticket-close: hall-director");
      expect(desk.affairs("2025-07-24 18:00")).toContain("ticket-close: hall-director");
      expect(
        actOn(desk, "2025-07-24 18:01", "H1", {
          is: "extend",
          note: "还等",
          until: until("2025-07-30T18:00"),
        }),
      ).toBe("the time limit is over: it stays late");
    });
  },
);

test("customers may complain about one place twice, and a confidential complaint says nothing in an alert", () => {
  const desk = new Desk(ticketClerk, site, "2025-07-14 10:00");
  const again = [complain(), complain(), complain({ isConfidential: true } as Partial<Ask>)];
  for (const each of again) expect(desk.ask("2025-07-14 10:00", each)).toBe(undefined);
  expect(desk.papers().map(({ id }) => id)).toEqual([
    "T-20250714-waiting-100000",
    "T-20250714-waiting-100000-2",
    "T-20250714-complaint-100000",
  ]);
  desk.until("2025-07-14 10:45");
  expect(ticketAffairs(desk).map(({ targetName, zone }) => [targetName.en, zone])).toEqual([
    ["Complaint: Waiting area", "waiting"],
    ["Complaint: Waiting area", "waiting"],
    ["Confidential complaint", ""],
  ]);
});
