/**
 * The numbers under which things stand on the agenda. What is due at the same moment comes in this order: the hall's
 * day moves on, holds that were true until now are found, points turn stale, functions over time move on, and what fell
 * silent while nobody ran is silent; then what people
 * put aside and what something else explained comes back, alerts name what is blind now, clerks do what is to be done
 * about their papers, whoever is told next of what nobody has acknowledged is, and the past is judged again; at last messages go out, with all that is known by then.
 */
export type Things = {
  readonly edge: number;
  /** The first watch; the others follow. */
  readonly watches: number;
  readonly points: number;
  readonly measures: number;
  readonly silence: number;
  readonly life: number;
  readonly release: number;
  readonly listing: number;
  readonly clerks: number;
  readonly escalation: number;
  readonly past: number;
  readonly notice: number;
  readonly size: number;
};

export const things = (watches: number, points: number, measures: number): Things => ({
  edge: 0,
  watches: 1,
  points: 1 + watches,
  measures: 1 + watches + points,
  silence: 1 + watches + points + measures,
  life: 2 + watches + points + measures,
  release: 3 + watches + points + measures,
  listing: 4 + watches + points + measures,
  clerks: 5 + watches + points + measures,
  escalation: 6 + watches + points + measures,
  past: 7 + watches + points + measures,
  notice: 8 + watches + points + measures,
  size: 9 + watches + points + measures,
});
