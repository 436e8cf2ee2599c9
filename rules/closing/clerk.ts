import { type Refusal, refused } from "../alert/refusal.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type ClerkMaterial,
  type Done,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type RoutineRefusal,
} from "../routine/clerk.ts";
import type { CheckCommand, RoutineCommand } from "../routine/command.ts";
import type { Instant, Millis } from "../time/instant.ts";
import { affairMoments, closingAffairs } from "./affairs.ts";
import { type Book, bookOf, doneBy, EMPTY_BOOK, isCertified, openRound, type Step, sightOf } from "./book.ts";
import { both } from "./both.ts";
import { confirmItem } from "./by-hand.ts";
import { certifyIfSigned, reEnter } from "./certify.ts";
import { type ClosingCheck, checkOf } from "./check.ts";
import { approveExtension, extend } from "./extension.ts";
import { hear, lookAgain, stepOf } from "./hear.ts";
import { moveBook } from "./move.ts";
import { closingPaper, standingPaper } from "./papers.ts";
import { NO_PLANS, type Plans, plansOf } from "./plans.ts";
import type { ClosingRound } from "./round.ts";
import { asksForClosing, warnAt } from "./round-life.ts";
import { sign, tried } from "./signing.ts";
import { keptUntil } from "./standing.ts";
import { TURNS } from "./turn.ts";

type Ours = Exclude<CheckCommand, { is: "except-item" | "sign-opening" }>;
type OfRound = Exclude<Ours, { is: "re-enter" | "sign-closing" }>;

/** Keeps the rounds of the closing check, their certificates, and what becomes of those. */
export const closingClerk: ClerkFactory = material => new ClosingClerk(material);

class ClosingClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["closing", "standing", "certificate"];
  readonly #asks: boolean;
  readonly #plans: Plans;
  readonly #setting: Hall["setting"];
  #book: Book = EMPTY_BOOK;
  /** When it was last asked to do something: all that was due by then is done. */
  #now = Number.NEGATIVE_INFINITY;

  constructor({ site, settings }: ClerkMaterial) {
    this.#asks = asksForClosing(settings);
    this.#plans = this.#asks ? plansOf(site, settings) : NO_PLANS;
    this.#setting = settings;
  }

  listensTo(point: number): boolean {
    return this.#plans.of.has(point) || (this.#asks && this.#plans.people.has(point));
  }

  dueAt(): number {
    const round = openRound(this.#book);
    const moments: readonly (Instant | null)[] = [
      ...affairMoments(this.#book),
      ...this.#book.standings.map(keptUntil),
      round && round.warnedAt === null ? warnAt({ setting: this.#setting }, round) : null,
    ];
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...moments.flatMap(moment => (moment !== null && moment > this.#now ? [moment] : [])),
    );
  }

  wake(hall: Hall): Done {
    this.#now = hall.now;
    if (!this.#asks) return NOTHING_DONE;
    return both(...TURNS.map(turn => this.#take(turn(hall, this.#book, this.#plans))));
  }

  heard(hall: Hall, point: number, at: Instant, value: number | null): Done {
    const { round, standings } = this.#book;
    if (round === null && standings.length === 0) return NOTHING_DONE;
    return this.#take(hear(hall, this.#book, this.#plans, { point, at, value }));
  }

  told(): Done {
    return NOTHING_DONE;
  }

  cued(): Done {
    return NOTHING_DONE;
  }

  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    switch (command.is) {
      case "sign-closing":
        return this.#sign(hall, command);
      case "re-enter": {
        const step = reEnter(hall, this.#book, this.#plans.all, command);
        return "is" in step ? step : this.#take(step);
      }
      case "confirm-item":
      case "extend-closing":
      case "approve-extension":
        return this.#obey(hall, command);
      default:
        return undefined;
    }
  }

  affairs(hall: Hall): readonly Affair[] {
    return closingAffairs(hall, this.#book);
  }

  papers(): readonly Paper[] {
    const { round, standings } = this.#book;
    return [...(round ? [closingPaper(round)] : []), ...standings.map(each => standingPaper(each))];
  }

  restore(papers: readonly Paper[]): void {
    this.#book = bookOf(papers);
  }

  move({ now }: Hall, by: Millis): Done {
    this.#now = now;
    return this.#take(moveBook(this.#book, now, by));
  }

  #obey(hall: Hall, command: OfRound): Done | Refusal {
    const round = openRound(this.#book);
    if (!round) return this.#noRound();
    const step = this.#change(hall, round, command);
    return "is" in step ? step : this.#take(step);
  }

  #change(hall: Hall, round: ClosingRound, command: OfRound): Step | Refusal {
    switch (command.is) {
      case "confirm-item": {
        const moved = confirmItem(hall, round, this.#check(hall, round).items, command);
        return "is" in moved ? moved : stepOf(this.#book, [moved]);
      }
      case "extend-closing": {
        const moved = extend(hall, round, command);
        return "is" in moved ? moved : { ...stepOf(this.#book, [moved]), reminders: moved.reminders };
      }
      case "approve-extension": {
        const moved = approveExtension(hall, round, command);
        return "is" in moved ? moved : stepOf(this.#book, [moved]);
      }
      default:
        return command satisfies never;
    }
  }

  /** A try to sign is kept, whatever becomes of it. */
  #sign(hall: Hall, command: Extract<Ours, { is: "sign-closing" }>): Done | RoutineRefusal {
    const again = this.#take(lookAgain(hall, this.#book, this.#plans.all, null));
    const round = openRound(this.#book);
    if (!round) return this.#noRound();
    const check = this.#check(hall, round);
    const moved = sign(hall, round, check, command);
    if ("is" in moved) {
      const by = hall.site.people.find(({ id }) => id === command.by)?.name ?? command.by;
      const kept = this.#take(stepOf(this.#book, [tried(round, by, command.at, moved.why)]));
      return { ...moved, done: both(again, kept) };
    }
    const signed = this.#take(stepOf(this.#book, [moved]));
    return both(again, signed, this.#take(certifyIfSigned(hall, this.#book, check, command.at)));
  }

  #noRound(): Refusal {
    return refused(
      this.#asks ? "there is no closing to be certified now" : "no pack of this hall asks for a certificate",
    );
  }

  #check(hall: Hall, round: ClosingRound): ClosingCheck {
    return checkOf(hall.site, this.#plans.all, sightOf(hall, round), round.byHand);
  }

  #take(step: Step): Done {
    if (step.book === this.#book) return NOTHING_DONE;
    const done = doneBy(this.#book, step);
    const { round } = step.book;
    this.#book = round && isCertified(round) ? { ...step.book, round: null } : step.book;
    return done;
  }
}
