import type { Readout } from "../readout.ts";
import type { HallPlan, ModbusPoint, Table } from "../site/plan.ts";
import { encode, registersOf, wordsOf } from "./encode.ts";

/** One unit behind a line: the points of all things that share its number. */
export type Unit = {
  readonly id: number;
  /** Ids of the things behind it, for faults. */
  readonly things: ReadonlySet<string>;
  /** How many addresses a table has: up to the end of its last point. 0: the unit has no such table. */
  size(table: Table): number;
  /**
   * A table as it is now, one number an address: registers 0..65535, or 0 and 1 for `coil` and `discrete`. Addresses
   * without a point are 0. Null when a point has a value that the device cannot say.
   */
  image(table: Table): Uint16Array | null;
};

/** The units of one line, by unit number. */
export const unitsOf = (plan: HallPlan, line: string, read: Readout): ReadonlyMap<number, Unit> => {
  const wired = plan.things
    .flatMap(({ points }) => points)
    .flatMap(({ owner, role, source }) =>
      source.is === "modbus" && source.line === line ? [{ owner, role, at: source }] : [],
    );
  return new Map(
    [...Map.groupBy(wired, ({ at }) => at.unit)].map(([id, points]) => [id, unit(id, points, read)]),
  );
};

type WiredPoint = { readonly owner: string; readonly role: string; readonly at: ModbusPoint };

const unit = (id: number, points: readonly WiredPoint[], read: Readout): Unit => {
  const inTable = (table: Table) => points.filter(({ at }) => at.table === table);
  const beside = points.flatMap(({ at }) => [at.minus ?? [], at.factor ?? []].flat());
  const size = (table: Table) =>
    Math.max(
      0,
      ...[...inTable(table).map(({ at }) => at), ...beside.filter(place => place.table === table)].map(
        place => place.address + wordsOf(place.type),
      ),
    );
  return {
    id,
    things: new Set(points.map(({ owner }) => owner)),
    size,
    image: table => {
      const image = new Uint16Array(size(table));
      for (const { owner, role, at } of inTable(table)) {
        const words = encode(at, read(owner, role));
        if (!words) return null;
        for (const [i, word] of words.entries()) image[at.address + i] = (image[at.address + i] ?? 0) | word;
      }
      for (const { at } of points)
        if (at.factor?.table === table)
          image.set(registersOf(at.factor, neutral(at.factor.form)), at.factor.address);
      return image;
    },
  };
};

/** What a factor says that changes nothing: 10 to the power of 0, or 1. */
const neutral = (form: "power-of-ten" | "factor"): number => (form === "factor" ? 1 : 0);
