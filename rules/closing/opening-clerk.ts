import { type Refusal, refused } from "../alert/refusal.ts";
import {
  type Affair,
  type Clerk,
  type ClerkFactory,
  type ClerkMaterial,
  type Done,
  type Entry,
  type Hall,
  NOTHING_DONE,
  type Paper,
  type PaperKind,
  type RoutineRefusal,
} from "../routine/clerk.ts";
import type { CheckCommand, RoutineCommand } from "../routine/command.ts";
import { after, type Instant, type Millis, minutes } from "../time/instant.ts";
import { both } from "./both.ts";
import { wordOf } from "./by-hand.ts";
import type { StandingPaper } from "./certificate.ts";
import { endStanding } from "./issue.ts";
import type { Plan } from "./needs.ts";
import { notOpened } from "./opening-affair.ts";
import { openingCheck, openingTasks } from "./opening-check.ts";
import {
  asksForOpening,
  beginOpening,
  blockersOfOpening,
  certifyOpening,
  isOver,
  opened,
} from "./opening-life.ts";
import { openingPlans } from "./opening-plans.ts";
import { certificatePaper, entry, openingPaper, standingPaper } from "./papers.ts";
import { actor, OPENS } from "./rights.ts";
import type { OpeningRound } from "./round.ts";

type Except = Extract<CheckCommand, { is: "except-item" }>;
type Sign = Extract<CheckCommand, { is: "sign-opening" }>;

/** How often it looks which tasks are open before the hall opens. */
const LOOKS = minutes(5);

/** Keeps the opening check of each business day and its certificate. */
export const openingClerk: ClerkFactory = material => new OpeningClerk(material);

class OpeningClerk implements Clerk {
  readonly kinds: readonly PaperKind[] = ["opening", "standing"];
  readonly #asks: boolean;
  readonly #plans: readonly Plan[];
  readonly #duties: ReadonlySet<string>;
  #round: OpeningRound | null = null;
  /** The certificate of the day, as long as it says how the hall is. */
  #standing: StandingPaper | null = null;
  #now: Instant | null = null;

  constructor({ site, duties, settings }: ClerkMaterial) {
    this.#asks = asksForOpening(settings);
    this.#plans = openingPlans(site);
    this.#duties = new Set(duties.filter(({ isForOpening }) => isForOpening).map(({ id }) => id));
  }

  /** A device is looked at when somebody asks or signs: what was heard is known by then. */
  listensTo(): boolean {
    return false;
  }

  dueAt(): number {
    const round = this.#round;
    if (!round || round.opened || round.endedAt) return Number.POSITIVE_INFINITY;
    return after(this.#now ?? round.since, LOOKS);
  }

  wake(hall: Hall): Done {
    this.#now = hall.now;
    return both(this.#ended(hall), this.#asks ? this.#turned(hall) : NOTHING_DONE);
  }

  #turned(hall: Hall): Done {
    const before = this.#round;
    const entries: Entry[] = [];
    const papers: Paper[] = [];
    if (before && isOver(hall, before)) {
      this.#round = null;
      papers.push(openingPaper({ ...before, endedAt: hall.now }, false));
    }
    const begun = this.#round ?? beginOpening(hall, before);
    if (!begun) return { ...NOTHING_DONE, papers };
    if (!this.#round)
      entries.push(
        entry("opening", begun.id, "began", { at: hall.now, since: begun.since, dueAt: begun.dueAt }),
      );
    const looked = this.#looked(hall, begun);
    const next = opened(hall, looked, openingCheck(hall, this.#plans, looked));
    if (next.opened && !looked.opened) entries.push(entry("opening", next.id, "opened", next.opened));
    return this.#keep(before, next, entries, papers);
  }

  heard(): Done {
    return NOTHING_DONE;
  }

  told(): Done {
    return NOTHING_DONE;
  }

  cued(): Done {
    return NOTHING_DONE;
  }

  obey(hall: Hall, command: RoutineCommand): Done | RoutineRefusal | undefined {
    if (command.is !== "except-item" && command.is !== "sign-opening") return undefined;
    if (!this.#round) return refused("there is no opening check now");
    const round = this.#looked(hall, this.#round);
    return command.is === "except-item"
      ? this.#except(hall, round, command)
      : this.#sign(hall, round, command);
  }

  affairs(hall: Hall): readonly Affair[] {
    return this.#round ? notOpened(hall, this.#round) : [];
  }

  papers(): readonly Paper[] {
    return [
      ...(this.#round ? [openingPaper(this.#round)] : []),
      ...(this.#standing ? [standingPaper(this.#standing)] : []),
    ];
  }

  restore(papers: readonly Paper[]): void {
    this.#round = (papers.find(({ kind }) => kind === "opening")?.value as OpeningRound | undefined) ?? null;
    const standings = papers
      .filter(({ kind }) => kind === "standing")
      .map(({ value }) => value as StandingPaper);
    this.#standing = standings.find(({ certificate }) => certificate.kind === "opening") ?? null;
  }

  /** The times of an opening are the calendar's: nothing moves but what was measured. */
  move({ now }: Hall, by: Millis): Done {
    this.#now = now;
    const round = this.#round;
    return round ? this.#keep(round, { ...round, since: after(round.since, by) }, []) : NOTHING_DONE;
  }

  /** What an opening certificate says is of that day: with its closing it ends. */
  #ended(hall: Hall): Done {
    const standing = this.#standing;
    if (!standing || !isOver(hall, standing.certificate)) return NOTHING_DONE;
    this.#standing = null;
    const at = endOf(hall, standing);
    return {
      ...NOTHING_DONE,
      entries: [entry("certificate", standing.id, "ended", { at, endedBy: "closing" })],
      papers: [standingPaper(endStanding(standing, at, "closing"), false)],
    };
  }

  #looked(hall: Hall, round: OpeningRound): OpeningRound {
    if (this.#duties.size === 0 || round.opened) return round;
    return { ...round, tasks: openingTasks(hall, this.#duties, round) };
  }

  #except(hall: Hall, round: OpeningRound, { by, at, item: id, note, photo }: Except): Done | Refusal {
    const who = actor(hall.site, by, OPENS, "open the hall with an exception");
    if (who.is === "refused") return who;
    const word = wordOf(who.person.name, at, note, photo);
    if ("is" in word) return word;
    const item = openingCheck(hall, this.#plans, round).find(each => each.id === id);
    if (!item) return refused(`the opening check has no item ${id}`);
    if (round.certificate) return refused("the opening is certified already");
    if (item.verdict === "excepted") return refused(`${item.name.en} is excepted already`);
    if (item.verdict === "pass") return refused(`${item.name.en} works`);
    const next = { ...round, exceptions: { ...round.exceptions, [id]: word } };
    const told = entry("opening", round.id, "excepted", { at, by: word.by, item: id, name: item.name, word });
    return this.#keep(this.#round, next, [told]);
  }

  #sign(hall: Hall, round: OpeningRound, { by, at }: Sign): Done | RoutineRefusal {
    const who = actor(hall.site, by, OPENS, "sign the opening");
    const items = openingCheck(hall, this.#plans, round);
    const refusal = who.is === "refused" ? who : blockersOfOpening(round, items);
    if (refusal) {
      const told = entry("opening", round.id, "refused", {
        at,
        by: who.is === "actor" ? who.person.name : by,
        why: refusal.why,
      });
      return { ...refusal, done: this.#keep(this.#round, round, [told]) };
    }
    if (who.is === "refused") return who;
    const signature = { person: who.person.id, name: who.person.name, role: who.role, at };
    const { next, standing } = certifyOpening(hall, round, items, signature);
    const { certificate } = standing;
    this.#standing = standing;
    return this.#keep(
      this.#round,
      next,
      [
        entry("opening", round.id, "signed", { at, by: signature.name, signature }),
        {
          is: "entry",
          kind: "certificate",
          paper: certificate.id,
          what: "issued",
          at,
          by: null,
          detail: certificate,
        },
      ],
      [certificatePaper(standing), standingPaper(standing)],
    );
  }

  #keep(
    before: OpeningRound | null,
    next: OpeningRound,
    entries: readonly Entry[],
    papers: readonly Paper[] = [],
  ): Done {
    this.#round = next;
    const isSame = before !== null && JSON.stringify(before) === JSON.stringify(next);
    return { ...NOTHING_DONE, entries, papers: [...papers, ...(isSame ? [] : [openingPaper(next)])] };
  }
}

/** When the hall closed; where that was not seen, or another day has begun, it is now that we learn of it. */
const endOf = ({ span, now }: Hall, { certificate }: StandingPaper): Instant => {
  const isSeen = span.phase === "closed" && span.businessDay === certificate.businessDay;
  return isSeen && span.since > certificate.issuedAt ? span.since : now;
};
