import type { Duty } from "../language/duty.ts";
import type { Site, Words } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import { type Compared, type Look, NONE } from "./compare.ts";
import type { Row } from "./match.ts";
import type { Said } from "./work.ts";

/** What a comparison with a paper needs to know beside it. */
export type See = Look & {
  readonly now: Instant;
  readonly site: Site;
  readonly duties: readonly Pick<Duty, "id" | "isForOpening">[];
  readonly said: Said;
  /** Ids of the points of which the test speaks. */
  readonly watched: ReadonlySet<string>;
  /** Keys of what was removed from the record: `ticket:<id>`, `alert:<id>`. */
  readonly gone: ReadonlySet<string>;
};

/** How each key of a matcher is compared with a paper. */
export type Comparisons<Wanted, Paper> = {
  readonly [K in keyof Wanted]-?: (
    expected: NonNullable<Wanted[K]>,
    paper: Paper,
    see: See,
  ) => Compared | readonly Compared[];
};

/** Compares a paper with what it must be like, one row for each thing that is asked. */
export const rowsFor = <Wanted extends object, Paper>(
  comparisons: Comparisons<Wanted, Paper>,
  wanted: Wanted,
  paper: Paper,
  see: See,
): readonly Row[] =>
  (Object.keys(wanted) as (keyof Wanted & string)[]).flatMap(key =>
    [comparisons[key](wanted[key] as NonNullable<Wanted[typeof key]>, paper, see)].flat().map(row => ({
      key: row.key ?? key,
      expected: row.expected,
      seen: row.seen,
      fits: row.fits ?? row.expected === row.seen,
    })),
  );

/** A text that must be the same; null: there is none. */
export const same = (
  expected: string | number | boolean,
  seen: string | number | boolean | null,
): Compared => ({
  expected: String(expected),
  seen: seen === null ? NONE : String(seen),
});

/** Part of a text, in either language. */
export const partOf = (expected: string, seen: Words | null): Compared => ({
  expected,
  seen: seen === null ? NONE : `${seen.en} · ${seen.zh}`,
  fits: seen !== null && (seen.en.includes(expected) || seen.zh.includes(expected)),
});

/** The id of a person of whom a paper may have the name. */
export const personId = ({ people }: Site, idOrName: string): string =>
  people.find(({ id, name }) => id === idOrName || name === idOrName)?.id ?? idOrName;

/** Whether there is somebody, or who: true, false, or the id of a person. */
export const whether = (expected: boolean | string, seen: string | null): Compared =>
  typeof expected === "string" ? same(expected, seen) : same(expected, seen !== null);
