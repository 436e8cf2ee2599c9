import { describe, expect, it } from "vitest";
import type { Anchor, TrailHead, Wrong } from "#gateway/ports/audit.ts";
import { instant } from "#rules/time/instant.ts";
import { type ChainLink, chainHash, GENESIS } from "../chain.ts";
import { seeded } from "../testing/killed-child.ts";
import { trailAudit } from "./trail.ts";

const EVENTS = 1_000;
const ANCHOR_EVERY = 100;
const RUNS = 25;

type Random = (limit: number) => number;
/** A record of events as somebody with a database tool finds it. */
type Trail = { readonly links: readonly ChainLink[]; readonly head: TrailHead };

/** Events of some alerts, linked; `from` replaces everything from some place on. */
const linked = (random: Random, count: number, before: readonly ChainLink[] = []): readonly ChainLink[] => {
  const links = [...before];
  while (links.length < count) {
    const seq = links.length + 1;
    const row = {
      seq,
      alert: `a${random(20)}`,
      at: 1_000 * seq,
      json: JSON.stringify({ is: "noted", note: `${random(1_000_000)}` }),
    };
    const prev = links.at(-1)?.hash ?? GENESIS;
    links.push({ ...row, prev, hash: chainHash(prev, row) });
  }
  return links;
};

const headOf = (links: readonly ChainLink[]): TrailHead => {
  const { seq, hash } = links.at(-1) ?? { seq: 0, hash: GENESIS };
  return { seq, hash };
};

const audited = (
  { links, head }: Trail,
  anchors: readonly Anchor[] = [],
  beginning: TrailHead | null = null,
): readonly Wrong[] => {
  const audit = trailAudit(anchors, beginning);
  audit.follow([...links].sort((a, b) => a.seq - b.seq));
  return audit.end(head);
};

/** Rows in their order as the record would number them. */
const numbered = (links: readonly ChainLink[]): readonly ChainLink[] =>
  links.map((link, n) => ({ ...link, seq: n + 1 }));

/** With hashes that fit again from a place on. */
const rehashed = (links: readonly ChainLink[], from: number): readonly ChainLink[] => {
  let prev = links[from - 2]?.hash ?? GENESIS;
  return links.map(link => {
    if (link.seq < from) return link;
    const hash = chainHash(prev, link);
    const made = { ...link, prev, hash };
    prev = hash;
    return made;
  });
};

type Mutation = (
  trail: Trail,
  seq: number,
  random: Random,
) => { readonly trail: Trail; readonly told: Wrong };

const edit = (links: readonly ChainLink[], seq: number): readonly ChainLink[] =>
  links.map(link => (link.seq === seq ? { ...link, json: link.json.replace("noted", "Noted") } : link));
const without = (links: readonly ChainLink[], seq: number, to = seq): readonly ChainLink[] =>
  links.filter(link => link.seq < seq || link.seq > to);

const edited = (seq: number): Wrong => ({ is: "edited", seq });
const deleted = (seq: number, to = seq): Wrong => ({ is: "deleted", seq, to });
const inserted = (seq: number, to = seq): Wrong => ({ is: "inserted", seq, to });

/** What somebody may do who cannot reach the anchors, and what he leaves alone that gives him away. */
const MUTATIONS: readonly (readonly [string, Mutation])[] = [
  [
    "edits an event",
    ({ links, head }, seq) => ({ trail: { links: edit(links, seq), head }, told: edited(seq) }),
  ],
  [
    "edits an event and makes its hash anew",
    ({ links, head }, seq) => ({
      trail: {
        links: edit(links, seq).map(link =>
          link.seq === seq ? { ...link, hash: chainHash(link.prev, link) } : link,
        ),
        head,
      },
      told: edited(seq),
    }),
  ],
  [
    "deletes an event",
    ({ links, head }, seq) => ({ trail: { links: without(links, seq), head }, told: deleted(seq) }),
  ],
  [
    "deletes some events and closes the gap",
    ({ links, head }, seq, random) => {
      const to = seq + random(40);
      return { trail: { links: numbered(without(links, seq, to)), head }, told: deleted(seq, to) };
    },
  ],
  [
    "puts in an event that fits the one before it",
    ({ links, head }, seq) => {
      const before = links[seq - 1]!;
      const row = { seq: seq + 1, alert: "a1", at: before.at, json: '{"is":"acknowledged"}' };
      const forged = { ...row, prev: before.hash, hash: chainHash(before.hash, row) };
      const all = numbered([...links.slice(0, seq), forged, ...links.slice(seq)]);
      return { trail: { links: all, head }, told: inserted(seq + 1) };
    },
  ],
  [
    "puts in a copy of an earlier event",
    ({ links, head }, seq, random) => {
      const copy = links[random(seq - 1)]!;
      const all = numbered([...links.slice(0, seq), copy, ...links.slice(seq)]);
      return { trail: { links: all, head }, told: inserted(seq + 1) };
    },
  ],
  [
    "exchanges two neighbours",
    ({ links, head }, seq) => {
      const all = [...links];
      [all[seq - 1], all[seq]] = [links[seq]!, links[seq - 1]!];
      return {
        trail: { links: numbered(all), head },
        told: { is: "reordered", seq: seq + 1, to: seq + 1, from: seq },
      };
    },
  ],
  [
    "moves an event to the end",
    ({ links, head }, seq) => ({
      trail: { links: numbered([...without(links, seq), links[seq - 1]!]), head },
      told: { is: "reordered", seq: EVENTS, to: EVENTS, from: seq },
    }),
  ],
  [
    "cuts the end off",
    ({ links, head }, seq) => ({
      trail: { links: links.slice(0, seq), head },
      told: { is: "cut", seq: seq + 1, to: EVENTS, by: "record" },
    }),
  ],
  [
    "adds events behind the end",
    ({ links, head }, _seq, random) => ({
      trail: { links: linked(random, EVENTS + 3, links), head },
      told: inserted(EVENTS + 1, EVENTS + 3),
    }),
  ],
];

describe("a trail of 1,000 events", () => {
  const each = (what: (trail: Trail, seq: number, random: Random) => void): void => {
    const random = seeded(1_000);
    for (let run = 0; run < RUNS; run += 1) {
      const links = linked(random, EVENTS);
      what({ links, head: headOf(links) }, 2 + random(EVENTS - 50), random);
    }
  };
  const anchorsOf = ({ links }: Trail, last = EVENTS): readonly Anchor[] =>
    links
      .filter(({ seq }) => seq % ANCHOR_EVERY === 0 && seq <= last)
      .map(({ seq, hash, at }) => ({ seq, hash, at: instant(at) }));

  it("is in order when nobody did anything, with anchors and without, and when there is none", () => {
    each(trail => {
      expect(audited(trail)).toEqual([]);
      expect(audited(trail, anchorsOf(trail))).toEqual([]);
    });
    expect(audited({ links: [], head: headOf([]) })).toEqual([]);
  });

  it.each(MUTATIONS)("tells exactly when somebody %s", (_what, mutate) => {
    each((trail, seq, random) => {
      const { trail: changed, told } = mutate(trail, seq, random);
      expect(audited(changed)).toEqual([told]);
      expect(audited(changed, anchorsOf(trail))).toContainEqual(told);
    });
  });

  it.each(MUTATIONS)(
    "of which the older part was purged, tells the same when somebody %s",
    (what, mutate) => {
      each((trail, seq, random) => {
        const { trail: changed, told } = mutate(trail, seq, random);
        const beginning = anchorsOf(trail, seq - 1).at(-1) ?? null;
        // What is left of before is gone over apart.
        const links = changed.links.filter(link => link.seq > (beginning?.seq ?? 0));
        expect(audited({ ...changed, links }, [], beginning), what).toEqual([told]);
        expect(audited({ ...changed, links }, anchorsOf(trail), beginning)).toContainEqual(told);
        const other = beginning && { ...beginning, hash: "0".repeat(64) };
        if (other) expect(audited({ ...changed, links }, anchorsOf(trail), other).length).toBeGreaterThan(1);
      });
    },
  );

  it("tells that its end was cut off, the record's own note of it put right, if an anchor was dropped behind the cut", () => {
    each((trail, seq) => {
      const links = trail.links.slice(0, seq);
      const cut = { links, head: headOf(links) };
      const anchors = anchorsOf(trail);
      expect(audited(cut, anchors)).toEqual([{ is: "cut", seq: seq + 1, to: EVENTS, by: "anchor" }]);
      expect(audited(cut, anchorsOf(trail, seq))).toEqual([]); // Nothing is left that could tell.
    });
  });

  it("tells that it was rewritten from some event on with hashes that fit, if an anchor was dropped behind that", () => {
    each((trail, from) => {
      const links = rehashed(edit(trail.links, from), from);
      const rewritten = { links, head: headOf(links) };
      const first = Math.ceil(from / ANCHOR_EVERY) * ANCHOR_EVERY;
      expect(audited(rewritten, anchorsOf(trail))).toEqual([
        { is: "rewritten", seq: first, after: first - ANCHOR_EVERY, anchoredAt: first * 1_000 },
      ]);
      expect(audited(rewritten, anchorsOf(trail, from - 1))).toEqual([]); // Nothing is left that could tell.
    });
  });

  it("tells of several things at once", () => {
    each(({ links, head }) => {
      const changed = { links: edit(without(without(links, 400, 402), 900), 100), head };
      expect(audited(changed)).toEqual([edited(100), deleted(400, 402), deleted(900)]);
    });
  });

  it("never says that all is well, whatever somebody did at random", () => {
    const random = seeded(7);
    for (let run = 0; run < 200; run += 1) {
      const links = linked(random, 60);
      const changed = [...links];
      for (let times = 0; times <= random(4); times += 1) {
        const [from, to] = [random(changed.length), random(changed.length)];
        if (random(3) === 0) changed.splice(from, 1);
        else if (random(2) === 0) changed.splice(from, 0, changed[to]!);
        else [changed[from], changed[to]] = [changed[to]!, changed[from]!];
      }
      const stored = numbered(changed);
      const isSame = stored.length === links.length && stored.every(({ hash }, n) => hash === links[n]?.hash);
      expect(audited({ links: stored, head: headOf(links) }).length === 0).toBe(isSame);
    }
  });
});
