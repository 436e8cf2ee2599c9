import type { AlertSearch } from "#gateway/ports/record.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { nameWord, phrasesOf, wordsIn } from "./search-words.ts";

/** What people said and who they were, of one alert; each only once, and of very many only the last ones. */
export type Said = { readonly people: readonly string[]; readonly notes: readonly string[] };

export const NOTHING_SAID: Said = { people: [], notes: [] };

/** So that an alert which stays open for a year, with a note every hour, does not slow every commit down. */
const MOST_SAID = 200;

/** How many alerts of one millisecond have places of their own in the order of time. */
const PLACES = 1_024;

/**
 * The first place in the order of time for an alert that was found at `openedAt`; it takes the first free one from there.
 *
 * 1,024 places a millisecond keep a place below 2^53 until the year 2248.
 */
export const firstPlace = (openedAt: number): number => Math.floor(openedAt) * PLACES;

/** A place as `next` tells it, and back. @throws {RangeError} when it is none */
export const placeText = (place: number): string => place.toString(36);
export const placeOf = (text: string): number => {
  const place = /^[0-9a-z]{1,11}$/.test(text) ? Number.parseInt(text, 36) : Number.NaN;
  if (Number.isSafeInteger(place)) return place;
  throw new RangeError(`no place of a search: ${text.slice(0, 40)}`);
};

/** What has been said, with what an event adds. */
export const hear = (said: Said, { by, note, change }: AlertEvent): Said => {
  const { incident, outOfService: out, shelf } = change ?? {};
  const reports = [incident?.report, ...(incident?.owed ?? []).map(({ given }) => given)];
  return {
    people: added(said.people, [by, out?.second, ...reports.map(report => report?.by)]),
    notes: added(said.notes, [
      note,
      shelf?.reason,
      out?.order,
      out?.compensation,
      ...reports.flatMap(report => [report?.cause, report?.receiver]),
    ]),
  };
};

const added = (known: readonly string[], more: readonly (string | undefined)[]): readonly string[] => {
  const fresh = more.filter(text => text !== undefined && text !== "" && !known.includes(text)) as string[];
  return fresh.length === 0 ? known : [...new Set([...known, ...fresh])].slice(-MOST_SAID);
};

/** By what an alert is found: words that stand in it, and what it is. */
export type Findable = { readonly words: readonly string[]; readonly facets: readonly string[] };

export const findable = (alert: Alert, { people, notes }: Said): Findable => {
  const { title, targetName, target, zone, fact, clauses, priority, closedAt } = alert;
  const texts = [title.zh, title.en, targetName.zh, targetName.en, target, zone, fact];
  const broken = clauses.flatMap(({ clause, rule }) => [clause, rule]);
  return {
    words: wordsIn([...new Set([...texts, ...broken]), ...people, ...notes]),
    facets: [
      `p${priority}`,
      classWord(alert.class),
      closedAt === null ? "open" : "closed",
      ...people.map(nameWord),
    ],
  };
};

/** What a search asks for, but the time. */
export const wanted = ({ text, priority, class: kind, person, state }: AlertSearch) => ({
  phrases: phrasesOf(text ?? ""),
  facets: [
    ...(priority === undefined ? [] : [`p${priority}`]),
    ...(kind === undefined ? [] : [classWord(kind)]),
    ...(person === undefined ? [] : [nameWord(person)]),
    ...(state === undefined || state === "all" ? [] : [state]),
  ],
});

const classWord = (kind: Alert["class"]): string => `c${kind.replaceAll("-", "")}`;
