import type { Thing } from "../site/plan.ts";
import { airConditioner } from "./air-conditioner.ts";
import { alarmPanel } from "./alarm-panel.ts";
import { door } from "./door.ts";
import { extinguisher } from "./extinguisher.ts";
import { lightCircuit } from "./light-circuit.ts";
import { meter } from "./meter.ts";
import type { Part, World } from "./part.ts";
import { powerCircuit } from "./power-circuit.ts";
import { weatherStation } from "./weather-station.ts";
import { window } from "./window.ts";
import { zone } from "./zone.ts";

/** A thing of the plan and what plays it. */
export type Member = { readonly thing: Thing; readonly part: Part };

/** A place with a sticker: people scan it with a phone, and it says nothing by itself. */
const sticker = (): Part => ({ show: () => undefined });

const kinds: Readonly<Record<string, (thing: Thing, world: World) => Part>> = {
  zone,
  door,
  window,
  meter,
  extinguisher,
  "weather-station": weatherStation,
  "air-conditioner": airConditioner,
  "light-circuit": lightCircuit,
  "power-circuit": powerCircuit,
  "alarm-panel": alarmPanel,
  checkpoint: sticker,
};

/**
 * Plays every thing of the plan; meters last, because they measure what the others draw in the same step.
 *
 * @throws {Error}  when the site has equipment of a kind that nobody simulates
 */
export const membersOf = (world: World): readonly Member[] =>
  world.plan.things
    .map(thing => {
      const play = Object.hasOwn(kinds, thing.kind) ? kinds[thing.kind] : undefined;
      if (!play)
        throw new Error(
          `equipment.${thing.id}.kind: nobody simulates a "${thing.kind}"; there are ${Object.keys(kinds).join(", ")}`,
        );
      return { thing, part: play(thing, world) };
    })
    .toSorted((a, b) => Number(a.thing.kind === "meter") - Number(b.thing.kind === "meter"));
