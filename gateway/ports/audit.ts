import type { Instant } from "#rules/time/instant.ts";

/** The last event of a trail. `hash` stands for all that came before it. */
export type TrailHead = { readonly seq: number; readonly hash: string };

/**
 * What the trail's end was at a moment, kept apart from the record: whoever rewrites the record cannot make it fit an
 * anchor that he cannot reach.
 */
export type Anchor = TrailHead & { readonly at: Instant };

/** An end that the trail once had; `at` null: nobody knows when, somebody wrote it down. */
export type KnownHead = TrailHead & { readonly at: Instant | null };

/**
 * Where a trail begins of which the older part was purged: behind the event of this place and hash, which an anchor told
 * once.
 */
export type TrailBeginning = TrailHead & {
  /** When that anchor was dropped. */
  readonly at: Instant;
  /**
   * Events up to that place that stay, since they are of the archive or of something open. `digest`: hex SHA-256 over the
   * lines `<place>:<hash>` of all of them, in their order.
   */
  readonly kept: { readonly events: number; readonly digest: string };
};

/** Something on the trail that is not as it was recorded. `seq` to `to`: places on the trail, both included. */
export type Wrong =
  /** The event is not the one that its hash, or the event behind it, was made of. */
  | { readonly is: "edited"; readonly seq: number }
  | { readonly is: "deleted"; readonly seq: number; readonly to: number }
  | { readonly is: "inserted"; readonly seq: number; readonly to: number }
  /** The events that were recorded as `from` and on. */
  | { readonly is: "reordered"; readonly seq: number; readonly to: number; readonly from: number }
  /** The trail ends before; who knows that it went on: the record itself, or an anchor. */
  | { readonly is: "cut"; readonly seq: number; readonly to: number; readonly by: "record" | "anchor" }
  /** All fits together, but not with the anchor of event `seq`; `after` is the last anchor before that fits, 0: none. */
  | {
      readonly is: "rewritten";
      readonly seq: number;
      readonly after: number;
      readonly anchoredAt: Instant | null;
    }
  /** The alert is not what its events make of it. `fields` that differ; none: the alert, or all its events, are missing. */
  | {
      readonly is: "state-differs";
      readonly seq: number | null;
      readonly alert: string;
      readonly fields: readonly string[];
    }
  /**
   * A certificate is not as it was issued. `moved`: its place or its links in the chain of certificates are not. `seq`:
   * where the trail tells of its issue; null where it does not.
   */
  | {
      readonly is: "certificate";
      readonly seq: number | null;
      readonly certificate: string;
      readonly how: "edited" | "deleted" | "inserted" | "moved";
    }
  /**
   * Where the record begins behind event `seq`: `untold`, no purge on the trail says so; `differs`, the last purge says
   * otherwise; `kept`, the events of before that it left are not those that are there; `early`, it removed what was
   * younger than half a year.
   */
  | { readonly is: "beginning"; readonly seq: number; readonly how: "untold" | "differs" | "kept" | "early" }
  /** A line of the file of anchors. */
  | { readonly is: "anchor-unreadable"; readonly seq: null; readonly line: number };

/** What came of going over a trail. */
export type Audit = {
  readonly events: number;
  /** Null: nothing was ever purged. */
  readonly beginning: TrailBeginning | null;
  /** Times of the first and last event in the order of recording; null: there is none. */
  readonly span: { readonly first: Instant; readonly last: Instant } | null;
  readonly head: TrailHead;
  readonly anchors: number;
  /** The one that holds the most. */
  readonly anchor: KnownHead | null;
  readonly alerts: number;
  /** Alerts of before events told all that they changed: they cannot be compared with their events. */
  readonly skipped: number;
  /** Certificates that were ever issued. */
  readonly certificates: number;
  /** In the order of their places, those without one at the end; empty: all is as it was recorded. */
  readonly wrong: readonly Wrong[];
  /** How many more there are than `wrong` holds. */
  readonly more: number;
};
