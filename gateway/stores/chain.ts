import { hash } from "node:crypto";

/** The hash before the first event. */
export const GENESIS = "0".repeat(64);

/** An event of the trail as it is stored; `json` is the text that was stored, not a re-encoding of it. */
export type ChainRow = {
  readonly seq: number;
  readonly alert: string;
  readonly at: number;
  readonly json: string;
};

/** A stored event with its links. */
export type ChainLink = ChainRow & { readonly prev: string; readonly hash: string };

/** The last link as it is kept apart from the trail, so that a cut tail is found too. */
export type ChainHead = { readonly seq: number; readonly hash: string };

/** Hex SHA-256 over the previous event's hash and this event. */
export const chainHash = (prev: string, { seq, alert, at, json }: ChainRow): string =>
  hash("sha256", `${prev}\n${JSON.stringify([seq, alert, at, json])}`);

/**
 * Follows a trail link by link. Finds any event that was edited, removed, inserted or moved, and a cut tail. It cannot
 * find a trail that was rewritten from some event to its end, head included: only a copy of a hash kept elsewhere can.
 */
export const chainWalk = () => {
  let last: ChainHead = { seq: 0, hash: GENESIS };
  return {
    /** The first broken seq of the next links, oldest first, or null when they hold. */
    follow: (links: readonly ChainLink[]): number | null => {
      for (const link of links) {
        if (link.seq !== last.seq + 1) return Math.min(link.seq, last.seq + 1);
        if (link.prev !== last.hash || link.hash !== chainHash(link.prev, link)) return link.seq;
        last = link;
      }
      return null;
    },
    /** The first broken seq at the end of the trail, or null when it ends at its head. */
    end: (head: ChainHead): number | null => {
      if (last.seq !== head.seq) return Math.min(last.seq, head.seq) + 1;
      return last.hash === head.hash ? null : last.seq;
    },
  };
};
