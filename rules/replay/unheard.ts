import type { Rulebook } from "../engine/rulebook.ts";
import type { EngineState } from "../engine/state.ts";
import { MEASURE, type StoredMeasure } from "../engine/stored-measure.ts";
import type { Site } from "../site/model.ts";
import { type Instant, instant } from "../time/instant.ts";

/** The last moment that a date can have: whoever waits until then waits for ever. @see ECMA-262, 21.4.1.1 */
const NEVER = instant(8.64e15);

/**
 * How an engine begins that is shown a recording: what the recording does not hold was not silent, it was not recorded.
 * No point is missed, and none has an age, before its first reading; from then on its silence is silence.
 */
export const unheard = ({
  site,
  book,
  since,
}: {
  readonly site: Site;
  readonly book: Rulebook;
  readonly since: Instant;
}): EngineState => ({
  at: since,
  alerts: [],
  holds: [],
  signals: site.points.map(({ id }) => ({
    point: id,
    state: "never",
    value: Number.NaN,
    at: instant(0),
    since: NEVER,
  })),
  memos: book.measures
    .filter(({ spec }) => spec.fn === "age")
    .map(({ key }) => ({ key: MEASURE + key, value: unasked(since) })),
});

/** An age that nobody can tell yet. */
const unasked = (at: Instant): StoredMeasure => ({
  at,
  wakeAt: null,
  input: 0,
  low: "NaN",
  high: "NaN",
  edge: null,
  gauge: [Number.NaN],
});
