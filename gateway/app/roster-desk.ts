import type { RosterCommand } from "#rules/engine/input.ts";
import { onDuty } from "#rules/roster/duty.ts";
import { gaps } from "#rules/roster/gaps.ts";
import type { Person, Role, Site } from "#rules/site/model.ts";
import type { Roster } from "#rules/site/roster.ts";
import { after, hours, type Instant, instant, toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { Clock } from "../ports/clock.ts";
import type { Absent, Present, WireRoster } from "../wire/roster.ts";
import type { Desk } from "./desk.ts";
import type { LiveEngine } from "./live-engine.ts";

export type RosterDeskParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly desk: Desk;
  readonly clock: Clock;
};

/** Days that are shown when somebody's absence was noted. */
const DAYS = 14;

/** Where people see who is on duty, and say who is away. */
export class RosterDesk {
  readonly #parts: RosterDeskParts;

  constructor(parts: RosterDeskParts) {
    this.#parts = parts;
  }

  show(days: number): WireRoster {
    const { engine, clock } = this.#parts;
    // Its calendar knows the days that were announced, which the site file's does not.
    const { site } = engine.current.hall;
    return wireRoster(site, engine.current.roster(), { at: clock.now(), days });
  }

  absent({ by, id, person, from, to, why }: Absent): Promise<Commanded<WireRoster>> {
    const span = { from: instant(Date.parse(from)), to: instant(Date.parse(to)) };
    return this.#put(person, by, id, who => ({ is: "absent", ...who, ...span, why }));
  }

  present({ by, id, person }: Present): Promise<Commanded<WireRoster>> {
    return this.#put(person, by, id, who => ({ is: "present", ...who }));
  }

  async #put(
    asked: string,
    by: string,
    id: string | undefined,
    command: (who: { readonly person: string; readonly by: string; readonly at: Instant }) => RosterCommand,
  ): Promise<Commanded<WireRoster>> {
    const { site, desk, clock } = this.#parts;
    const person = site.people.find(each => each.id === asked || each.name === asked);
    if (person === undefined) return { is: "unknown" };
    return desk.put({
      command: command({ person: person.id, by, at: clock.now() }),
      id,
      done: "noted",
      answer: async () => this.show(DAYS),
    });
  }
}

/** The roster as the API tells it at a moment. */
export const wireRoster = (
  site: Site,
  roster: Roster,
  { at, days }: { readonly at: Instant; readonly days: number },
): WireRoster => {
  const end = after(at, hours(24 * days));
  const roles = [...new Set(site.people.flatMap(person => person.roles))];
  return {
    at: toIso(at),
    onDuty: roles.map((role: Role) => ({
      role,
      hasShifts: roster.shifts.some(shift => shift.role === role),
      people: onDuty(site, roster, role, at).map(({ id, name }) => ({ id, name })),
    })),
    shifts: roster.shifts
      .filter(({ from, to }) => to > at && from < end)
      .toSorted((a, b) => a.from - b.from)
      .map(({ person, role, from, to }) => ({
        ...named(site, person),
        role,
        from: toIso(from),
        to: toIso(to),
      })),
    absences: roster.absences
      .filter(({ to }) => to > at)
      .toSorted((a, b) => a.from - b.from)
      .map(({ person, from, to, why }) => ({
        ...named(site, person),
        from: toIso(from),
        to: toIso(to),
        why,
      })),
    gaps: gaps(site, roster, "duty-manager", { from: site.calendar.dateAt(at), days }).map(gap => ({
      ...gap,
    })),
  };
};

const named = ({ people }: Site, id: string): { person: string; name: string } => ({
  person: id,
  name: people.find((person: Person) => person.id === id)?.name ?? id,
});
