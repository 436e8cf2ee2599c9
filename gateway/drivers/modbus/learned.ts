import { createHash } from "node:crypto";
import type { ModbusTable } from "#rules/site/modbus.ts";
import { hours, type Instant } from "#rules/time/instant.ts";
import type { Bounds } from "./bounds.ts";
import { placesOf } from "./places.ts";
import type { ModbusPoint } from "./plan.ts";

/** Addresses that a unit refuses, both ends included: since when that is known, and how often they were tried since. */
export type Refusal = {
  readonly table: ModbusTable;
  readonly from: number;
  readonly to: number;
  readonly at: Instant;
  readonly tries: number;
};

/** What a unit was seen to refuse. It holds only for the points that it was learned with. */
export type UnitLessons = {
  /** `digestOf` its points. */
  readonly points: string;
  readonly illegal: readonly Refusal[];
  /** Addresses that no read may lead over, though both sides can be read. */
  readonly seams: readonly { readonly table: ModbusTable; readonly at: number }[];
  /** The longest read that it bears: registers, bits. */
  readonly block?: number;
  readonly bits?: number;
  /** When the first of it was learned. */
  readonly since: Instant;
};

/** Where it is kept over a restart. */
export type Learned = {
  load(line: string, unit: number): UnitLessons | null;
  keep(line: string, unit: number, lessons: UnitLessons): void;
  forget(line: string, unit: number): void;
  /** Resolves when everything that was learned so far is kept. */
  saved(): Promise<void>;
};

/** A device may have been set right or replaced: after so long everything is tried once more. */
export const FORGET_AFTER = hours(30 * 24);

/** For a driver without a data directory. */
export const learnedInMemory = (): Learned => {
  const lessons = new Map<string, UnitLessons>();
  return {
    load: (line, unit) => lessons.get(`${line}/${unit}`) ?? null,
    keep: (line, unit, learned) => void lessons.set(`${line}/${unit}`, learned),
    forget: (line, unit) => void lessons.delete(`${line}/${unit}`),
    saved: async () => {},
  };
};

export const nothingLearned = (points: string, since: Instant): UnitLessons => ({
  points,
  illegal: [],
  seams: [],
  since,
});

/** The bounds of a unit with all that it has been seen to refuse. */
export const boundsWith = (bounds: Bounds, lessons: UnitLessons): Bounds => ({
  ...bounds,
  block: Math.min(bounds.block, lessons.block ?? bounds.block),
  bits: Math.min(bounds.bits, lessons.bits ?? bounds.bits),
  illegal: [...bounds.illegal, ...lessons.illegal],
  seams: [...bounds.seams, ...lessons.seams],
});

/** Tells whether the points of a unit are where they were when it was learned what it refuses. */
export const digestOf = (points: readonly ModbusPoint[]): string => {
  const places = points.flatMap(({ source }) =>
    placesOf(source).map(({ table, address, type }) => `${table} ${address} ${type}`),
  );
  return createHash("sha256").update(places.toSorted().join("\n")).digest("hex").slice(0, 16);
};
