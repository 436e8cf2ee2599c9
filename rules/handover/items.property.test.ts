import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alert, Transition } from "../alert/alert.ts";
import { raised } from "../routine/testing/alerts.ts";
import { type Ask, Desk, siteA } from "../routine/testing/desk.ts";
import { handoverClerk } from "./clerk.ts";
import type { Handover } from "./handover.ts";
import { isFixed, unreadBy } from "./life.ts";
import { handoverOf } from "./papers.ts";

const site = siteA(`
roster:
  shifts:
    - { person: M1, role: duty-manager, from: 2025-07-18 07:50, to: 2025-07-18 17:30 }
    - { person: M2, role: duty-manager, from: 2025-07-18 17:30, to: 2025-07-18 23:00 }
`);
const ID = "handover/duty-manager/20250718T093000000Z";

const AS = ["from", "to", "bridge"] as const;
const sign = (by: string, as: (typeof AS)[number]) => ({ is: "sign-handover" as const, by, as });

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant("alert" as const),
      target: fc.constantFrom("D1", "D2", "L-off1"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("over" as const), which: fc.nat(5) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      is: fc.constant("read-item" as const),
      by: fc.constantFrom("M1", "M2", "M2", "M2", "H1"),
      which: fc.nat(5),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.constantFrom(sign("M1", "from"), sign("M2", "to")),
      fc.tuple(fc.constantFrom("M1", "M2", "H1"), fc.constantFrom(...AS)).map(([by, as]) => sign(by, as)),
    ),
  },
  { weight: 2, arbitrary: fc.constant({ is: "read-all" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constantFrom("remark" as const, "add" as const),
      by: fc.constantFrom("M1", "M2"),
    }),
  },
);

test("whatever people do, no item of a handover disappears, nothing changes once signed, and nobody takes what he has not read", () => {
  const seen = { done: 0, fixed: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), steps => {
      const desks = [false, true].map(
        isRestarted => new Desk(handoverClerk, site, "2025-07-18 17:00", { isRestarted }),
      );
      const first = ["W1", "W2"].map(target =>
        raised(site, "2025-07-18 17:10", { fact: "open", target }, { class: "security" }),
      );
      for (const desk of desks) desk.tell("2025-07-18 17:10", first);
      for (const desk of desks) desk.until("2025-07-18 17:30");
      let before = known(desks[0]);
      for (const [index, each] of steps.entries()) {
        const clock = `2025-07-18 17:31:${String(index).padStart(2, "0")}`;
        for (const desk of desks) perform(desk, clock, each, before);
        const [now, again] = desks.map(known) as [Handover, Handover];
        expect(again).toEqual(now);
        const ids = now.items.map(({ id }) => id);
        expect(before.items.map(({ id }) => id).filter(id => !ids.includes(id))).toEqual([]);
        if (isFixed(before)) {
          seen.fixed += 1;
          expect(words(now)).toEqual(words(before));
          expect(now.additions.slice(0, before.additions.length)).toEqual(before.additions);
        }
        if (now.state === "done") {
          seen.done += 1;
          expect(unreadBy(now, "M2")).toEqual([]);
        }
        before = now;
      }
      expect(desks[1]?.entries).toEqual(desks[0]?.entries);
    }),
    { numRuns: 150, seed: 5 },
  );
  expect(Math.min(seen.done, seen.fixed)).toBeGreaterThan(40);
});

const words = ({ items, remarks, counts }: Handover) => ({
  items: items.map(({ read, ...item }) => item),
  remarks,
  counts,
});

const known = (desk: Desk | undefined): Handover => {
  const paper = desk?.kept.get(`handover:${ID}`);
  if (!paper) throw new Error("no handover");
  return handoverOf(paper);
};

const perform = (
  desk: Desk,
  clock: string,
  does: typeof step extends fc.Arbitrary<infer S> ? S : never,
  { items }: Handover,
): void => {
  switch (does.is) {
    case "alert":
      desk.tell(clock, [raised(site, clock, { fact: "found", target: does.target })]);
      return;
    case "over": {
      const alert = desk.world.alerts[does.which];
      if (alert) desk.tell(clock, [closed(alert)]);
      return;
    }
    case "read-all":
      for (const { id } of items) desk.ask(clock, { is: "read-item", by: "M2", handover: ID, item: id });
      return;
    case "read-item": {
      const item = items[does.which % Math.max(items.length, 1)]?.id ?? "none";
      desk.ask(clock, { is: "read-item", by: does.by, handover: ID, item });
      return;
    }
    default: {
      const more = does.is === "remark" ? { remarks: clock, counts: { keys: 1 } } : { text: clock };
      desk.ask(clock, { handover: ID, ...more, ...does } as Ask);
    }
  }
};

const closed = (alert: Alert): Transition => ({
  event: { is: "closed", alert: alert.id, at: alert.openedAt },
  alert: { ...alert, condition: "clear", closedAt: alert.openedAt },
});
