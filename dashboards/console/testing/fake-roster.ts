import type { WireHall } from "#gateway/wire/hall.ts";
import { absent, present, rosterQuery, type WireRoster } from "#gateway/wire/roster.ts";
import { onDuty } from "#rules/roster/duty.ts";
import { mayNoteAbsence } from "#rules/roster/rights.ts";
import type { Person, Role } from "#rules/site/model.ts";
import type { Roster } from "#rules/site/roster.ts";
import { instant } from "#rules/time/instant.ts";

const HOUR_MS = 3_600_000;
/** The demo hall's clock is ahead of UTC by this. */
const AHEAD_MS = 8 * HOUR_MS;

type Answer = { readonly status: number; readonly value: object };

/** The duty roster of the fake hall: the rules' own idea of who is on duty, without an engine around it. */
export class FakeRoster {
  shifts: Roster["shifts"] = [];
  absences: Roster["absences"] = [];

  reset(): void {
    this.shifts = [];
    this.absences = [];
  }

  read(hall: WireHall, now: number, query: URLSearchParams): WireRoster {
    const { days } = rosterQuery.parse(Object.fromEntries(query));
    const people = hall.people as Person[];
    const named = (person: string) => ({
      person,
      name: people.find(({ id }) => id === person)?.name ?? person,
    });
    const roles = [...new Set(people.flatMap(({ roles }) => roles))];
    const iso = (at: number) => new Date(at).toISOString();
    return {
      at: iso(now),
      onDuty: roles.map(role => ({
        role,
        hasShifts: this.shifts.some(shift => shift.role === role),
        people: this.#onDuty(people, role, now).map(({ id, name }) => ({ id, name })),
      })),
      shifts: this.shifts
        .filter(({ from, to }) => to > now && from < now + days * 24 * HOUR_MS)
        .toSorted((a, b) => a.from - b.from)
        .map(({ person, role, from, to }) => ({ ...named(person), role, from: iso(from), to: iso(to) })),
      absences: this.absences
        .filter(({ to }) => to > now)
        .toSorted((a, b) => a.from - b.from)
        .map(({ person, from, to, why }) => ({ ...named(person), from: iso(from), to: iso(to), why })),
      gaps: this.#gaps(people, now, days),
    };
  }

  /** Somebody will be away. */
  absent(hall: WireHall, body: unknown): Answer | null {
    const { by, person, from, to, why } = absent.parse(body);
    return this.#noted(hall, by, person, who => {
      const span = { from: instant(Date.parse(from)), to: instant(Date.parse(to)) };
      this.absences = [...this.absences, { person: who.id, ...span, why }];
    });
  }

  /** Somebody is back. */
  present(hall: WireHall, body: unknown): Answer | null {
    const { by, person } = present.parse(body);
    return this.#noted(hall, by, person, who => {
      this.absences = this.absences.filter(each => each.person !== who.id);
    });
  }

  /** @returns what stands against it; null when it was noted */
  #noted(hall: WireHall, by: string, of: string, note: (who: Person) => void): Answer | null {
    const find = (text: string) =>
      (hall.people as Person[]).find(({ id, name }) => id === text || name === text) ?? null;
    const who = find(of);
    if (who === null) return { status: 404, value: { error: "NO_PERSON", message: `nobody called ${of}` } };
    const against = mayNoteAbsence(find(by), who);
    if (against !== null) return { status: 403, value: { error: "NOT_ALLOWED", message: against } };
    note(who);
    return null;
  }

  #onDuty(people: readonly Person[], role: Role, at: number): readonly Person[] {
    return onDuty({ people }, { shifts: this.shifts, absences: this.absences }, role, instant(at));
  }

  /** Dates on which nobody is duty manager in any hour; weekends count as closed. */
  #gaps(people: readonly Person[], now: number, days: number): WireRoster["gaps"] {
    const today = Math.floor((now + AHEAD_MS) / (24 * HOUR_MS)) * 24 * HOUR_MS - AHEAD_MS;
    return Array.from({ length: days }, (_, day) => today + day * 24 * HOUR_MS).flatMap(midnight => {
      const hours = Array.from({ length: 24 }, (_, hour) => midnight + hour * HOUR_MS);
      if (hours.some(at => this.#onDuty(people, "duty-manager", at).length > 0)) return [];
      const date = new Date(midnight + AHEAD_MS);
      return [{ date: date.toISOString().slice(0, 10), isOpen: date.getUTCDay() % 6 !== 0 }];
    });
  }
}
