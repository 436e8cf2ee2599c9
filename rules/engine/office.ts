import type { Transition } from "../alert/alert.ts";
import type { Affair, Clerk, ClerkMaterial, Cue, Hall, Paper, PaperKind } from "../routine/clerk.ts";
import type { RoutineCommand } from "../routine/command.ts";
import { CLERKS } from "./clerks.ts";
import type { Days } from "./days.ts";
import type { Rulebook } from "./rulebook.ts";

/** Something that clerks are still to hear of. */
export type Job =
  | { readonly is: "told"; readonly transitions: readonly Transition[] }
  | { readonly is: "cued"; readonly cue: Cue }
  | { readonly is: "open-ticket"; readonly command: RoutineCommand };

/** A clerk at his desk: what of his affairs others have heard of. */
export type Desk = {
  readonly clerk: Clerk;
  /** By key. */
  readonly held: Map<string, Affair>;
  /** He was woken and still says that his moment has come: he is not asked again before something changes. */
  isIdle: boolean;
};

/** Where the clerks of a hall work: who hears of what, and when they are due. */
export class Office {
  readonly #days: Days;
  readonly desks: readonly Desk[];
  readonly hall: Hall;
  readonly jobs: Job[] = [];
  /** What a clerk is told while another one works waits until that is done. */
  isBusy = false;
  /** The hall's day moved on: all are woken, whether they are due or not. */
  isTurned = false;
  readonly #listeners: readonly (readonly Desk[])[];

  constructor(
    { clerks = CLERKS }: Pick<Rulebook, "clerks">,
    material: ClerkMaterial,
    { hall, days }: { readonly hall: Hall; readonly days: Days },
  ) {
    this.hall = hall;
    this.#days = days;
    this.desks = clerks.map(make => ({ clerk: make(material), held: new Map(), isIdle: false }));
    this.#listeners = material.site.points.map(({ index }) => {
      const own = this.desks.filter(({ clerk }) => clerk.listensTo(index));
      return own.length === 0 ? NOBODY : own;
    });
  }

  /** Who wants to hear of a point. */
  listeners(point: number): readonly Desk[] {
    return this.#listeners[point] ?? NOBODY;
  }

  /** When a clerk has something to do by time alone; Infinity: none has. */
  soonest(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const { clerk, isIdle } of this.desks) if (!isIdle) first = Math.min(first, clerk.dueAt());
    return first;
  }

  /** Open papers of a kind, in the order of their ids. */
  papers(kind: PaperKind): readonly Paper[] {
    const own = this.desks
      .filter(({ clerk }) => clerk.kinds.includes(kind))
      .flatMap(({ clerk }) => clerk.papers().filter(paper => paper.kind === kind));
    return inOrder(kind === "day" ? [...own, ...this.#days.papers()] : own);
  }

  /** All open papers, in the order of their kinds and ids. */
  allPapers(): readonly Paper[] {
    return inOrder([...this.desks.flatMap(({ clerk }) => clerk.papers()), ...this.#days.papers()]);
  }

  /** What others have heard of and what is not over. */
  affairs(): readonly Affair[] {
    return this.desks.flatMap(({ held }) => [...held.values()]);
  }
}

const NOBODY: readonly Desk[] = [];

/** What a paper is known by: `ticket:T-20250715-kiosk-1`. */
export const paperKey = ({ kind, id }: Pick<Paper, "kind" | "id">): string => `${kind}:${id}`;

const inOrder = (papers: readonly Paper[]): readonly Paper[] =>
  papers.length < 2
    ? papers
    : papers.toSorted((a, b) => (paperKey(a) < paperKey(b) ? -1 : paperKey(a) > paperKey(b) ? 1 : 0));
