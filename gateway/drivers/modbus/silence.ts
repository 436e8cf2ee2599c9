import { PATIENCE } from "./backoff.ts";
import type { Unit } from "./unit.ts";

/**
 * Requests in a row, over all units of a line, that nothing came back for while it was connected. One unit that is silent
 * is dead; when all are, it is the line: a converter that takes connections and has lost its bus, or a peer that is gone.
 */
export class Silence {
  #all = 0;
  /** Of which units that were not yet known to be down: only they say something of the line. */
  #telling = 0;
  readonly #witnesses = new Set<Unit>();

  end(): void {
    this.#all = 0;
    this.#telling = 0;
    this.#witnesses.clear();
  }

  /** Nothing came back. @param wasThere  whether the unit was not yet known to be down */
  add(unit: Unit, wasThere: boolean): void {
    this.#all += 1;
    if (!wasThere) return;
    this.#telling += 1;
    this.#witnesses.add(unit);
  }

  /** Exactly now the connection itself is to be doubted. */
  isSuspicious(wasThere: boolean): boolean {
    return wasThere && this.#telling === PATIENCE && this.#witnesses.size > 1;
  }

  /** Those that could still prove that the line works, once it is doubted. */
  others(units: readonly Unit[]): readonly Unit[] {
    if (this.#telling < PATIENCE) return [];
    return units.filter(unit => unit.state !== "down" && !this.#witnesses.has(unit));
  }

  /** Whether it is the line, as far as anybody can tell. */
  isProof(units: readonly Unit[]): boolean {
    if (this.#all < 2 * PATIENCE) return false;
    if (units.every(({ state }) => state === "down")) return true;
    if (this.#telling < 2 * PATIENCE || this.#witnesses.size < 2) return false;
    return this.#witnesses.size >= PATIENCE || this.others(units).length === 0;
  }
}
