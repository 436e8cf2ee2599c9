import type { Site } from "#rules/site/model.ts";
import type { Publish } from "../notify/senders/mqtt.ts";
import type { Clock } from "../ports/clock.ts";
import type { Driver } from "../ports/driver.ts";
import type { Log } from "../ports/log.ts";

export type DriversParts = {
  readonly site: Site;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves when all readings that were taken in are durable: only then are devices told that they were received. */
  readonly durable: () => Promise<void>;
};

/** The drivers of a hall; `publish`: sends a message on the hall's broker, null where it has none. */
export type Drivers = { readonly drivers: readonly Driver[]; readonly publish: Publish | null };

/** Only the drivers that the hall needs are loaded: each brings a library of some megabytes. They are not started. */
export const driversOf = async ({ site, clock, log, durable }: DriversParts): Promise<Drivers> => {
  const drivers: Driver[] = [];
  let publish: Publish | null = null;
  if (site.sources.mqtt) {
    const { mqttDriver } = await import("../drivers/mqtt/mqtt-driver.ts");
    const driver = mqttDriver({ site, clock, log, durable });
    publish = driver.publish;
    drivers.push(driver);
  }
  if (Object.keys(site.sources.modbus).length > 0) {
    const { modbusDriver } = await import("../drivers/modbus/modbus-driver.ts");
    drivers.push(modbusDriver({ site, clock, log }));
  }
  return { drivers, publish };
};
