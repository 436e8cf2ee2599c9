import { responsibleOf } from "../handover/responsible.ts";
import type { Hall } from "../routine/clerk.ts";
import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { type CheckNow, closingNow, openingNow } from "./check-now.ts";
import { type Compared, noOrMoment, sameSet } from "./compare.ts";
import type { Failure } from "./failure.ts";
import type { Row } from "./match.ts";
import { partOf, type See, same } from "./paper-rows.ts";
import type { Expectation } from "./timeline.ts";
import type { WantedCheck, WantedStanding } from "./wanted-papers.ts";

/** What of the checks, the keys, who is responsible, and what happened to papers is not as a step expects. */
export const checkStandings = (
  { checks, standings }: Pick<Expectation, "checks" | "standings">,
  at: Instant,
  hall: Hall,
  see: See,
): readonly Failure[] => [
  ...checks.flatMap((wanted): readonly Failure[] => {
    const { papers } = see.said;
    const now = wanted.of === "closing" ? closingNow(hall, papers) : openingNow(hall, see.duties, papers);
    const rows = checkRows(wanted, now, see);
    if (rows.every(({ fits }) => fits)) return [];
    return [{ at, path: wanted.path, about: { is: "check", of: wanted.of, rows } }];
  }),
  ...standings.flatMap((wanted): readonly Failure[] => {
    const { what, expected, seen } = standingOf(wanted, hall, see);
    if (expected === seen) return [];
    return [{ at, path: wanted.path, about: { is: "standing", what, expected, seen } }];
  }),
];

const checkRows = ({ wanted }: WantedCheck, now: CheckNow, see: See): readonly Row[] => {
  const { items, counts, occupied, signed, extended } = now;
  const rows: readonly (Compared & { readonly key: string })[] = [
    ...COUNTED.flatMap(([key, verdict]) =>
      wanted[key] === undefined ? [] : [{ key, ...same(wanted[key], counts[verdict]) }],
    ),
    ...wanted.items.flatMap(({ item: id, verdict, why }) => {
      const item = items.find(each => each.id === id);
      return [
        ...(verdict === undefined ? [] : [{ key: id, ...same(verdict, item?.verdict ?? null) }]),
        ...(why === undefined ? [] : [{ key: `${id} why`, ...partOf(why, item?.why ?? null) }]),
      ];
    }),
    ...(wanted.occupied === undefined ? [] : [{ key: "occupied", ...sameSet(wanted.occupied, occupied) }]),
    ...(wanted.signed === undefined ? [] : [{ key: "signed", ...sameSet(wanted.signed, signed) }]),
    ...(wanted.extended === undefined
      ? []
      : [{ key: "extended", ...noOrMoment(wanted.extended, extended, see) }]),
  ];
  return rows.map(row => ({ ...row, fits: row.fits ?? row.expected === row.seen }));
};

const COUNTED = [
  ["pass", "pass"],
  ["fail", "fail"],
  ["unknown", "unknown"],
  ["by_hand", "by-hand"],
  ["excepted", "excepted"],
] as const;

type Standing = { readonly what: string; readonly expected: string; readonly seen: string };

const standingOf = (wanted: WantedStanding, hall: Hall, see: See): Standing => {
  const { papers } = see.said;
  switch (wanted.of) {
    case "key": {
      const registered = see.site.keys?.find(({ id }) => id === wanted.key);
      const key = papers.keys().find(({ id }) => id === wanted.key);
      const holder = key === undefined ? registered?.holder : key.holder;
      const seen = key?.lost ? "lost" : (holder ?? "box");
      return { what: `key ${wanted.key}`, expected: wanted.is, seen };
    }
    case "responsible": {
      const { site, now } = hall;
      const found = responsibleOf(wanted.post as Role, papers.handovers(), {
        site,
        roster: hall.roster(),
        now,
      });
      return { what: `responsible ${wanted.post}`, expected: wanted.is, seen: found?.person ?? "nobody" };
    }
    case "record": {
      const { thing, is } = wanted;
      const keys = keysOf(thing, see);
      const seen = keys.length === 0 ? "never there" : keys.every(key => see.gone.has(key)) ? "gone" : "kept";
      return { what: thing, expected: is, seen };
    }
    case "entries": {
      const { kind, paper, whats } = wanted;
      const all = papers.entries(kind as Parameters<typeof papers.entries>[0]);
      const last = all.findLast(entry => isMeant(entry.paper, wanted, see))?.paper;
      const seen = all.filter(entry => entry.paper === last).map(({ what }) => what);
      return { what: `${kind}:${last ?? paper}`, expected: whats.join(", "), seen: seen.join(", ") };
    }
    default:
      return wanted satisfies never;
  }
};

/** All that a test may mean by `ticket:K1`, `alert:light-on/L1`, `report:daily-facility/2025-07-21`. */
const keysOf = (thing: string, { said: { papers, alerts } }: See): readonly string[] => {
  const [, kind = "", name = ""] = /^(\w+):(.*)$/s.exec(thing) ?? [];
  if (kind === "alert")
    return alerts
      .filter(({ id, fact, target }) => id === name || `${fact}/${target}` === name)
      .map(({ id }) => `alert:${id}`);
  const own = papers.all().filter(paper => paper.kind === kind);
  const tickets = papers.tickets().filter(({ target }) => kind === "ticket" && target === name);
  const ids = [...own.filter(({ id }) => id === name).map(({ id }) => id), ...tickets.map(({ id }) => id)];
  return ids.map(id => `${kind}:${id}`);
};

/** A paper by its id, or by what stands for the last of its sort: a duty, a target, a post, a day; nothing: any. */
const isMeant = (
  id: string,
  { kind, paper }: Extract<WantedStanding, { of: "entries" }>,
  { said: { papers } }: See,
): boolean => {
  if (paper === "" || id === paper) return true;
  if (kind === "ticket") return papers.tickets().some(each => each.id === id && each.target === paper);
  if (kind === "control") return papers.orders().some(each => each.id === id && each.point === paper);
  return id.split("/").slice(0, -1).join("/") === paper || id.split("/").includes(paper);
};
