import { z } from "zod";
import { measured, time, words } from "./common.ts";

const figures = z.record(z.string(), z.number());

/** A source of readings: a broker, a Modbus line, a unit on it. `GET /api/devices` */
export const source = z.object({
  /** `mqtt`, `modbus:plant`, `modbus:plant/3` */
  id: z.string(),
  state: z.enum(["up", "down", "starting"]),
  since: time,
  lastError: z.string(),
  counts: figures,
  gauges: figures,
});

/** A thing with points, as whoever looks after devices sees it. */
export const device = z.object({
  /** Id of the equipment or zone. */
  id: z.string(),
  name: words,
  zone: z.string(),
  kind: z.string(),
  /** Id of its profile; null: the site file describes it. */
  profile: z.string().nullable(),
  /** The source that its points come through: `modbus:plant/3`, `mqtt:D1`. */
  via: z.string(),
  /** When any of its points was heard last, good or bad; null: never. */
  heardAt: time.nullable(),
  points: z.object({
    total: z.number(),
    good: z.number(),
    stale: z.number(),
    bad: z.number(),
    never: z.number(),
  }),
  /** Silence divided by the shortest staleness limit of its points; above 1 something is stale. Null: never heard. */
  silence: z.number().nullable(),
  /** Why points are not good, most frequent first, at most three. */
  reasons: z.array(z.string()),
  battery: z.number().nullable(),
});

/** A topic or device on the broker that the site file does not know. Listed, never guessed. */
export const unknownDevice = z.object({
  /** The topic, or the device's name where its family tells one. */
  name: z.string(),
  /** The family whose form it has: `zigbee2mqtt`; null: none that we know. */
  family: z.string().nullable(),
  /** Ids of profiles that it could be, by what it says of itself; never more than five. */
  profiles: z.array(z.string()),
  messages: z.number(),
  lastAt: time,
});

export const deviceList = z.object({
  devices: z.array(device),
  sources: z.array(source),
  unknown: z.array(unknownDevice),
  at: time,
});

/** `POST /api/devices/read`: the points of one device, read now through the running line. Only reads. */
export const readDevice = z.strictObject({ device: z.string().trim().min(1).max(200) });

/** What one point said when it was asked. */
export const pointRead = z.object({
  point: z.string(),
  name: words,
  /** The registers that it is made of, as they came; empty when none did. */
  raw: z.array(
    z.object({
      table: z.enum(["coil", "discrete", "holding", "input"]),
      /** Zero-based, on the wire. */
      address: z.int(),
      words: z.array(z.int()),
    }),
  ),
  /** In the unit of its class; null: it has none, and `reason` says why. */
  value: z.number().nullable(),
  word: z.string().optional(),
  unit: z.string().optional(),
  reason: z.string().optional(),
  /** What the gateway knew of it before, for comparison. */
  known: measured,
});

export const deviceRead = z.object({ device: z.string(), at: time, points: z.array(pointRead) });

/** `POST /api/devices/forget`: what a unit on a Modbus line was seen to refuse is tried once more. */
export const forgetUnit = z.strictObject({
  line: z.string().trim().min(1).max(200),
  unit: z.int().min(0).max(255),
});

export const unitForgotten = z.object({ line: z.string(), unit: z.int(), at: time });

export type ForgetUnit = z.infer<typeof forgetUnit>;
export type WireUnitForgotten = z.infer<typeof unitForgotten>;
export type WirePointRead = z.infer<typeof pointRead>;
export type WireDeviceRead = z.infer<typeof deviceRead>;
export type WireSource = z.infer<typeof source>;
export type WireDevice = z.infer<typeof device>;
export type WireUnknownDevice = z.infer<typeof unknownDevice>;
export type WireDeviceList = z.infer<typeof deviceList>;
