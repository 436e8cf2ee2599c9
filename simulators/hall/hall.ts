import type { Faults } from "../faults.ts";
import type { HallPlan } from "../site/plan.ts";
import { daysOf } from "./day.ts";
import type { Shown, World } from "./part.ts";
import { type Member, membersOf } from "./parts.ts";
import { peopleOf } from "./people.ts";
import { roomsOf } from "./rooms.ts";
import { weatherOver } from "./weather.ts";

/** A thing that looks different from before. */
export type Change = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly thing: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
};

/** A simulated hall: moved by its owner, never by itself. */
export type Hall = {
  /** How far it has been moved, milliseconds since the epoch. */
  now(): number;
  /**
   * Moves up to `to` in whole seconds, at most an hour at a time, so that a long gap is caught up over several calls.
   * Calls `each` after every second, with what looks different since the last one. The same seed and the same faults
   * give the same hall, however `to` is cut up.
   */
  advance(to: number, each?: (changes: readonly Change[]) => void): void;
  /** What the point of a thing shows now; nothing for a role that the thing does not have. */
  show(thing: string, role: string): Shown;
};

export type HallSettings = {
  readonly plan: HallPlan;
  readonly faults: Faults;
  readonly seed: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
};

const SECONDS_AT_A_TIME = 3_600;
const WARM_UP_STEP_S = 10;

/**
 * The hall of a site file as it is at `start`: its day has been lived through from midnight on, so that rooms, counters
 * and people are where they would be.
 *
 * @throws {Error}  when the site has equipment of a kind that nobody simulates
 */
export const hallOf = (settings: HallSettings): Hall => {
  const days = daysOf(settings.plan.timeZone);
  let now = days.of(settings.start).startsAt - WARM_UP_STEP_S * 1000;
  const drawnW = new Map<string, number>();
  const weather = weatherOver(days, settings.seed);
  const rooms = roomsOf(settings.plan.things, weather.outdoorC(now));
  const world: World = {
    ...settings,
    days,
    weather,
    people: peopleOf(settings.plan, days, settings.seed),
    now: () => now,
    roomC: rooms.temperatureC,
    drawnW: kind => drawnW.get(kind) ?? 0,
  };
  const members = membersOf(world);
  const byId = new Map(members.map(({ thing, part }) => [thing.id, part]));
  const differences = differencesOf(members);

  const step = (seconds: number) => {
    now += seconds * 1000;
    drawnW.clear();
    const heatW = new Map<string, number>();
    for (const { thing, part } of members) {
      part.step?.(seconds);
      const powerW = part.drawsW?.() ?? 0;
      add(drawnW, thing.kind, powerW);
      add(drawnW, "everything", powerW);
      add(heatW, thing.zone, part.warmsW?.() ?? powerW);
    }
    rooms.step(seconds, {
      outdoorC: weather.outdoorC(now),
      sun: weather.sun(now),
      heatW: zone => heatW.get(zone) ?? 0,
    });
  };
  while (now + WARM_UP_STEP_S * 1000 <= settings.start) step(WARM_UP_STEP_S);
  while (now + 1000 <= settings.start) step(1);
  differences(now);

  return {
    now: () => now,
    advance: (to, each) => {
      for (let steps = 0; now + 1000 <= to && steps < SECONDS_AT_A_TIME; steps++) {
        step(1);
        each?.(differences(now));
      }
    },
    show: (thing, role) => byId.get(thing)?.show(role),
  };
};

const add = (sums: Map<string, number>, key: string, value: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + value);

/** Tells on every call which members look different from the call before; the first call tells nothing. */
const differencesOf = (members: readonly Member[]) => {
  const seen = new Map<string, string>();
  return (at: number): readonly Change[] =>
    members.flatMap(({ thing, part }) => {
      const from = seen.get(thing.id);
      const to = part.looks?.() ?? "";
      if (to === from) return [];
      seen.set(thing.id, to);
      return from === undefined ? [] : [{ at, thing: thing.id, kind: thing.kind, from, to }];
    });
};
