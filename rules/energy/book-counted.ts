import { between, instant } from "../time/instant.ts";
import { UNDO_WITHIN } from "./breaks.ts";
import type { Counted, CounterBreak, CounterReading, CounterState, Increment } from "./counter-state.ts";
import type { Booked, BookedSpan, MeterState } from "./ledger.ts";
import { entriesOf, type Sayer } from "./meter-entries.ts";
import { QUARTER, quarterEnd, quartersOf, type ToBook } from "./quarter.ts";

type Counter = Extract<MeterState, { readonly is: "counter" }>;

/**
 * Books what was counted. What turns out to have been counted too much is taken back from the quarters that it went into,
 * so that the ledger stands where the meter stands at every moment.
 *
 * @param sayer  whoever said what was counted; absent: the meter
 */
export const bookCounted = (
  meter: string,
  state: Counter,
  counted: Counted,
  sayer: Sayer | null = null,
): Booked => {
  const { counter } = state;
  const stretches = stretchesOf(counted.increments, counter.base);
  const returned = takeBack(state, counted.state.owedKwh);
  const all = [...stretches, ...returned];
  const total = (list: readonly BookedSpan[]): number => list.reduce((sum, { kWh }) => sum + kWh, 0);
  const added = total(all);
  // What is left is the noise of adding up.
  const owedKwh = Math.max(0, counted.state.owedKwh + total(returned));
  return {
    state: {
      is: "counter",
      counter: { ...counted.state, owedKwh },
      countedKwh: state.countedKwh + added,
      sinceBreak: sinceBreakOf(state, counted.state, stretches),
    },
    quarters: quartersOf(meter, all),
    entries: entriesOf(meter, counted, { before: counter.base, addedKwh: added, sayer }),
  };
};

const stretchesOf = (increments: readonly Increment[], base: CounterReading | null): readonly ToBook[] => {
  let heardTo = base?.at ?? null;
  return increments.map(({ from, to, kWh, is }) => {
    // An increment may begin where the counter began to stand, which is covered already.
    const coveredFrom = is === "measured" ? instant(Math.max(from, heardTo ?? from)) : null;
    heardTo = instant(Math.max(to, heardTo ?? to));
    const isEstimated = is === "estimated" || (is === "measured" && between(from, to) > QUARTER);
    return { from, to, kWh, isEstimated, coveredFrom, isAtLeast: is === "at-least" };
  });
};

/** What is owed is taken from what was booked since the last break, the latest first: it was booked there by mistake. */
const takeBack = ({ counter, sinceBreak }: Counter, owedKwh: number): readonly ToBook[] => {
  let owed = owedKwh;
  const back: ToBook[] = [];
  for (const span of [...sinceBreak].reverse().concat(lostSpan(counter.break))) {
    const kWh = Math.min(owed, span.kWh);
    if (kWh <= 0) continue;
    owed -= kWh;
    back.push({ ...span, kWh: -kWh, coveredFrom: null, isAtLeast: false });
  }
  return back;
};

/** How the energy between a break and the reading before it was booked; that of a rollover is with what came since. */
const lostSpan = (broken: CounterBreak | null): readonly BookedSpan[] => {
  if (broken === null || broken.is === "rollover") return [];
  const { before, first, betweenKwh } = broken;
  return [{ from: before.at, to: first.at, kWh: betweenKwh, isEstimated: false }];
};

const sinceBreakOf = (
  { counter, sinceBreak }: Counter,
  next: CounterState,
  stretches: readonly ToBook[],
): readonly BookedSpan[] => {
  const { break: broken, base } = next;
  if (broken === null || base === null || between(broken.first.at, base.at) > UNDO_WITHIN) return [];
  const isNew = counter.break === null || counter.break.first.at !== broken.first.at;
  const begun = broken.is === "rollover" ? broken.before.at : broken.first.at;
  const added = isNew ? stretches.filter(({ from }) => from >= begun) : stretches;
  return added.reduce(joined, isNew ? [] : sinceBreak);
};

/** What is of one quarter is kept as one: a poll of ten seconds would leave hundreds. */
const joined = (
  spans: readonly BookedSpan[],
  { from, to, kWh, isEstimated }: BookedSpan,
): readonly BookedSpan[] => {
  const last = spans.at(-1);
  const isJoint =
    last !== undefined &&
    last.to === from &&
    last.isEstimated === isEstimated &&
    quarterEnd(instant(last.from + 1)) === quarterEnd(to);
  if (!isJoint) return [...spans, { from, to, kWh, isEstimated }];
  return [...spans.slice(0, -1), { from: last.from, to, kWh: last.kWh + kWh, isEstimated }];
};
