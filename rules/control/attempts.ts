import type { Hall } from "../routine/clerk.ts";
import { personOf } from "../routine/who.ts";
import type { Words } from "../site/model.ts";
import { millis } from "../time/instant.ts";
import type { Book } from "./book.ts";
import { switchOf } from "./control.ts";
import { guard, type Sight, type Wanted } from "./guard.ts";
import { begun, isUndoable, lastOf, unproved } from "./life.ts";
import type { ControlOrder } from "./order.ts";
import { held, ORDERED_OTHERWISE } from "./phrases.ts";

/** What the guard says of an order as things stand. */
export const guarded = (
  book: Book,
  order: Pick<ControlOrder, "point" | "to"> & { readonly id?: string },
  by: Wanted,
  sight: Sight & Pick<Hall, "span">,
) =>
  guard(
    {
      point: order.point,
      to: order.to,
      by,
      others: book.orders().filter(({ id, endedAt }) => id !== order.id && endedAt === null),
      sent: book.sent(order.point, order.id === undefined ? undefined : book.order(order.id)),
      owner: book.owner(order.point, sight.span),
    },
    sight,
  );

/** An order goes out for the first time: it stands in the stead of what was proposed for the point, and of what can be undone. */
export const send = (book: Book, order: ControlOrder, hall: Hall, what: string, by: string | null): void => {
  const { control } = switchOf(hall.site, order.point) ?? {};
  for (const other of book.orders()) {
    if (other.point !== order.point || other.id === order.id) continue;
    if (other.state === "proposed") drop(book, other, ORDERED_OTHERWISE, hall);
    else if (other.state === "proved") book.putAway(other);
  }
  const sent = begun(order, hall);
  book.noteSent(order.point, control?.rate.within ?? millis(0), hall, by);
  book.put(
    sent,
    {
      what,
      by,
      detail: {
        point: sent.point,
        to: sent.to,
        why: sent.why,
        cause: sent.cause,
        rule: sent.rule,
        undoes: sent.undoes,
      },
    },
    hall.now,
  );
};

/** It was never sent. */
export const drop = (
  book: Book,
  order: ControlOrder,
  outcome: Words,
  { now }: Pick<Hall, "now">,
  by: string | null = null,
): void => {
  const withdrawn: ControlOrder = { ...order, state: "withdrawn", outcome, endedAt: now };
  book.putAway(withdrawn, { what: "withdrawn", by, detail: { outcome } }, now);
};

/** Whether no attempt is left. */
export const isLastTry = ({ attempts, point }: ControlOrder, { site }: Pick<Hall, "site">): boolean =>
  attempts.length >= (switchOf(site, point)?.control.tries ?? 0);

/** Another attempt if one is left and the guard lets it pass; else nothing proves it, and people are told. */
export const again = (book: Book, order: ControlOrder, hall: Hall): void => {
  if (!isLastTry(order, hall)) {
    const answer = guarded(book, order, againBy(order, hall), hall);
    if (answer.is === "allowed") {
      const next = begun(order, hall);
      book.put(next, { what: "sent-again", detail: { attempt: lastOf(next)?.number } }, hall.now);
      return;
    }
    fail(book, order, hall, answer.why);
    return;
  }
  fail(book, order, hall, null);
};

/** In whose name it goes out again: who may have lost the right to meanwhile. */
const againBy = ({ by, approvedBy, rule, isAutomatic }: ControlOrder, { site }: Hall): Wanted => {
  if (isAutomatic && rule !== null) return { is: "automation", rule };
  const name = by ?? approvedBy ?? "";
  return { is: "again", name, person: personOf(site, name) };
};

const fail = (book: Book, order: ControlOrder, hall: Hall, why: string | null): void => {
  const failed = unproved(order, hall);
  const { outcome } = failed;
  const told = why === null || outcome === null ? failed : { ...failed, outcome: held(outcome, why) };
  // One point has one alert: what failed before it is told by this one.
  for (const other of book.unproved())
    if (other.point === order.point && other.id !== order.id) book.putAway(other);
  book.put(told, { what: told.state, detail: { outcome: told.outcome, proof: told.proof } }, hall.now);
};

/** It worked: what failed before for the same point is over. It stays on the desk while it can be undone. */
export const prove = (book: Book, order: ControlOrder, hall: Hall): void => {
  for (const other of book.unproved())
    if (other.point === order.point)
      book.putAway(other, { what: "over", detail: { by: order.id } }, hall.now);
  const happened = { what: "proved", detail: { proof: order.proof } };
  if (isUndoable(order, hall.site)) book.put(order, happened, hall.now);
  else book.putAway(order, happened, hall.now);
};
