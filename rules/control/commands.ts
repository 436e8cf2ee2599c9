import { type Refusal, refused } from "../alert/refusal.ts";
import type { Hall } from "../routine/clerk.ts";
import type { ControlCommand } from "../routine/command.ts";
import { forbidden, personOf } from "../routine/who.ts";
import { again, drop, guarded, isLastTry, prove, send } from "./attempts.ts";
import type { Book } from "./book.ts";
import { sayOf, switchOf, valueIn } from "./control.ts";
import type { RowName, Wanted } from "./guard.ts";
import { answered, isUndoable, lastOf, provedAtAnswer } from "./life.ts";
import type { ControlOrder } from "./order.ts";
import { blocked, TAKEN_BACK } from "./phrases.ts";

type Command<N extends ControlCommand["is"]> = Extract<ControlCommand, { is: N }>;

/** Refusals that depend on how the hall is now: they are written down with who asked. */
const NOTED: ReadonlySet<RowName> = new Set<RowName>(["service", "rate", "interlock"]);

/** A person wants something switched. */
export const order = (
  book: Book,
  { point, to, why, cause, by }: Command<"order-control">,
  hall: Hall,
): Refusal | undefined => {
  const found = hall.site.points.find(({ id }) => id === point);
  if (!found) return refused(`the hall has no point ${point}; GET /api/controls lists what can be switched`);
  const value = valueIn(found, to);
  if (value === null) return refused(`${point} cannot be ${to}: ${wordsOf(found.class.words)}`);
  return place(book, { point, to: value, why, cause: cause ?? null, undoes: null }, by, hall);
};

const wordsOf = (words: readonly string[] | undefined): string =>
  words === undefined ? "it is a number" : `it is one of ${words.join(", ")}`;

type Placed = Pick<ControlOrder, "point" | "to" | "why" | "cause" | "undoes">;

/** Lets the guard judge what a person wants, and sends it or writes down why not. */
const place = (book: Book, wanted: Placed, by: string, hall: Hall): Refusal | undefined => {
  const asks = wantedBy(by, hall);
  const answer = guarded(book, wanted, asks, hall);
  if (answer.is === "allowed") {
    const placed = newOrder(book, { ...wanted, by: asks.name, rule: null }, hall);
    send(book, placed, hall, "ordered", asks.name);
    return undefined;
  }
  const { row, ...refusal } = answer;
  if (NOTED.has(row)) {
    const noted = newOrder(book, { ...wanted, by: asks.name, rule: null }, hall);
    const outcome = blocked(refusal.why);
    const { point, to, why } = noted;
    const happened = { what: "refused", by: asks.name, detail: { point, to, why, outcome } };
    book.putAway({ ...noted, state: "refused", outcome, endedAt: hall.now }, happened, hall.now);
  }
  return refusal;
};

const wantedBy = (by: string, { site }: Hall): Extract<Wanted, { is: "person" }> => {
  const person = personOf(site, by);
  return { is: "person", name: person?.name ?? by, person };
};

/** An order before anything is done about it. */
export const newOrder = (
  book: Book,
  asked: Placed & Pick<ControlOrder, "by" | "rule">,
  hall: Hall,
): ControlOrder => {
  const of = switchOf(hall.site, asked.point);
  const own = of && hall.signalOf(of.control.point);
  return {
    id: book.nextId(hall),
    target: of?.control.target ?? "",
    ...asked,
    before: own?.state === "good" ? own.value : null,
    state: "proposed",
    approvedBy: null,
    orderedAt: hall.now,
    attempts: [],
    proof: null,
    proofDueAt: null,
    outcome: null,
    endedAt: null,
    undoneBy: null,
  };
};

/** Somebody decides that what a rule proposes goes out. */
export const approve = (
  book: Book,
  { control: id, by }: Command<"approve-control">,
  hall: Hall,
): Refusal | undefined => {
  const proposed = proposal(book, id);
  if ("why" in proposed && proposed.is === "refused") return proposed;
  const asks = wantedBy(by, hall);
  const answer = guarded(book, proposed.order, asks, hall);
  if (answer.is !== "allowed") {
    const { row: _, ...refusal } = answer;
    return refusal;
  }
  send(book, { ...proposed.order, approvedBy: asks.name, outcome: null }, hall, "approved", asks.name);
  return undefined;
};

/** Somebody decides that what a rule proposes does not go out. */
export const withdraw = (
  book: Book,
  { control: id, why, by }: Command<"withdraw-control">,
  hall: Hall,
): Refusal | undefined => {
  const proposed = proposal(book, id);
  if (proposed.is === "refused") return proposed;
  const roles = switchOf(hall.site, proposed.order.point)?.control.roles ?? [];
  const person = personOf(hall.site, by);
  if (person?.roles.some(role => roles.includes(role)) !== true)
    return forbidden(person, "withdraw it", roles);
  drop(book, proposed.order, TAKEN_BACK(why), hall, person.name);
  return undefined;
};

type Proposal = { readonly is: "proposal"; readonly order: ControlOrder };

const proposal = (book: Book, id: string): Proposal | Refusal => {
  const found = book.order(id);
  if (!found) return refused(`there is no open command ${id}`);
  return found.state === "proposed"
    ? { is: "proposal", order: found }
    : refused(`${id} was sent already: undo it, or order something else`);
};

/** Puts back what was there before: an order of its own, which the guard judges like any other. */
export const undo = (
  book: Book,
  { control: id, why, by }: Command<"undo-control">,
  hall: Hall,
): Refusal | undefined => {
  const done = book.order(id);
  if (!done) return refused(`there is no command ${id} that can be undone now`);
  if (!isUndoable(done, hall.site) || done.before === null)
    return refused(`${id} cannot be undone: ${whyNot(done, hall)}`);
  const { point, before: to, cause } = done;
  const no = place(book, { point, to, why, cause, undoes: id }, by, hall);
  if (no) return no;
  const next = book.orders().find(({ undoes, endedAt }) => undoes === id && endedAt === null);
  const undone = { ...done, undoneBy: next?.id ?? null };
  const happened = { what: "undone", by: next?.by ?? null, detail: { by: next?.id, why } };
  if (done.state === "failed") book.put(undone, happened, hall.now);
  else book.putAway(undone, happened, hall.now);
  return undefined;
};

const whyNot = ({ state, before, to, undoneBy, point }: ControlOrder, { site }: Hall): string => {
  const measured = site.points.find(each => each.id === point);
  if (undoneBy !== null) return `${undoneBy} did that`;
  if (state !== "proved" && state !== "failed") return `it is ${state}`;
  if (before === null) return "nobody knew what it was before";
  if (before === to) return "it was the same before";
  return `${point} may not be set to ${measured ? sayOf(measured, before) : before}`;
};

/** The driver has tried. */
export const tried = (
  book: Book,
  { control: id, attempt, outcome, why }: Command<"control-tried">,
  hall: Hall,
): Refusal | undefined => {
  const running = book.order(id);
  const last = running && lastOf(running);
  if (running?.state !== "sending" || last?.number !== attempt || last.outcome !== "waiting")
    return refused(`attempt ${attempt} of ${id} is not waited for`);
  const after = answered(running, { outcome, why }, hall);
  const happened = { what: "tried", detail: { attempt, outcome, why } };
  book.put(after, happened, hall.now);
  if (outcome === "refused") {
    if (isLastTry(after, hall)) again(book, after, hall);
    return undefined;
  }
  const proved = provedAtAnswer(after, hall);
  if (proved) prove(book, proved, hall);
  return undefined;
};
