import type { Faults } from "../faults.ts";
import type { HallPlan } from "../site/plan.ts";
import type { Days } from "./day.ts";
import type { People } from "./people.ts";
import type { Weather } from "./weather.ts";

/** What a point shows: a number in the unit of its class, a word of its class, or nothing at this moment. */
export type Shown = number | string | undefined;

/** A simulated thing. It looks at the world, moves in steps, and shows values at its points. */
export type Part = {
  /** Moves by so many seconds; a thing that only follows the clock needs none. */
  step?(seconds: number): void;
  /** Electric power drawn now, W. */
  drawsW?(): number;
  /** Heat given to the zone now, W; negative while it cools. Absent: what it draws. */
  warmsW?(): number;
  /** What the point of that role shows now. */
  show(role: string): Shown;
  /** What a bystander would notice, in a word or two: a change of it is an event. */
  looks?(): string;
};

/** What a thing can ask of the hall around it. */
export type World = {
  readonly seed: number;
  readonly plan: HallPlan;
  readonly days: Days;
  readonly people: People;
  readonly weather: Weather;
  readonly faults: Faults;
  /** Time of day at the hall, milliseconds since the epoch. */
  now(): number;
  /** Air temperature of a zone, °C. */
  roomC(zone: string): number;
  /** Power drawn now by all equipment of one kind, or by `everything`, W. */
  drawnW(kind: string): number;
};

/** A reading of an instrument that resolves tenths. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
