import type { Instant, Millis } from "../time/instant.ts";
import { seconds } from "../time/instant.ts";
import type { Stretch } from "./stretches.ts";

/** So many beginnings of the same within so long are chattering. */
const MANY = 3;
const SPAN: Millis = seconds(60);
/** What was over sooner than anybody could act. */
const FLEETING: Millis = seconds(10);

/** One rule about one target that comes and goes. `most`: the most beginnings within a minute. */
export type Chattering = {
  readonly subject: string;
  readonly times: number;
  readonly most: number;
  readonly lastAt: Instant;
};

/** One rule about one target that is over at once, and how often it was. */
export type Fleeting = { readonly subject: string; readonly times: number; readonly of: number };

/**
 * What chatters: three beginnings within 60 s, whether people were called or not, since that is a matter of the
 * measurement. `times` counts the beginnings that make it so; the worst come first.
 *
 * @param stretches  in the order of their times
 * @see ISA-18.2: chattering alarms, target 0; that it is 3 in 60 s is a choice of the site
 */
export const chatteringOf = (stretches: readonly Stretch[]): readonly Chattering[] =>
  [...bySubject(stretches)]
    .flatMap(([subject, all]): Chattering[] => {
      const { times, most, lastAt } = burstsOf(all.map(({ from }) => from));
      return lastAt === null ? [] : [{ subject, times, most, lastAt }];
    })
    .toSorted((a, b) => b.times - a.times || (a.subject < b.subject ? -1 : 1));

/**
 * What was over within 10 s. What is still going on is not among them.
 *
 * @see ISA-18.2: fleeting alarms clear before the operator can act, target 0; that it is 10 s is ours
 */
export const fleetingOf = (stretches: readonly Stretch[]): readonly Fleeting[] =>
  [...bySubject(stretches)]
    .map(([subject, all]) => ({ subject, times: all.filter(isFleeting).length, of: all.length }))
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.times - a.times || (a.subject < b.subject ? -1 : 1));

export const isFleeting = ({ from, to }: Stretch): boolean => to !== null && to - from < FLEETING;

const bySubject = (stretches: readonly Stretch[]): ReadonlyMap<string, readonly Stretch[]> =>
  Map.groupBy(stretches, ({ rule, target }) => `${rule}/${target}`);

/** Beginnings that stand with two others within a minute. */
const burstsOf = (moments: readonly Instant[]) => {
  const within = new Set<number>();
  let [oldest, most] = [0, 0];
  for (const [index, at] of moments.entries()) {
    while ((moments[oldest] as Instant) < at - SPAN) oldest++;
    const count = index - oldest + 1;
    if (count < MANY) continue;
    most = Math.max(most, count);
    for (let each = oldest; each <= index; each++) within.add(each);
  }
  const last = Math.max(...within, -1);
  return { times: within.size, most, lastAt: moments[last] ?? null };
};
