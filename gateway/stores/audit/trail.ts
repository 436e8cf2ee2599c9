import type { KnownHead, TrailHead, Wrong } from "#gateway/ports/audit.ts";
import { type ChainLink, GENESIS } from "../chain.ts";
import { originFinder } from "./origin.ts";
import { gaps, type Run, recorded, wrongInRuns } from "./runs.ts";

/** What of a long range of places nobody needs to see one by one. */
const VACANT = 300;

/**
 * Goes over a trail link by link, oldest place first, and says at its end what is not as it was recorded. It finds every
 * event that was edited, deleted, inserted or moved, and a cut end; a trail that was rewritten from some event to its
 * end with everything in the record that belongs to it only as far as there are anchors.
 *
 * @param beginning  the event behind which the trail begins; null: it is there from its first event on
 */
export const trailAudit = (anchors: readonly KnownHead[], beginning: TrailHead | null = null) => {
  const first = beginning ?? { seq: 0, hash: GENESIS };
  const ordered = anchors.filter(({ seq }) => seq >= first.seq).toSorted((a, b) => a.seq - b.seq);
  const origins = originFinder();
  const stretches: Stretch[] = first.seq === 0 ? [] : [{ seq: 1, count: first.seq, shift: 0 }];
  const wrong: Wrong[] = [];
  /** Places of events whose hash was made anew: the event behind them was made of another one. */
  const replaced = new Set<number>();
  let last = { ...first, json: "", shift: 0 as number | null };
  let nextAnchor = 0;
  /** Places of anchors that fit, oldest first. */
  const fitting: number[] = [];
  let unfit: Wrong | null = null;

  const compare = (link: TrailHead, shift: number | null): void => {
    for (; nextAnchor < ordered.length && ordered[nextAnchor]!.seq <= link.seq; nextAnchor += 1) {
      const anchor = ordered[nextAnchor]!;
      if (anchor.seq !== link.seq || shift !== 0) continue; // What is missing or moved is told as that.
      const after = fitting.findLast(seq => seq < anchor.seq) ?? 0;
      if (anchor.hash === link.hash) fitting.push(anchor.seq);
      else unfit ??= { is: "rewritten", seq: anchor.seq, after, anchoredAt: anchor.at };
    }
  };

  const place = (seq: number, shift: number | null): void => {
    const before = stretches.at(-1);
    if (before && before.shift === shift && before.seq + before.count === seq) before.count += 1;
    else stretches.push({ seq, count: 1, shift });
  };

  const take = (link: ChainLink): void => {
    const isCopy = link.hash === last.hash && link.json === last.json;
    if (link.seq < 1 || isCopy) {
      wrong.push({ is: "inserted", seq: link.seq, to: link.seq });
      return;
    }
    const shift = origins.shiftOf(link);
    const follows = shift !== null && shift === last.shift && link.seq === last.seq + 1;
    if (follows && link.prev !== last.hash) replaced.add(Math.max(1, last.seq));
    compare(link, shift);
    place(link.seq, shift);
    last = { seq: link.seq, hash: link.hash, json: link.json, shift };
  };

  const end = (head: TrailHead): readonly Wrong[] => {
    const runs = settled(stretches, origins.exchanged);
    const most = runs.reduce((so, run) => Math.max(so, recorded(run).to), 0);
    const told = Math.max(head.seq, ordered.at(-1)?.seq ?? 0);
    wrong.push(...wrongInRuns(runs, most));
    if (told > most)
      wrong.push({ is: "cut", seq: most + 1, to: told, by: head.seq === told ? "record" : "anchor" });
    if (most > head.seq) wrong.push({ is: "inserted", seq: head.seq + 1, to: most });
    const isAtEnd = most === head.seq && last.seq === head.seq && last.shift === 0;
    if (isAtEnd && last.hash !== head.hash) replaced.add(last.seq);
    const edited = new Set(wrong.flatMap(each => (each.is === "edited" ? [each.seq] : [])));
    for (const seq of replaced) if (!edited.has(seq)) wrong.push({ is: "edited", seq });
    if (unfit) wrong.push(unfit);
    return wrong.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  };

  if (first.seq > 0) compare(first, 0);
  return {
    /** The next links in the order of their places, all of them behind the beginning. */
    follow: (links: readonly ChainLink[]): void => {
      for (const link of links) take(link);
    },
    end,
  };
};

/** Events in a row that are equally far from where they were recorded; null: nobody knows yet how far. */
type Stretch = { readonly seq: number; count: number; readonly shift: number | null };

/** The stretches as runs, with events put in that stand far from where they were recorded. */
const settled = (
  stretches: readonly Stretch[],
  exchanged: (vacant: readonly number[]) => ReadonlyMap<number, number>,
): readonly Run[] => {
  const known = stretches.map(({ seq, count }) => ({ seq, to: seq + count - 1 }));
  const vacant = gaps(known, known.at(-1)?.to ?? 0).flatMap(({ seq, to }) =>
    Array.from({ length: Math.min(VACANT, to - seq + 1) }, (_, n) => seq + n),
  );
  const found = stretches.some(({ shift }) => shift === null) ? exchanged(vacant) : new Map<number, number>();
  let before = 0;
  return stretches.flatMap(({ seq, count, shift }): readonly Run[] => {
    if (shift !== null) {
      before = shift;
      return [{ seq, count, shift, isStrange: false }];
    }
    if (!Array.from({ length: count }, (_, n) => seq + n).some(place => found.has(place)))
      return [{ seq, count, shift: before, isStrange: true }];
    return Array.from({ length: count }, (_, n) => {
      const by = found.get(seq + n);
      return { seq: seq + n, count: 1, shift: by ?? before, isStrange: by === undefined };
    });
  });
};
