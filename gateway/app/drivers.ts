import { join } from "node:path";
import type { Site } from "#rules/site/model.ts";
import type { Profile } from "#rules/site/profile.ts";
import { toIso } from "#rules/time/instant.ts";
import type { Publish } from "../notify/senders/mqtt.ts";
import type { Clock } from "../ports/clock.ts";
import type { Driver } from "../ports/driver.ts";
import type { Log } from "../ports/log.ts";
import { loadProfiles } from "../profiles/load.ts";
import type { WireUnknownDevice } from "../wire/device.ts";

export type DriversParts = {
  readonly site: Site;
  readonly clock: Clock;
  readonly log: Log;
  /** The data directory. */
  readonly directory: string;
  /** Resolves when all readings that were taken in are durable: only then are devices told that they were received. */
  readonly durable: () => Promise<void>;
};

/** The drivers of a hall; `publish`: sends a message on the hall's broker, null where it has none. */
export type Drivers = {
  readonly drivers: readonly Driver[];
  readonly publish: Publish | null;
  /** Who speaks on the hall's broker and is in no site file. */
  readonly unknown: () => readonly WireUnknownDevice[];
};

/** All profiles, which a start does not wait for: they are read when somebody first asks, and known from the next time on. */
const whenAsked = (log: Log): (() => readonly Profile[]) => {
  let known: readonly Profile[] | null = null;
  return () => {
    if (known !== null) return known;
    known = [];
    loadProfiles().then(
      loaded => {
        known = loaded;
      },
      (cause: unknown) => log.warn({ why: String(cause) }, "profiles cannot be read"),
    );
    return known;
  };
};

/** Only the drivers that the hall needs are loaded: each brings a library of some megabytes. They are not started. */
export const driversOf = async ({ site, clock, log, directory, durable }: DriversParts): Promise<Drivers> => {
  const drivers: Driver[] = [];
  let publish: Publish | null = null;
  let unknown: Drivers["unknown"] = () => [];
  if (site.sources.mqtt) {
    const { mqttDriver } = await import("../drivers/mqtt/mqtt-driver.ts");
    const driver = mqttDriver({ site, clock, log, durable, directory });
    publish = driver.publish;
    const { profilesFor } = await import("../drivers/mqtt/unknown-devices.ts");
    const profiles = whenAsked(log);
    unknown = () =>
      driver.unknownDevices().map(device => ({
        name: device.name,
        family: device.family,
        profiles: [...profilesFor(device, profiles())],
        messages: device.messages,
        lastAt: toIso(device.lastAt),
      }));
    drivers.push(driver);
  }
  if (Object.keys(site.sources.modbus).length > 0) {
    const { modbusDriver } = await import("../drivers/modbus/modbus-driver.ts");
    const { LEARNED_FILE, learnedFile } = await import("../drivers/modbus/learned-file.ts");
    const learned = learnedFile(join(directory, LEARNED_FILE), log);
    drivers.push(modbusDriver({ site, clock, log, learned }));
  }
  if (site.sources.dlt645) {
    const { dlt645Driver } = await import("../drivers/dlt645/dlt645-driver.ts");
    drivers.push(dlt645Driver({ site, clock, log }));
  }
  if (site.sources.hikvision) {
    const { hikvisionDriver } = await import("../drivers/hikvision/hikvision-driver.ts");
    drivers.push(hikvisionDriver({ site, clock, log }));
  }
  if (site.sources.panel) {
    const { panelDriver } = await import("../drivers/panel/panel-driver.ts");
    drivers.push(panelDriver({ site, clock, log }));
  }
  if (site.sources.receiver) {
    const { receiverDriver } = await import("../drivers/receiver/receiver-driver.ts");
    drivers.push(receiverDriver({ site, clock, log, durable }));
  }
  return { drivers, publish, unknown };
};
