import { minutes } from "#rules/time/instant.ts";
import type { Cold, ColdPoint } from "./cold.ts";
import type { PointKnown } from "./day-tables.ts";

/** A point that is none of the site's any more: its values hold as long as those of most. */
const FORGOTTEN: PointKnown = { staleAfter: minutes(10), words: 0 };

/** What is known of a point, of the site or of an earlier one. */
export const knownPoint = ({ pointOf }: Pick<Cold, "pointOf">, id: string): PointKnown =>
  pointOf(id) ?? FORGOTTEN;

/** The most words that any class of the points has. */
export const mostWords = (points: readonly ColdPoint[]): number =>
  Math.max(0, ...points.map(({ words }) => words));
