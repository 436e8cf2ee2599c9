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

const SCAN_TIMEOUT = millis(300);
const SCAN_GAP = millis(50);

/**
 * The devices on a line whose model is proved by their values, as entries for a site file.
 *
 * @param line  name of the line in the site file
 * @throws {Fault} when the line cannot be reached
 */
export const discoverModbus = async (
  wire: ModbusWire,
  line: string,
  units: readonly number[],
  { profiles, zone, signal, progress }: DiscoverOptions,
): Promise<readonly FoundDevice[]> => {
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
    return found.flatMap(unit => {
      if (unit.is !== "answers") return [];
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
  } finally {
    await reader.close();
  }
};

/**
 * The devices on a broker that one profile fits best, as entries for a site file.
 *
 * @throws {Fault} when the broker cannot be reached
 */
export const discoverMqtt = async (
  url: string,
  forMs: number,
  { profiles, zone, signal, progress }: DiscoverOptions,
): Promise<readonly FoundDevice[]> => {
  const { devices } = await listen({
    url,
    forMs,
    signal,
    profiles,
    progress: elapsedMs => progress(Math.round(elapsedMs / 1_000), Math.round(forMs / 1_000)),
  });
  const counts = new Map<string, number>();
  return devices.flatMap(({ name: base, profiles: [best, ...others] }) => {
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
        name: nameOf(profile, base),
        zone,
        at: { is: "mqtt" as const, base },
        others,
      },
    ];
  });
};
