import { onDuty } from "../roster/duty.ts";
import { type Live, rosterNow, type Said, sayAbsent, sayPresent } from "../roster/live.ts";
import type { Person, Role, Site } from "../site/model.ts";
import type { Absence, Roster } from "../site/roster.ts";
import type { Instant } from "../time/instant.ts";
import type { Memo } from "./state.ts";

const KEY = "roster/";

/** Who is on duty in a hall: its site file, and what people have said of absences since. */
export class HallRoster {
  readonly #site: Pick<Site, "people" | "roster">;
  readonly #live = new Map<string, readonly Said[]>();
  #now: Roster;

  constructor(site: Pick<Site, "people" | "roster">) {
    this.#site = site;
    this.#now = site.roster;
  }

  now(): Roster {
    return this.#now;
  }

  onDuty(role: Role, at: Instant): readonly Person[] {
    return onDuty(this.#site, this.#now, role, at);
  }

  /** Somebody will be away. */
  absent({ person, ...absence }: Absence, at: Instant): Memo {
    return this.#say(person, sayAbsent(this.#live.get(person) ?? [], absence, at));
  }

  /** Somebody is there after all; null: the person is not away and is not going to be. */
  present(person: string, at: Instant): Memo | null {
    const own = this.#now.absences.filter(absence => absence.person === person);
    const said = sayPresent(this.#live.get(person) ?? [], own, at);
    return said && this.#say(person, said);
  }

  memos(): Memo[] {
    return Array.from(this.#live, ([person, value]) => ({ key: KEY + person, value }));
  }

  restore(memos: readonly Memo[]): void {
    for (const { key, value } of memos)
      if (key.startsWith(KEY) && value !== null)
        this.#live.set(key.slice(KEY.length), value as readonly Said[]);
    this.#now = rosterNow(this.#site.roster, this.#live as Live);
  }

  #say(person: string, said: readonly Said[]): Memo {
    if (said.length > 0) this.#live.set(person, said);
    else this.#live.delete(person);
    this.#now = rosterNow(this.#site.roster, this.#live);
    return { key: KEY + person, value: said.length > 0 ? said : null };
  }
}
