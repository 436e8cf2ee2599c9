import { PATIENCE } from "./backoff.ts";
import type { Unit } from "./unit.ts";

/**
 * Requests in a row, over all units of a line, that nothing came back for while it was connected. One unit that is silent
 * is dead; when all are, it is the line: a converter that takes connections and has lost its bus, or a peer that is gone.
 */
export class Silence {
  #count = 0;
  readonly #asked = new Set<Unit>();
  /** Units that answered before: what speaks for the line as a whole. */
  readonly #witnesses = new Set<Unit>();

  end(): void {
    this.#count = 0;
    this.#asked.clear();
    this.#witnesses.clear();
  }

  /** Nothing came back. @param wasThere  whether the unit was not yet known to be down */
  add(unit: Unit, wasThere: boolean): void {
    this.#count += 1;
    this.#asked.add(unit);
    if (wasThere) this.#witnesses.add(unit);
  }

  /** Exactly now the connection itself is to be doubted. */
  get isSuspicious(): boolean {
    return this.#count === PATIENCE && this.#asked.size > 1;
  }

  /** Those that could still prove that the line works. */
  others(units: readonly Unit[]): readonly Unit[] {
    if (this.#count < PATIENCE) return [];
    return units.filter(unit => unit.state !== "down" && !this.#asked.has(unit));
  }

  /** Whether it is the line, as far as anybody can tell. */
  isProof(units: readonly Unit[]): boolean {
    if (this.#count < 2 * PATIENCE || this.#asked.size < 2) return false;
    return this.#witnesses.size >= PATIENCE || this.others(units).length === 0;
  }
}
