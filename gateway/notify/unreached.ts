import type { Clock } from "#gateway/ports/clock.ts";
import { after, hours, type Instant } from "#rules/time/instant.ts";

/** Somebody who was to be told and was not, and will not be; a whole sentence. */
export type UnreachedNote = { readonly what: string; readonly at: Instant };

/** People forget a banner that stays for ever; the alert's page keeps what happened. */
const REMEMBERED = hours(24);

/** Who could not be told, each once however many messages it was, until somebody in that place is told or a day has passed. */
export class Unreached {
  readonly #clock: Clock;
  readonly #notes = new Map<string, UnreachedNote>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Nobody is on duty in the role, or whoever is has no channel.
   *
   * @param isHeld  whether any of the hall's people has the role
   */
  nobody(person: string | null, role: string, isHeld: boolean): void {
    const look = isHeld ? "see the roster" : "none of the hall's people has this role in the site file";
    const what =
      person === null
        ? `nobody can be reached as ${role}: ${look}; alerts for this role are on the console only`
        : `${person} (${role}) has no channel to be reached by: add reach: to the site file; alerts are on the console only`;
    this.#note(person ?? role, what);
  }

  /** Given up after a day of tries. */
  lost(whom: string, why: string): void {
    this.#note(whom, `${whom} was not told in 24 hours: ${why}`);
  }

  /** A person was told, and so somebody in the role was. */
  reached(person: string, role: string): void {
    this.#notes.delete(person);
    this.#notes.delete(role);
  }

  list(): readonly UnreachedNote[] {
    const now = this.#clock.now();
    for (const [whom, { at }] of this.#notes) if (after(at, REMEMBERED) <= now) this.#notes.delete(whom);
    return [...this.#notes.values()];
  }

  #note(whom: string, what: string): void {
    this.#notes.set(whom, { what, at: this.#clock.now() });
  }
}
