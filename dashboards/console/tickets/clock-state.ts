import type { WireTicket } from "#gateway/wire/ticket.ts";

export type Clock = WireTicket["clocks"][number];

/** How a clock of a ticket stands; lengths in ms. What was late stays so for ever. */
export type ClockState =
  | { readonly is: "waiting"; readonly dueAt: number; readonly left: number }
  | { readonly is: "over"; readonly dueAt: number; readonly by: number }
  | { readonly is: "met"; readonly doneAt: number }
  | { readonly is: "late"; readonly doneAt: number; readonly by: number };

/** @param now  ms since 1970, on the hall's clock */
export const clockState = ({ dueAt, doneAt }: Pick<Clock, "dueAt" | "doneAt">, now: number): ClockState => {
  const due = Date.parse(dueAt);
  if (doneAt !== null) {
    const done = Date.parse(doneAt);
    return done > due ? { is: "late", doneAt: done, by: done - due } : { is: "met", doneAt: done };
  }
  return now > due
    ? { is: "over", dueAt: due, by: now - due }
    : { is: "waiting", dueAt: due, left: due - now };
};

/** The clocks of a ticket: those that are over first, then those that wait, each the earliest first; what is done last. */
export const sortedClocks = (clocks: readonly Clock[], now: number): readonly Clock[] => {
  const rank: Readonly<Record<ClockState["is"], number>> = { over: 0, waiting: 1, late: 2, met: 3 };
  return clocks.toSorted(
    (a, b) =>
      rank[clockState(a, now).is] - rank[clockState(b, now).is] || Date.parse(a.dueAt) - Date.parse(b.dueAt),
  );
};

/** The clock that is to be looked at first; null: none runs. */
export const firstClock = (
  { clocks, state }: Pick<WireTicket, "clocks" | "state">,
  now: number,
): Clock | null => {
  const running = sortedClocks(clocks, now).filter(({ doneAt }) => doneAt === null);
  // What a closed ticket still waits for is the visit to a customer afterwards; all else is over with it.
  return running.find(({ is }) => state !== "closed" || is === "revisit") ?? null;
};

/** Whether something about a ticket should have been done by now. */
export const isLate = (ticket: Pick<WireTicket, "clocks" | "state">, now: number): boolean => {
  const first = firstClock(ticket, now);
  return first !== null && clockState(first, now).is === "over";
};

/** Those with a clock that is over first, the longest first; then the newest. */
export const byUrgency =
  (now: number) =>
  (a: WireTicket, b: WireTicket): number => {
    const overBy = (ticket: WireTicket): number => {
      const first = firstClock(ticket, now);
      return first === null ? 0 : Math.max(0, now - Date.parse(first.dueAt));
    };
    return overBy(b) - overBy(a) || Date.parse(b.openedAt) - Date.parse(a.openedAt);
  };
