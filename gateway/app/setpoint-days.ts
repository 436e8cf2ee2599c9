import type { Rulebook } from "#rules/engine/rulebook.ts";
import type { Equipment, Site } from "#rules/site/model.ts";
import { after, hours, type Instant, millis } from "#rules/time/instant.ts";
import type { History, HistoryValue } from "../ports/history.ts";
import { midnight, nextDate } from "./energy-days.ts";
import { type SetpointTime, setpointTime, together } from "./setpoint-time.ts";

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
  readonly history: Pick<History, "range">;
};

/**
 * How long setpoints were kept, day by day, as evidence: from what the machines said and the limit of the rule in force.
 * A day that is over is read once.
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
    const { calendar } = site;
    const from = midnight(date, calendar.timeZone);
    const to = midnight(nextDate(date), calendar.timeZone);
    const machines = machinesOf(site, book, from);
    if (floorC === undefined || machines.length === 0 || from >= now) return null;
    const key = `${date} ${floorC}`;
    // What comes late by an hour still counts.
    const isOver = after(to, hours(1)) < now;
    const known = isOver ? this.#over.get(key) : undefined;
    if (known !== undefined) return known;
    const times: SetpointTime[] = [];
    for (const machine of machines) {
      const time = await this.#ofMachine(machine, floorC, { from, to: Math.min(to, now) as Instant });
      if (time === null) return null;
      times.push(time);
    }
    const sum = together(times);
    const found = sum.keptMs + sum.violatedMs + sum.unknownMs === 0 ? null : sum;
    if (isOver) this.#over.set(key, found);
    return found;
  }

  async #ofMachine(
    { points }: Equipment,
    floorC: number,
    { from, to }: { readonly from: Instant; readonly to: Instant },
  ): Promise<SetpointTime | null> {
    const { mode, setpoint } = points;
    if (mode === undefined || setpoint === undefined) return null;
    const words = mode.class.words ?? [];
    const read = async (point: typeof mode): Promise<readonly HistoryValue[] | null> =>
      this.#parts.history.range(point.id, after(from, millis(-point.staleAfter)), to, MOST);
    const modes = await read(mode);
    const setpoints = await read(setpoint);
    if (modes === null || setpoints === null) return null;
    return setpointTime({
      mode: modes,
      setpoint: setpoints,
      cooling: new Set(COOLING.map(word => words.indexOf(word)).filter(index => index >= 0)),
      modeLastsMs: mode.staleAfter,
      setpointLastsMs: setpoint.staleAfter,
      floorC,
      from,
      to,
    });
  }
}

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
