import type { Entry, Hall } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { type Book, openRound, type Step, sightOf } from "./book.ts";
import { type Moved, withdrawWords } from "./by-hand.ts";
import type { Contradiction, StandingPaper } from "./certificate.ts";
import { type ClosingItem, checkOf } from "./check.ts";
import type { Plan } from "./needs.ts";
import { entry } from "./papers.ts";
import { about, joined } from "./phrases.ts";
import type { Plans } from "./plans.ts";
import type { ClosingRound } from "./round.ts";
import { blockersOf, withdrawn } from "./signing.ts";
import { contradictions } from "./standing.ts";

/** What was heard of a point; `value` null: it fell silent or failed. */
export type News = { readonly point: number; readonly at: Instant; readonly value: number | null };

/** What a reading says against certificates, and against what people said and signed on the way to one. */
export const hear = (hall: Hall, book: Book, plans: Plans, news: News): Step => {
  const broken = breakCertificates(hall, book, plans.of.get(news.point) ?? [], news);
  const concerned = plans.people.has(news.point) ? plans.all : (plans.of.get(news.point) ?? []);
  const again = lookAgain(hall, broken.book, concerned, news);
  return broken.entries.length > 0
    ? { book: again.book, entries: [...broken.entries, ...again.entries] }
    : again;
};

const breakCertificates = (
  hall: Hall,
  book: Book,
  plans: readonly Plan[],
  { point: index, at, value }: News,
): Step => {
  const point = hall.site.points[index];
  if (value === null || !point || plans.length === 0 || book.standings.length === 0)
    return { book, entries: [] };
  const isLate = at < hall.signalOf(index).at;
  const heard = { point, value, at, learnedAt: hall.now, isLate };
  const entries: Entry[] = [];
  const standings = book.standings.map((standing): StandingPaper => {
    const found = contradictions(standing, plans, heard, zone => hall.isApproved(zone));
    entries.push(...found.map(one => brokenEntry(standing.id, one, hall.now)));
    return found.length > 0 ? { ...standing, broken: [...standing.broken, ...found] } : standing;
  });
  return entries.length > 0 ? { book: { ...book, standings }, entries } : { book, entries };
};

const brokenEntry = (id: string, contradiction: Contradiction, at: Instant): Entry =>
  entry("certificate", id, "broken", { at, contradiction });

/**
 * Judges items again of which something was heard: what people said of them ends when a reading tells, and signatures are
 * void once an item stops passing, also when a reading that comes late says that it did for a while.
 */
export const lookAgain = (hall: Hall, book: Book, plans: readonly Plan[], news: News | null): Step => {
  const round = openRound(book);
  const isIdle = round === null || (round.signatures.length === 0 && Object.keys(round.byHand).length === 0);
  if (isIdle || plans.length === 0) return { book, entries: [] };
  const bare = checkOf(hall.site, plans, sightOf(hall, round), {});
  const wrong = news ? wrongSince(plans, bare.items, news) : NOTHING_WRONG;
  const words = withdrawWords(round, hall.now, told(round, bare.items, wrong, news));
  const now = words?.round ?? round;
  const why = whyVoid(hall, now, plans, wrong, news);
  const signatures = why && withdrawn(now, hall.now, why);
  return stepOf(book, [...(words ? [words] : []), ...(signatures ? [signatures] : [])]);
};

const NOTHING_WRONG: ReadonlyMap<string, Words> = new Map();

/** A step of a round that came about in several ways, one after the other. */
export const stepOf = (book: Book, moved: readonly Moved[]): Step => {
  const last = moved.at(-1);
  return last
    ? { book: { ...book, round: last.round }, entries: moved.flatMap(({ entries }) => entries) }
    : { book, entries: [] };
};

/** What the reading says is wrong, by item, whether or not something newer is known. */
const wrongSince = (
  plans: readonly Plan[],
  items: readonly ClosingItem[],
  { point, value }: News,
): ReadonlyMap<string, Words> => {
  if (value === null) return NOTHING_WRONG;
  return new Map(
    plans.flatMap(({ id, needs, whileInside }) => {
      const item = items.find(each => each.id === id);
      if (item?.verdict === "excepted" || !item?.points.some(({ index }) => index === point)) return [];
      const all = [...needs, ...(whileInside ? [whileInside] : [])];
      const need = all.find(each => each.point.index === point && !each.isRight(value));
      return need ? [[id, need.wrong(value)] as const] : [];
    }),
  );
};

/** Items that were confirmed by hand and of which a reading tells by now, and what. */
const told = (
  { byHand }: ClosingRound,
  items: readonly ClosingItem[],
  wrong: ReadonlyMap<string, Words>,
  news: News | null,
): ReadonlyMap<string, Words> =>
  new Map(
    items.flatMap(({ id, verdict, why }) => {
      const word = byHand[id];
      if (!word) return [];
      const wrongNow = verdict === "fail" ? why : news && news.at >= word.at ? wrong.get(id) : undefined;
      if (wrongNow) return [[id, wrongNow] as const];
      return verdict === "pass" ? [[id, { zh: "已由读数证明", en: "proved by its readings" }] as const] : [];
    }),
  );

/** Why the signatures that there are do not count any more; null: they do. */
const whyVoid = (
  hall: Hall,
  round: ClosingRound,
  plans: readonly Plan[],
  wrong: ReadonlyMap<string, Words>,
  news: News | null,
): Words | null => {
  const { signatures, signing, byHand } = round;
  const [first] = signatures;
  if (!first || !signing) return null;
  const check = checkOf(hall.site, plans, sightOf(hall, round), byHand);
  const blockers = blockersOf(check, signing.scope);
  if (blockers.length > 0) return joined(blockers);
  if (check.occupied.some(({ zone }) => !signing.occupied.includes(zone)))
    return { zh: "又有人进入", en: "somebody came in" };
  if (!news || news.at < first.at || wrong.size === 0) return null;
  return joined(
    [...wrong].flatMap(([id, why]) => {
      const plan = plans.find(each => each.id === id);
      return plan ? [about(plan.name, why)] : [];
    }),
  );
};
