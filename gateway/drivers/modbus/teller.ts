import type { Clock } from "#gateway/ports/clock.ts";
import { admit, badReading } from "#rules/reading/admit.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Composed } from "./composer.ts";
import { decode } from "./decode.ts";
import type { Cell, ModbusPoint } from "./plan.ts";

type Options = {
  /** For reasons: `plant (10.0.0.7:502) unit 3`. */
  readonly where: string;
  readonly clock: Clock;
  emit(readings: readonly Reading[]): void;
};

/** Makes readings of what one unit says, or of why it says nothing. */
export class Teller {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  values(composed: readonly Composed[]): void {
    if (composed.length === 0) return;
    const { where, clock, emit } = this.#options;
    const at = clock.now();
    emit(
      composed.map(({ point, words }) => {
        const decoded = decode(point, words);
        return decoded.is === "value"
          ? admit(point, { value: decoded.value }, at)
          : badReading(point, `${where}: ${decoded.reason}`, at);
      }),
    );
  }

  /** Points that cannot be read now. */
  blind(points: Iterable<ModbusPoint>, reason: string): void {
    const { clock, emit } = this.#options;
    const at = clock.now();
    emit(Array.from(points, point => badReading(point, reason, at)));
  }
}

/** Whose the cells are, each point once. */
export const pointsOf = (cells: readonly Cell[]): Iterable<ModbusPoint> =>
  new Map(cells.flatMap(({ wants }) => wants.map(({ point }) => [point.index, point]))).values();
