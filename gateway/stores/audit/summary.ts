import type { Audit, KnownHead, TrailBeginning, TrailHead, Wrong } from "#gateway/ports/audit.ts";

/** Nobody reads more than this, and a trail that is wrong all over is one fact. */
const MOST = 100;

/** What the parts of an audit found, as one answer. */
export const summary = ({
  wrong,
  differing,
  anchors,
  ...rest
}: {
  readonly events: number;
  readonly beginning: TrailBeginning | null;
  readonly span: Audit["span"];
  readonly head: TrailHead;
  readonly anchors: readonly KnownHead[];
  /** On the trail and in the file of anchors. */
  readonly wrong: readonly Wrong[];
  readonly alerts: number;
  readonly skipped: number;
  readonly differing: readonly Wrong[];
  readonly certificates: number;
}): Audit => {
  const all = [...wrong, ...differing].sort((a, b) => placeOf(a) - placeOf(b));
  return {
    ...rest,
    anchors: anchors.length,
    anchor: anchors.toSorted((a, b) => b.seq - a.seq)[0] ?? null,
    wrong: all.slice(0, MOST),
    more: Math.max(0, all.length - MOST),
  };
};

const placeOf = ({ seq }: Wrong): number => seq ?? Number.POSITIVE_INFINITY;
