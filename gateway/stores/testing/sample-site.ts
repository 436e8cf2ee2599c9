import type { Reading } from "#rules/reading/reading.ts";
import type { Point, Site } from "#rules/site/model.ts";
import type { PointClass } from "#rules/site/point-class.ts";
import { type Instant, minutes } from "#rules/time/instant.ts";

const TEMPERATURE: PointClass = {
  id: "zone-air-temp",
  unit: "Cel",
  staleAfter: minutes(5),
  family: "comfort",
  brick: "Zone_Air_Temperature_Sensor",
  haystack: "zone air temp sensor point",
};

const POWER: PointClass = { ...TEMPERATURE, id: "circuit-power", unit: "W", family: "energy" };

/** `count` points of two classes in three zones: `hall.t0`, `off1.t1`, `back.t2`, `hall.t3`, … */
export const samplePoints = (count: number): readonly Point[] =>
  Array.from({ length: count }, (_, index) => {
    const zone = ["hall", "off1", "back"][index % 3] ?? "hall";
    const role = `t${index}`;
    return {
      index,
      id: `${zone}.${role}`,
      role,
      owner: zone,
      zone,
      name: { zh: role, en: role },
      class: index % 2 === 0 ? TEMPERATURE : POWER,
      staleAfter: minutes(5),
      source: { is: "mqtt", topic: `t/${index}`, path: [], scale: 1 },
      via: `mqtt:${zone}`,
    };
  });

/** What a history needs of a site. */
export const sampleSite = (count: number): Pick<Site, "id" | "points"> => ({
  id: "site-a",
  points: samplePoints(count),
});

/** A good reading of a point, received as it was measured. */
export const good = (point: number, value: number, at: Instant): Reading => ({
  point,
  value,
  at,
  receivedAt: at,
  quality: "good",
});

/** What a driver tells when a device does not answer. */
export const bad = (point: number, at: Instant): Reading => ({
  ...good(point, Number.NaN, at),
  quality: "bad",
  reason: "meters (10.0.0.7:502) unit 3: no answer in 1 s",
});
