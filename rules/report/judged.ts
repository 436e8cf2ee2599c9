import type { Chattering, Fleeting } from "./bursts.ts";
import type { Figures } from "./figures.ts";
import { type Band, bandOf, excessOf, FIGURES, type FigureName, LIMITS, topShareOf } from "./limits.ts";
import { mostStanding, type Standing } from "./standing.ts";
import type { Unauthorised } from "./unauthorised.ts";

/** One judged figure. */
export type Judged = {
  readonly name: FigureName;
  readonly value: number | null;
  readonly target: number;
  readonly limit: number | null;
  readonly band: Band;
};

/** What a time had to bear, in all that is judged. */
export type ToJudge = {
  readonly whole: Figures;
  readonly chattering: readonly Chattering[];
  readonly fleeting: readonly Fleeting[];
  readonly standing: readonly Standing[];
  readonly callers: readonly { readonly calls: number }[];
  readonly unauthorised: readonly Unauthorised[];
};

/** Every figure that has a target, with how it stands to it. */
export const judgedOf = ({
  whole,
  chattering,
  fleeting,
  standing,
  callers,
  unauthorised,
}: ToJudge): readonly Judged[] => {
  const values: Readonly<Record<FigureName, number | null>> = {
    perDay: whole.to > whole.from ? whole.perDay : null,
    peak10Min: whole.peak?.calls ?? 0,
    windowsAbove10: whole.above10,
    hoursAbove30: whole.hoursAbove30,
    flood: whole.floodShare,
    chattering: chattering.length,
    fleeting: fleeting.length,
    standing: mostStanding(standing, whole.from),
    topTen: topShareOf(callers, whole.calls),
    priorities: excessOf(whole.byPriority),
    unauthorised: unauthorised.length,
  };
  return FIGURES.map(name => ({
    name,
    value: values[name],
    ...LIMITS[name],
    band: bandOf(name, values[name]),
  }));
};
