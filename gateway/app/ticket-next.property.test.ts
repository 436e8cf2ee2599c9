import fc from "fast-check";
import { expect, test } from "vitest";
import type { TicketCommand } from "#rules/routine/command.ts";
import { at, Desk, siteA } from "#rules/routine/testing/desk.ts";
import { ticketClerk } from "#rules/ticket/clerk.ts";
import { ticketOf } from "#rules/ticket/papers.ts";
import { type ActName, RIGHTS } from "#rules/ticket/rights.ts";
import type { Ticket } from "#rules/ticket/ticket.ts";
import { after, hours, type Instant, instant } from "#rules/time/instant.ts";
import { nextActs } from "./ticket-next.ts";

type Act = Extract<TicketCommand, { readonly is: "ticket" }>["act"];

const site = siteA();
const MORNING = at("2025-07-16 09:00");

/** The act with all of its facts, as somebody says it who knows them. */
const withFacts = (is: ActName, ticket: Ticket, now: Instant): Act => {
  const [note, until] = ["说明", after(latestOf(ticket, now), hours(24))];
  switch (is) {
    case "attempt":
      return { is, note, isRepaired: ticket.attempts.length > 0 };
    case "report":
      return { is, note, receiver: "信息科", department: "市局", limit: until };
    case "reply":
      return { is, note, limit: until };
    case "remove":
      return { is, note, expectedDays: 2 };
    case "spare":
      return { is, note, target: ticket.target };
    case "grant":
      return { is, who: "工程师", doors: ["D1"], from: now, to: after(now, hours(2)) };
    case "extend":
      return { is, note, until };
    case "close":
      return { is, note, cause: "打印头损坏" };
    default:
      return { is, note };
  }
};

const latestOf = ({ clocks }: Ticket, now: Instant): Instant =>
  instant(Math.max(now, ...clocks.map(({ dueAt }) => dueAt)));

/** Somebody of the hall who may, but not the director where another may: he may attempt without consent. */
const actorOf = (is: ActName): string => {
  const able = site.people.filter(({ roles }) => roles.some(role => RIGHTS[is].who.includes(role)));
  const found = able.find(({ roles }) => !roles.includes("hall-director")) ?? able[0];
  if (!found) throw new Error(`nobody may ${is}`);
  return found.id;
};

const subject = fc.constantFrom(
  { kind: "fault", target: "KIOSK" } as const,
  { kind: "fault", target: "D1" } as const,
  { kind: "fault", target: "hall" } as const,
  { kind: "finding", target: "X1" } as const,
  { kind: "complaint", target: "hall" } as const,
);

test("whatever is offered to be done about a ticket is taken, with its facts, of somebody who may", () => {
  const offered = new Map<string, number>();
  const turns = fc.array(fc.record({ which: fc.nat(), idle: fc.integer({ min: 0, max: 40 }) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(subject, fc.boolean(), fc.boolean(), turns, (about, isAffecting, isMajor, plan) => {
      let now = MORNING;
      const desk = new Desk(ticketClerk, site, wall(now));
      for (const { id, index, class: its } of site.points) {
        const value = Math.max(0, its.words?.indexOf("online") ?? 0);
        desk.world.signals.set(index, { point: id, state: "good", value, at: now, since: now });
      }
      expect(
        desk.ask(wall(now), {
          is: "open-ticket",
          ...about,
          description: "坏了",
          isAffecting,
          isMajor,
          by: "M1",
        }),
      ).toBeUndefined();
      const [paper] = desk.kept.values();
      const id = paper?.id ?? "";
      for (const { which, idle } of plan) {
        now = after(now, hours(idle));
        desk.until(wall(now));
        const kept = desk.kept.get(`ticket:${id}`);
        if (!kept) throw new Error("the ticket is gone");
        const ticket = ticketOf(kept);
        const next = nextActs(ticket, { hall: desk.hall, at: now });
        if (!kept.isOpen) {
          expect(next).toEqual([]);
          return;
        }
        const is = next[which % next.length] ?? "note";
        const act = withFacts(is, ticket, now);
        const refused = desk.ask(wall(now), { is: "ticket", ticket: id, by: actorOf(is), act });
        expect([is, refused]).toEqual([is, undefined]);
        offered.set(`${ticket.kind === "complaint" ? "complaint" : "repair"} ${is}`, 1);
      }
    }),
    { numRuns: 200, seed: 20_250_716 },
  );
  expect([...offered.keys()].toSorted()).toEqual(EVERY);
});

/** That all of it came up: what is never offered is never refused. */
const EVERY = [
  ..."answered chase close contacted extend note reply report revisited"
    .split(" ")
    .map(is => `complaint ${is}`),
  ..."attempt chase close consent extend grant note remove reply report sign spare"
    .split(" ")
    .map(is => `repair ${is}`),
].toSorted();

/** The moment as the desk reads it. */
const wall = (moment: Instant): string =>
  new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
