import type { Refusal } from "../alert/refusal.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type ClerkMaterial,
  type Cue,
  type Done,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type RoutineRefusal,
} from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { affairsOf } from "./affairs.ts";
import { again, drop, prove } from "./attempts.ts";
import { Book } from "./book.ts";
import { judgeCheck } from "./check.ts";
import { approve, order, tried, undo, withdraw } from "./commands.ts";
import { answered, dueAtOf, isCatchingUp, isUnproved, listened, proofIn, provedBy } from "./life.ts";
import type { ControlOrder } from "./order.ts";
import { UNANSWERED, UNDECIDED } from "./phrases.ts";
import { propose, unproposed } from "./proposals.ts";

/** Keeps what is switched from here: each command with its attempts, until an independent reading proves it. */
class ControlClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["control", "day"];
  readonly #book = new Book();
  readonly #proofs: ReadonlySet<number>;

  constructor({ site }: ClerkMaterial) {
    const controls = Object.values(site.controls?.controls ?? {});
    this.#proofs = new Set(controls.flatMap(({ proofs }) => proofs.map(({ check }) => check.point)));
  }

  listensTo(point: number): boolean {
    return this.#proofs.has(point);
  }

  dueAt(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const each of this.#book.orders()) first = Math.min(first, dueAtOf(each));
    return first;
  }

  wake(hall: Hall): Done {
    for (const each of this.#book.orders()) if (dueAtOf(each) <= hall.now) this.#due(each, hall);
    return this.#book.done();
  }

  heard(hall: Hall, point: number, at: Instant, value: number | null): Done {
    if (value === null) return NOTHING_DONE;
    for (const each of this.#book.orders()) this.#read(each, { hall, point, at });
    return this.#book.done();
  }

  told(): Done {
    return NOTHING_DONE;
  }

  cued(hall: Hall, cue: Cue): Done {
    if (cue.propose === undefined || cue.rule === undefined) return NOTHING_DONE;
    const about = { ...cue, rule: cue.rule, propose: cue.propose };
    if (cue.isOn) propose(this.#book, about, hall);
    else unproposed(this.#book, about, hall);
    return this.#book.done();
  }

  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    switch (command.is) {
      case "order-control":
        return this.#answer(order(this.#book, command, hall));
      case "approve-control":
        return this.#answer(approve(this.#book, command, hall));
      case "withdraw-control":
        return this.#answer(withdraw(this.#book, command, hall));
      case "undo-control":
        return this.#answer(undo(this.#book, command, hall));
      case "control-tried":
        return this.#answer(tried(this.#book, command, hall));
      default:
        return undefined;
    }
  }

  affairs(hall: Hall): readonly Affair[] {
    return affairsOf(hall, this.#book.unproved());
  }

  papers(): readonly Paper[] {
    return this.#book.papers();
  }

  restore(papers: readonly Paper[]): void {
    this.#book.restore(papers);
  }

  move(hall: Hall, by: Millis): Done {
    this.#book.move(hall, by);
    return this.#book.done();
  }

  /** What is refused may be written down all the same. */
  #answer(refusal: Refusal | undefined): Done | RoutineRefusal {
    const done = this.#book.done();
    if (!refusal) return done;
    return done === NOTHING_DONE ? refusal : { ...refusal, done };
  }

  #due(each: ControlOrder, hall: Hall): void {
    switch (each.state) {
      case "proposed":
        drop(this.#book, each, UNDECIDED, hall);
        return;
      case "sending":
        if (each.attempts.at(-1)?.endedAt === null) {
          const silent = answered(each, { outcome: "unknown", why: UNANSWERED }, hall);
          this.#book.put(silent, { what: "unanswered", detail: { attempt: each.attempts.length } }, hall.now);
        } else if (isCatchingUp(hall)) this.#listen(each, hall);
        else again(this.#book, each, hall);
        return;
      case "sent":
        if (isCatchingUp(hall)) this.#listen(each, hall);
        else again(this.#book, each, hall);
        return;
      default:
        // Whoever wanted it undone has had his time.
        this.#book.putAway(each);
    }
  }

  /** Nobody listened, and nobody can judge now whether it may go out again: that begins when the gateway runs. */
  #listen(each: ControlOrder, hall: Hall): void {
    this.#book.put(listened(each, hall), { what: "listened-again" }, hall.now);
  }

  /** What a reading means for an order: it proves it, or what was not proved is so after all. */
  #read(
    each: ControlOrder,
    { hall, point, at }: { readonly hall: Hall; readonly point: number; readonly at: Instant },
  ): void {
    const found = proofIn(each, hall.site);
    if (found?.proof.check.point !== point) return;
    if (each.state === "sent") {
      const proved = provedBy(each, at, hall);
      if (proved) prove(this.#book, proved, hall);
    } else if (isUnproved(each) && each.endedAt !== null && at >= each.endedAt) {
      const says = judgeCheck(found.proof.check, hall.signalOf(point));
      if (says === "yes")
        this.#book.putAway(each, { what: "over", detail: { point: found.measured.id } }, hall.now);
    }
  }
}

/** Makes the clerk of what is switched from here. */
export const controlClerk: ClerkFactory = made => new ControlClerk(made);
