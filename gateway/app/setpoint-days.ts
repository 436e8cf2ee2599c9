import type { Rulebook } from "#rules/engine/rulebook.ts";
import type { Equipment, Point, Site } from "#rules/site/model.ts";
import { after, hours, type Instant, millis } from "#rules/time/instant.ts";
import type { History, ValueRun } from "../ports/history.ts";
import { midnight, nextDate } from "./energy-days.ts";
import { type Said, type SetpointTime, setpointTime, together } from "./setpoint-time.ts";

/** The fact of the rule about setpoints, and the setting that it goes by; @see rules/packs/service-hall.yaml */
const FACT = "setpoint-too-low";
const LIMIT = "setpoint_floor";
/** Modes in which that rule looks at the setpoint. */
const COOLING = ["cool", "auto"];
/** Of one point in one day: each second one. */
const MOST = 86_400;

export type SetpointParts = {
  /** The hall with the rules that are in force now. */
  readonly rules: () => { readonly site: Site; readonly book: Rulebook };
  readonly history: Pick<History, "range" | "runs">;
};

/** Days that are read at once where the history knows stretches: who asks for one soon asks for those after it. */
const TOGETHER = 31;

type Day = { readonly date: string; readonly from: Instant; readonly to: Instant };
/** What points said in some time, by id; null: nobody can read it back. */
type Reader = (point: Point, from: Instant, to: Instant) => Promise<readonly Said[] | null>;

/**
 * How long setpoints were kept, day by day, as evidence: from what the machines said and the limit of the rule in force.
 * A day that is over is read once, with the days after it.
 */
export class SetpointDays {
  readonly #parts: SetpointParts;
  readonly #over = new Map<string, SetpointTime | null>();

  constructor(parts: SetpointParts) {
    this.#parts = parts;
  }

  /** Null: nothing that cools ran, no rule in force asks anything of setpoints that day, or nobody can read it back. */
  async of(date: string, now: Instant): Promise<SetpointTime | null> {
    const { site, book } = this.#parts.rules();
    const floorC = book.settings.get(LIMIT)?.value;
    const day = dayOf(date, site);
    if (floorC === undefined || machinesOf(site, book, day.from).length === 0 || day.from >= now) return null;
    // What comes late by an hour still counts.
    const isOver = ({ to }: Day): boolean => after(to, hours(1)) < now;
    const key = (each: Day): string => `${each.date} ${floorC}`;
    if (!isOver(day)) {
      const sofar = { ...day, to: Math.min(day.to, now) as Instant };
      return (await timeOf(machinesOf(site, book, day.from), floorC, sofar, this.#values)) ?? null;
    }
    const known = this.#over.get(key(day));
    if (known !== undefined) return known;
    const days = [day];
    if (this.#parts.history.runs !== undefined)
      for (let next = dayOf(nextDate(date), site); days.length < TOGETHER && isOver(next); ) {
        if (this.#over.has(key(next))) break;
        days.push(next);
        next = dayOf(nextDate(next.date), site);
      }
    const machines = new Map(days.map(each => [each, machinesOf(site, book, each.from)]));
    const read = await this.#stretches(
      new Set([...machines.values()].flat()),
      day.from,
      days.at(-1)?.to ?? day.to,
    );
    for (const [each, cooling] of machines) {
      const time = cooling.length === 0 ? undefined : await timeOf(cooling, floorC, each, read);
      if (time !== undefined) this.#over.set(key(each), time);
    }
    return this.#over.get(key(day)) ?? null;
  }

  readonly #values: Reader = (point, from, to) => this.#parts.history.range(point.id, from, to, MOST);

  /** Reads what machines said in stretches, all at once; value by value where the history knows none. */
  async #stretches(machines: ReadonlySet<Equipment>, from: Instant, to: Instant): Promise<Reader> {
    const { history } = this.#parts;
    const points = [...machines].flatMap(({ points: { mode, setpoint } }) =>
      mode && setpoint ? [mode, setpoint] : [],
    );
    if (history.runs === undefined) return this.#values;
    const longest = Math.max(0, ...points.map(({ staleAfter }) => staleAfter));
    const runs = await history.runs(
      points.map(({ id }) => id),
      after(from, millis(-longest)),
      to,
    );
    return async (point, begin, end) => touching(runs.get(point.id) ?? [], begin, end);
  }
}

const dayOf = (date: string, { calendar: { timeZone } }: Site): Day => ({
  date,
  from: midnight(date, timeZone),
  to: midnight(nextDate(date), timeZone),
});

/** Stretches that reach into a time, which begin in ascending order. */
const touching = (runs: readonly ValueRun[], from: Instant, to: Instant): readonly ValueRun[] => {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.until ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const end = runs.findIndex(({ at }, index) => index >= low && at >= to);
  return runs.slice(low, end < 0 ? runs.length : end);
};

/** Of some machines together. Null: nothing that cools ran; undefined: nobody can read it back. */
const timeOf = async (
  machines: readonly Equipment[],
  floorC: number,
  { from, to }: Day,
  read: Reader,
): Promise<SetpointTime | null | undefined> => {
  const times: SetpointTime[] = [];
  for (const {
    points: { mode, setpoint },
  } of machines) {
    if (mode === undefined || setpoint === undefined) return undefined;
    const words = mode.class.words ?? [];
    const modes = await read(mode, after(from, millis(-mode.staleAfter)), to);
    const setpoints = await read(setpoint, after(from, millis(-setpoint.staleAfter)), to);
    if (modes === null || setpoints === null) return undefined;
    times.push(
      setpointTime({
        mode: modes,
        setpoint: setpoints,
        cooling: new Set(COOLING.map(word => words.indexOf(word)).filter(index => index >= 0)),
        modeLastsMs: mode.staleAfter,
        setpointLastsMs: setpoint.staleAfter,
        ...{ floorC, from, to },
      }),
    );
  }
  const sum = together(times);
  return sum.keptMs + sum.violatedMs + sum.unknownMs === 0 ? null : sum;
};

/** The machines that the rule in force is judged for at that time of the year. */
const machinesOf = (
  { equipment, calendar }: Site,
  { instances }: Rulebook,
  at: Instant,
): readonly Equipment[] => {
  const targets = new Set(
    instances
      .filter(({ rule: { fact, season } }) => {
        if (fact !== FACT) return false;
        return season === undefined || (calendar.inSeason(season.name, at) ?? false) !== season.isOutside;
      })
      .map(({ target }) => target.id),
  );
  return equipment.filter(
    ({ id, points }) => targets.has(id) && points.mode !== undefined && points.setpoint !== undefined,
  );
};
