import type { YearFault, YearTruth } from "../../../simulators/year/truth.ts";
import type { ReplayedAlert } from "../../replay/replayed-alert.ts";
import { closedNights, type Verdict } from "../nights.ts";
import { circuitsBehind, LEAST_ABOVE_W, type UnderstoodNights, understandNights } from "../understand.ts";
import type { JudgedYear } from "./judge-year.ts";

/** How well a kind of fault was found, and by what. */
export type Score = {
  readonly what: string;
  readonly by: string;
  /** Put in; of these found. */
  readonly injected: number;
  readonly found: number;
  /** Told; of these right. */
  readonly told: number;
  readonly right: number;
};

/** What each meter's smallest step is, and how much above its reference is worth telling. */
const METERS = {
  "M-main": { resolutionKwh: 0.1, leastAboveW: LEAST_ABOVE_W.whole },
  "M-ac": { resolutionKwh: 0.01, leastAboveW: LEAST_ABOVE_W.circuit },
  "M-light": { resolutionKwh: 0.001, leastAboveW: LEAST_ABOVE_W.circuit },
  "M-plug": { resolutionKwh: 0.01, leastAboveW: LEAST_ABOVE_W.circuit },
} as const;

/** What the nights of each meter say; `verdicts` other than the true ones: what would be learned if they were. */
export const nightsOfYear = (
  { site, truth, quarters }: JudgedYear,
  verdicts: ReadonlyMap<string, Verdict> = truth.closings,
): ReadonlyMap<string, UnderstoodNights> => {
  const until = quarters.get("M-main")?.at(-1)?.end;
  if (until === undefined) throw new Error("the main meter was never heard");
  const nights = closedNights(site.calendar, "2025-01-01", "2025-12-31", until);
  return new Map(
    Object.entries(METERS).map(([meter, limits]) => [
      meter,
      understandNights({ quarters: quarters.get(meter) ?? [], nights, verdicts, ...limits }),
    ]),
  );
};

/** Each kind of fault, against what was found. */
export const scores = (
  judged: JudgedYear,
  nights: ReadonlyMap<string, UnderstoodNights>,
): readonly Score[] => {
  const { truth, alerts } = judged;
  const of = (...kinds: readonly YearFault["kind"][]) =>
    truth.faults.filter(({ kind }) => kinds.includes(kind));
  const lights = of("light-left-on");
  return [
    byAlerts("light left on", "light-after-closing", lights, alerts, false),
    byAlerts("air-conditioner left on", "cooling-after-closing", of("cooling-left-on"), alerts, false),
    byAlerts("setpoint below 26 °C", "summer-setpoint", of("setpoint"), alerts, true),
    byAlerts("clock on the wall", "clock-wrong", of("wall-clock"), alerts, false),
    byAlerts("silent sensor", "blind", of("silent"), alerts, false),
    byNights(
      "light left on, 240 W and more",
      "M-light",
      lights.filter(({ powerW }) => powerW >= 240),
      lights,
      nights,
    ),
    byNights(
      "light left on, 80 W",
      "M-light",
      lights.filter(({ powerW }) => powerW < 240),
      lights,
      nights,
    ),
    byNights(
      "air-conditioner left on",
      "M-ac",
      of("cooling-left-on"),
      of("cooling-left-on", "stuck-valve"),
      nights,
    ),
    byNights("stuck valve, 700 W", "M-ac", of("stuck-valve"), of("cooling-left-on", "stuck-valve"), nights),
    byNights("unmetered load, 1,600 W", "M-main", big(of("unmetered-load")), nightFaultsOf(truth), nights),
    byNights("unmetered load, 300 W", "M-main", small(of("unmetered-load")), nightFaultsOf(truth), nights),
    ...(["reset", "rollover", "replacement", "gap", "glitch"] as const).map(is => byEntries(is, judged)),
    clockAhead(judged),
    { ...none("device clock 20 min behind", "nothing"), injected: of("clock-behind").length },
  ];
};

const big = (faults: readonly YearFault[]) => faults.filter(({ powerW }) => powerW > 1_000);
const small = (faults: readonly YearFault[]) => faults.filter(({ powerW }) => powerW <= 1_000);
/** Whatever was left on, or ran, at night. */
export const nightFaultsOf = ({ faults }: YearTruth) =>
  faults.filter(({ kind }) =>
    ["light-left-on", "cooling-left-on", "stuck-valve", "unmetered-load"].includes(kind),
  );
const none = (what: string, by: string): Score => ({ what, by, injected: 0, found: 0, told: 0, right: 0 });

/** @param isByDay  faults and alerts of one date are one: it clears and returns as the weather does */
const byAlerts = (
  what: string,
  rule: string,
  faults: readonly YearFault[],
  alerts: readonly ReplayedAlert[],
  isByDay: boolean,
): Score => {
  const told = alerts.filter(({ rules }) => rules.includes(rule));
  const isOf = (fault: YearFault, { target, openedAt }: ReplayedAlert): boolean =>
    (target === fault.target || target.endsWith(`:${fault.target}`)) &&
    fault.from <= openedAt &&
    // What is seen when it ends is told when it has held.
    openedAt < fault.to + 30 * 60_000;
  const dates = (list: readonly ReplayedAlert[]): number =>
    isByDay ? new Set(list.map(({ openedAt }) => dateOf(openedAt))).size : list.length;
  return {
    what,
    by: rule,
    injected: faults.length,
    found: faults.filter(fault => told.some(alert => isOf(fault, alert))).length,
    told: dates(told),
    right: dates(told.filter(alert => faults.some(fault => isOf(fault, alert)))),
  };
};

/** @param rights  faults of which any makes a night that was told right, since the meter cannot tell them apart */
const byNights = (
  what: string,
  meter: string,
  faults: readonly YearFault[],
  rights: readonly YearFault[],
  nights: ReadonlyMap<string, UnderstoodNights>,
): Score => {
  const told = new Set(
    nights.get(meter)?.nights.flatMap(({ night, judged }) => (judged?.isExcessive ? [night.date] : [])),
  );
  const right = new Set(rights.map(({ date }) => date));
  return {
    what,
    by: `night excess of ${meter}`,
    injected: faults.length,
    found: faults.filter(({ date }) => told.has(date)).length,
    told: told.size,
    right: [...told].filter(date => right.has(date)).length,
  };
};

/** A counter that is not heard because it told a 0, or because its clock was put right, has a gap as well: a true one. */
const byEntries = (
  is: "reset" | "rollover" | "replacement" | "gap" | "glitch",
  judged: JudgedYear,
): Score => {
  const { truth, entries } = judged;
  const faults = truth.faults.filter(({ kind }) => kind === is);
  const rights: readonly YearFault["kind"][] = is === "gap" ? ["gap", "glitch", "clock-behind"] : [is];
  const told = entries.filter(each => each.is === is);
  const isOf = (fault: YearFault, { meter, from, to }: (typeof told)[number]): boolean =>
    meter === fault.target && from <= fault.to && to >= fault.from;
  return {
    what: `counter: ${is}`,
    by: "ledger",
    injected: faults.length,
    found: faults.filter(fault => told.some(entry => isOf(fault, entry))).length,
    told: told.length,
    right: told.filter(entry => truth.faults.some(fault => rights.includes(fault.kind) && isOf(fault, entry)))
      .length,
  };
};

const clockAhead = ({ truth, badClocks }: JudgedYear): Score => {
  const faults = truth.faults.filter(({ kind }) => kind === "clock-ahead");
  const isOf = ({ target, from, to }: YearFault, { point, at }: JudgedYear["badClocks"][number]): boolean =>
    point.startsWith(`${target}.`) && from <= at && at < to;
  const points = (list: JudgedYear["badClocks"]): number => new Set(list.map(({ point }) => point)).size;
  return {
    what: "device clock 8 h ahead",
    by: "admission",
    injected: faults.length,
    found: faults.filter(fault => badClocks.some(each => isOf(fault, each))).length,
    told: points(badClocks),
    right: points(badClocks.filter(each => faults.some(fault => isOf(fault, each)))),
  };
};

const dateOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

/** Of each night that the main meter calls excessive: whether the circuit that is behind it comes first. */
export const firstCircuits = (
  { truth }: JudgedYear,
  nights: ReadonlyMap<string, UnderstoodNights>,
): { readonly asked: number; readonly right: number } => {
  const circuits = new Map([...nights].filter(([meter]) => meter !== "M-main"));
  const behind = { "light-left-on": "M-light", "cooling-left-on": "M-ac", "stuck-valve": "M-ac" } as const;
  let [asked, right] = [0, 0];
  for (const { night, judged } of nights.get("M-main")?.nights ?? []) {
    const faults = nightFaultsOf(truth).filter(({ date }) => date === night.date);
    const [fault] = faults;
    if (!judged?.isExcessive || faults.length !== 1 || !fault || !(fault.kind in behind)) continue;
    asked += 1;
    const [first] = circuitsBehind(circuits, new Set([night.date]));
    if (first?.meter === behind[fault.kind as keyof typeof behind]) right += 1;
  }
  return { asked, right };
};
