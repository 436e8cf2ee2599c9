import { chance } from "../chance.ts";
import { daysOfYear, momentOf, type YearDay } from "./days.ts";
import { faultPlan } from "./fault-plan.ts";
import { sensorFaults } from "./sensor-faults.ts";
import type { TrueDay, YearFault, YearTruth } from "./truth.ts";
import { yearWeather } from "./weather.ts";
import { counters } from "./year-counters.ts";
import { yearHall } from "./year-hall.ts";

/** A value that a device told. `sourceAt`: its own time for it, where that is off. */
export type YearReading = {
  readonly at: number;
  /** Id as in `simulators/halls/year.yaml`: `M-main.energy`. */
  readonly point: string;
  /** In the unit of the point's class; of a worded one the index of its word. */
  readonly value: number;
  readonly sourceAt?: number;
};

export type SyntheticYear = {
  /** The readings of the year, oldest first; those of one moment in one list. Take them once, to the end. */
  readonly readings: () => Generator<readonly YearReading[], void, void>;
  /** Complete once all readings were taken. */
  readonly truth: () => YearTruth;
};

const CHANGED_ON = "2025-07-28";
const STEP_MINUTES = 5;
const DAY_MINUTES = 1_440;

/**
 * The year 2025 of a hall, made up from a seed, with all that is true of it. Physics go in steps of five minutes however
 * seldom it is read, so that the same seed has the same year.
 *
 * @param everyMinutes  between two readings of a point: 5, 10, 15, 30 …
 * @param changedOn     from this date on the setpoint is 26 °C, before it 24 °C
 */
export const syntheticYear = (seed: number, everyMinutes = 5, changedOn = CHANGED_ON): SyntheticYear => {
  const days = daysOfYear();
  const plan = faultPlan(days, seed);
  const meters = counters(days);
  const sensors = sensorFaults(days, plan.faults);
  const setpointFaults: YearFault[] = [];
  const lived: TrueDay[] = [];

  function* readings(): Generator<readonly YearReading[], void, void> {
    const weather = yearWeather(seed);
    const hall = yearHall({ seed, weather, faults: plan.faults, changedOn });
    const noise = chance(seed, "year-sensors");
    for (const day of days) {
      let [hotMinutes, savedKwh, degrees] = [0, 0, 0];
      const kWh: Record<string, number> = {};
      for (let minute = 0; minute < DAY_MINUTES; minute += STEP_MINUTES) {
        const at = momentOf(day, minute);
        if (minute % everyMinutes === 0) yield read(at, hall, noise);
        const now = hall.step(day, minute);
        savedKwh += now.savedW * WH_TO_KWH;
        degrees += weather.outdoorC(day.number, minute) * STEP_MINUTES;
        for (const [meter, powerW] of Object.entries(now.metersW)) {
          meters.get(meter)?.flow(powerW * WH_TO_KWH);
          kWh[meter] = (kWh[meter] ?? 0) + powerW * WH_TO_KWH;
        }
        if (now.isTooCold) hotMinutes += STEP_MINUTES;
      }
      const { date, isOpen } = day;
      lived.push({ date, isOpen, outdoorC: degrees / DAY_MINUTES, kWh, savedKwh });
      if (hotMinutes >= 60) setpointFaults.push(setpointFault(day));
    }
  }

  const read = (
    at: number,
    hall: ReturnType<typeof yearHall>,
    noise: () => number,
  ): readonly YearReading[] => {
    const told = hall.look(noise).filter(({ point }) => !sensors.isSilent(point, at));
    const counted = [...meters.values()].flatMap(({ id, tell }) => {
      const now = tell(at);
      if (!now) return [];
      const reading = { at, point: `${id}.energy`, value: now.kWh };
      return now.sourceAt === undefined ? [reading] : [{ ...reading, sourceAt: now.sourceAt }];
    });
    const drift = { at, point: "K1.drift", value: sensors.driftSeconds(at) };
    return [...told.map(each => ({ at, ...each })), ...counted, drift];
  };

  return {
    readings,
    truth: () => ({
      days: lived,
      closings: plan.closings,
      faults: [
        ...plan.faults,
        ...setpointFaults,
        ...sensors.faults,
        ...[...meters.values()].flatMap(({ faults }) => faults),
      ],
      changedOn,
      said: [...meters.values()].flatMap(({ said }) => said()),
      meters: new Map([...meters.values()].map(({ id, counted }) => [id, counted()])),
    }),
  };
};

const WH_TO_KWH = STEP_MINUTES / 60 / 1_000;

const setpointFault = (day: YearDay): YearFault => ({
  kind: "setpoint",
  target: "AC-hall",
  date: day.date,
  from: momentOf(day, 8 * 60),
  to: momentOf(day, 17 * 60 + 25),
  powerW: 0,
  isSilent: false,
});
