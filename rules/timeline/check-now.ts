import type { ClosingItem, ClosingVerdict } from "../closing/check.ts";
import type { ClosingRound, OpeningRound } from "../closing/round.ts";
import { closingView, openingView } from "../closing/view.ts";
import type { SettledDuty } from "../language/duty.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Instant } from "../time/instant.ts";
import type { Papers } from "./papers.ts";

/** A check as people see it now. */
export type CheckNow = {
  readonly items: readonly ClosingItem[];
  readonly counts: Readonly<Record<ClosingVerdict, number>>;
  /** Zones in which somebody is, or may be. */
  readonly occupied: readonly string[];
  /** Who has signed it so far; of one that is over: who signed it. */
  readonly signed: readonly string[];
  /** Until when it was extended, as approved; null: it was not. */
  readonly extended: Instant | null;
};

/** The closing check as it stands now; while the hall is not closed, as a preview. */
export const closingNow = (hall: Hall, papers: Papers): CheckNow => {
  const { items, counts, occupied } = closingView(hall);
  const rounds = papers.of("closing").map(({ value }) => value as ClosingRound);
  const round = rounds.find(({ endedAt }) => endedAt === null) ?? rounds.at(-1);
  const extension = round?.extension ?? null;
  return {
    items,
    counts,
    occupied: occupied.map(({ zone }) => zone),
    signed: (round?.signatures ?? []).map(({ person }) => person),
    extended: extension?.approvedBy ? extension.until : null,
  };
};

/** The opening check as it stands now; before people come in and after the hall has opened, as it was or as a preview. */
export const openingNow = (
  hall: Hall,
  duties: readonly Pick<SettledDuty, "id" | "isForOpening">[],
  papers: Papers,
): CheckNow => {
  const { items, counts } = openingView(hall, duties);
  const round = papers
    .of("opening")
    .map(({ value }) => value as OpeningRound)
    .at(-1);
  return {
    items,
    counts,
    occupied: [],
    signed: (round?.signatures ?? []).map(({ person }) => person),
    extended: null,
  };
};
