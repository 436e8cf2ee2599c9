import type { Paper } from "../routine/clerk.ts";
import type { Site } from "../site/model.ts";
import { doorsWithLostKey, standingOf } from "../ticket/keys.ts";
import { ticketOf } from "../ticket/papers.ts";
import type { Instant } from "../time/instant.ts";
import { HORIZON } from "./spans.ts";
import type { Memo } from "./state.ts";

const KEY = "doors";

/** A time over which something held of a door; `to` null: it still does. */
type Span = { readonly door: string; readonly from: number; readonly to: number | null };
type Known = { readonly permitted: readonly Span[]; readonly lost: readonly Span[] };

/**
 * What papers say of doors: when somebody is let in for a repair, and when a key is lost. What is over is remembered for
 * as long as the past is judged again, since nobody shall be blamed for what was permitted then.
 */
export class Doors {
  /** Points that tell of badges, with their doors. */
  readonly badges: ReadonlyMap<number, string>;
  readonly #site: Pick<Site, "keys">;
  readonly #badgeOf: ReadonlyMap<string, number>;
  #known: Known = { permitted: [], lost: [] };

  constructor(site: Pick<Site, "keys" | "equipment">) {
    this.#site = site;
    const read = site.equipment.flatMap(({ id, kind, points: { badge } }) =>
      kind === "door" && badge ? [[badge.index, id] as const] : [],
    );
    this.badges = new Map(read);
    this.#badgeOf = new Map(read.map(([point, door]) => [door, point]));
  }

  /** The point that tells of badges at a door. */
  badgeOf(door: string): number | undefined {
    return this.#badgeOf.get(door);
  }

  isPermitted(door: string, at: Instant): boolean {
    return covers(this.#known.permitted, door, at);
  }

  hasLostKey(door: string, at: Instant): boolean {
    return covers(this.#known.lost, door, at);
  }

  /** The next moment at which a permission begins or ends; Infinity when none does. */
  nextEdge(at: Instant): number {
    const edges = this.#known.permitted.flatMap(({ from, to }) => [from, to ?? Number.POSITIVE_INFINITY]);
    return Math.min(Number.POSITIVE_INFINITY, ...edges.filter(edge => edge > at));
  }

  /** Papers changed. @param papers  open ones of the kinds `ticket` and `key` */
  take(papers: readonly Paper[], at: Instant): Memo {
    const grants = papers.filter(({ kind }) => kind === "ticket").flatMap(paper => ticketOf(paper).grants);
    const permitted = grants.flatMap(({ doors, from, to }) => doors.map(door => ({ door, from, to })));
    const lost = [...doorsWithLostKey(this.#site, papers)].map(([door, keys]) => ({
      door,
      from: Math.min(...keys.map(key => standingOf(key, papers).since)),
      to: null,
    }));
    this.#known = {
      permitted: followed(this.#known.permitted, permitted, at),
      lost: followed(this.#known.lost, lost, at),
    };
    return this.#memo();
  }

  memos(): Memo[] {
    const memo = this.#memo();
    return memo.value === null ? [] : [memo];
  }

  restore(memos: readonly Memo[]): void {
    const value = memos.find(({ key }) => key === KEY)?.value;
    if (value) this.#known = value as Known;
  }

  #memo(): Memo {
    const { permitted, lost } = this.#known;
    return { key: KEY, value: permitted.length + lost.length === 0 ? null : this.#known };
  }
}

const covers = (spans: readonly Span[], door: string, at: Instant): boolean =>
  spans.some(span => span.door === door && span.from <= at && at < (span.to ?? Number.POSITIVE_INFINITY));

/** The spans that hold now, and what others were until now. */
const followed = (before: readonly Span[], now: readonly Span[], at: Instant): readonly Span[] => {
  const isNow = (span: Span): boolean =>
    now.some(({ door, from, to }) => door === span.door && from === span.from && to === span.to);
  const gone = before
    .filter(span => !isNow(span))
    .map(span => ({ ...span, to: Math.min(span.to ?? at, at) }))
    .filter(({ from, to }) => from < to && to > at - HORIZON);
  return [...now, ...gone];
};
