import type { SaidOfMeter, YearFault } from "./truth.ts";

const HOUR = 3_600_000;

/** What a counter tells at a moment; `at` is its own clock's, where it tells one. */
export type Told = { readonly kWh: number; readonly sourceAt?: number };

/** A meter with a register of limited size and resolution, and what happens to it in a year. */
export type Counter = {
  readonly id: string;
  /** Energy has flowed. */
  flow(kWh: number): void;
  /** What it tells now; null: nothing. */
  tell(at: number): Told | null;
  readonly faults: readonly YearFault[];
  readonly said: () => readonly SaidOfMeter[];
  readonly counted: () => { readonly countedKwh: number; readonly lostKwh: number };
};

export type CounterPlan = {
  readonly id: string;
  readonly startKwh: number;
  readonly stepKwh: number;
  /** Where it begins again at 0; absent: never in its life. */
  readonly modulusKwh?: number;
  /** Not heard from the first to before the second moment. */
  readonly gaps?: readonly (readonly [number, number])[];
  /** Moments of which the first reading from then on is 0. */
  readonly glitches?: readonly number[];
  readonly resetAt?: number;
  readonly replacedAt?: number;
  /** From when until when its clock is off by how much. */
  readonly clock?: readonly { readonly from: number; readonly to: number; readonly byMs: number }[];
};

/** The new meter had been tried at the factory. */
const NEW_METER_KWH = 3.2;

export const counter = (plan: CounterPlan): Counter => {
  const { id, stepKwh, modulusKwh } = plan;
  /** What has flowed since the register stood at its start. */
  let [start, flowed] = [plan.startKwh, 0];
  let first: number | null = null;
  let [counted, lost, lastTold] = [0, 0, 0];
  const glitches = [...(plan.glitches ?? [])];
  let [isReset, isReplaced, hasRolled] = [false, false, false];
  const faults: YearFault[] = [];
  const said: SaidOfMeter[] = [];

  const fault = (kind: YearFault["kind"], from: number, to = from): void => {
    faults.push({ kind, target: id, date: dateOf(from), from, to, powerW: 0, isSilent: false });
  };
  const stands = (): number => Math.floor((start + flowed) / stepKwh + 1e-9) * stepKwh;
  const begin = (kWh: number): void => {
    counted += stands() - (first ?? stands());
    [start, flowed, first] = [kWh, 0, kWh];
  };

  const happen = (at: number): void => {
    if (plan.resetAt !== undefined && !isReset && at >= plan.resetAt) {
      isReset = true;
      lost += stands() - lastTold;
      begin(0);
      fault("reset", at);
    }
    if (plan.replacedAt !== undefined && !isReplaced && at >= plan.replacedAt) {
      isReplaced = true;
      said.push({ meter: id, saidAt: at + 4 * HOUR, at, endKwh: stands(), startKwh: NEW_METER_KWH });
      begin(NEW_METER_KWH);
      fault("replacement", at);
    }
  };
  for (const [from, to] of plan.gaps ?? []) fault("gap", from, to);
  for (const { from, to, byMs } of plan.clock ?? [])
    fault(byMs > 0 ? "clock-ahead" : "clock-behind", from, to);

  return {
    id,
    faults,
    said: () => said,
    flow: kWh => {
      flowed += kWh;
    },
    counted: () => ({ countedKwh: counted + lastTold - (first ?? lastTold), lostKwh: lost }),
    tell: at => {
      happen(at);
      first ??= stands();
      if ((plan.gaps ?? []).some(([from, to]) => from <= at && at < to)) return null;
      const glitch = glitches[0];
      if (glitch !== undefined && at >= glitch) {
        glitches.shift();
        fault("glitch", at);
        return { kWh: 0 };
      }
      lastTold = stands();
      const isPast = modulusKwh !== undefined && lastTold >= modulusKwh;
      if (isPast && !hasRolled) fault("rollover", at);
      hasRolled ||= isPast;
      const kWh = round(isPast ? lastTold - modulusKwh : lastTold);
      const off = plan.clock?.find(({ from, to }) => from <= at && at < to);
      return off ? { kWh, sourceAt: at + off.byMs } : { kWh };
    },
  };
};

/** A register holds whole steps: what adding up in doubles leaves behind is not in it. */
const round = (kWh: number): number => Math.round(kWh * 1e6) / 1e6;

const dateOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);
