import type { ModbusWire } from "#rules/site/modbus.ts";
import type { ModbusProfile, Profile } from "#rules/site/profile.ts";
import { millis } from "#rules/time/instant.ts";
import { letterOf, nameOf } from "./found-name.ts";
import { listen } from "./listen.ts";
import { kindOf } from "./profile-kind.ts";
import { Reader } from "./reader.ts";
import { scan } from "./scan.ts";
import type { FoundDevice } from "./site-lines.ts";

export type DiscoverOptions = {
  readonly profiles: readonly Profile[];
  readonly zone: string;
  readonly signal: AbortSignal;
  /** What is done now, for a line that moves: units or seconds. */
  readonly progress: (done: number, all: number) => void;
};

/** What answers: entries for a site file, and what is like no model: the number of a unit, or what speaks on a broker. */
export type Discovery = {
  readonly devices: readonly FoundDevice[];
  readonly unlike: readonly (number | string)[];
};

const SCAN_TIMEOUT = millis(300);
const SCAN_GAP = millis(50);

/**
 * The devices on a line: those whose model is proved by their values, and units that answer and are none of these.
 *
 * @param line  name of the line in the site file
 * @throws {Fault} when the line cannot be reached
 */
export const discoverModbus = async (
  wire: ModbusWire,
  line: string,
  units: readonly number[],
  { profiles, zone, signal, progress }: DiscoverOptions,
): Promise<Discovery> => {
  const reader = new Reader({ wire, timeout: SCAN_TIMEOUT, gap: SCAN_GAP, signal });
  try {
    const { units: found } = await scan({
      reader,
      other: null,
      units,
      profiles: profiles.filter((profile): profile is ModbusProfile => profile.is === "modbus"),
      signal,
      progress: (_, done) => progress(done, units.length),
      found: () => {},
    });
    const answering = found.filter(unit => unit.is === "answers");
    const devices = answering.flatMap(unit => {
      const [best, ...rest] = unit.fits.filter(({ is }) => is === "match");
      const profile = best?.profile;
      if (!profile || kindOf(profile) === null) return [];
      const index = profile.stride === undefined ? {} : { index: 0 };
      return [
        {
          id: `${letterOf(profile)}${unit.unit}`,
          profile,
          name: nameOf(profile, unit.unit),
          zone,
          at: { is: "modbus" as const, line, unit: unit.unit, ...index },
          others: rest.filter(({ bits }) => bits === best?.bits).map(other => other.profile.id),
        },
      ];
    });
    const known = new Set(devices.map(({ at }) => at.unit));
    const unlike = answering.flatMap(({ unit }) => (known.has(unit) ? [] : [unit]));
    return { devices, unlike };
  } finally {
    await reader.close();
  }
};

/**
 * The devices on a broker: those that one profile fits best, and the names of the others.
 *
 * @throws {Fault} when the broker cannot be reached
 */
export const discoverMqtt = async (
  url: string,
  forMs: number,
  { profiles, zone, signal, progress }: DiscoverOptions,
): Promise<Discovery> => {
  const { devices: heard } = await listen({
    url,
    forMs,
    signal,
    profiles,
    progress: elapsedMs => progress(Math.round(elapsedMs / 1_000), Math.round(forMs / 1_000)),
  });
  const counts = new Map<string, number>();
  const devices = heard.flatMap(({ name: base, profiles: [best, ...others] }) => {
    const profile = profiles.find(({ id }) => id === best);
    if (!profile || kindOf(profile) === null) return [];
    const letter = letterOf(profile);
    const number = (counts.get(letter) ?? 0) + 1;
    counts.set(letter, number);
    // Ids of what is on a line end with its unit: these are kept apart by another letter.
    return [
      {
        id: `${letter}Q${number}`,
        profile,
        name: nameOf(profile, base.split("/").at(-1) ?? base),
        zone,
        at: { is: "mqtt" as const, base },
        others,
      },
    ];
  });
  const known = new Set(devices.map(({ at }) => at.base));
  return { devices, unlike: heard.flatMap(({ name }) => (known.has(name) ? [] : [name])) };
};
