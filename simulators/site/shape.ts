import { z } from "zod";

const day = z.union([z.string(), z.array(z.string())]);
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const common = {
  values: z.record(z.string(), word).default({}),
  scale: z.number().default(1),
  offset: z.number().default(0),
  unit: z.string().nullable().default(null),
};
/** A point on MQTT: its own words over its owner's. */
export const mqtt = z.looseObject({
  ...common,
  topic: z.string(),
  path: z.string().default("$"),
  time: z.string().nullable().default(null),
  time_form: z.enum(["iso", "ms", "s"]).default("iso"),
  availability: z
    .looseObject({
      topic: z.string(),
      online: word.default("online"),
      offline: word.default("offline"),
    })
    .nullable()
    .default(null),
});
const address = z.int().min(0).max(65_535);
const type = z.enum(["bit", "u16", "i16", "u32", "i32", "f32", "u64", "i64", "f64", "mod10k32", "mod10k64"]);
const order = z.enum(["big", "little"]);
const beside = {
  holding: address.optional(),
  input: address.optional(),
  type: type.exclude(["bit"]).optional(),
  words: order.optional(),
  bytes: order.optional(),
};

/** A point in a register: its own words over its owner's, whose `unit` is `unit_id` here. */
export const modbus = z.looseObject({
  ...common,
  line: z.string(),
  unit_id: z.int().min(0).max(255),
  coil: address.optional(),
  discrete: address.optional(),
  holding: address.optional(),
  input: address.optional(),
  type: type.optional(),
  bit: z.int().min(0).max(15).optional(),
  words: order.default("big"),
  bytes: order.optional(),
  otherwise: z.number().optional(),
  minus: z.looseObject(beside).optional(),
  factor: z.looseObject({ ...beside, as: z.enum(["power-of-ten", "factor"]).default("factor") }).optional(),
});
const some = z.record(z.string(), z.unknown());
/** A zone or a piece of equipment. */
export const owner = z.looseObject({
  kind: z.string().default("zone"),
  zone: z.string().optional(),
  always_on: z.boolean().default(false),
  profile: z.string().optional(),
  multipliers: some.optional(),
  mqtt: some.optional(),
  modbus: some.optional(),
  points: z.record(z.string(), some.nullable()).default({}),
});
/** As much of a site file as devices need, leniently. */
export const site = z.looseObject({
  site: z.looseObject({ id: z.string(), timezone: z.string() }),
  calendar: z.looseObject({
    staff_from: z.string().optional(),
    week: z.record(z.string(), day),
    dates: z.record(z.string(), day).default({}),
  }),
  sources: z
    .looseObject({
      mqtt: some.optional(),
      modbus: z
        .record(
          z.string(),
          z.looseObject({
            host: z.string().optional(),
            port: z.int().min(0).default(502),
            framing: z.enum(["tcp", "rtu"]).default("tcp"),
          }),
        )
        .default({}),
    })
    .default({ modbus: {} }),
  zones: z.record(z.string(), owner),
  equipment: z.record(z.string(), owner).default({}),
});
/** `sources.mqtt` */
export const broker = z.looseObject({
  broker: z.string(),
  host: z.string().default("127.0.0.1"),
  port: z.int().default(1883),
  version: z.union([z.literal("3.1.1"), z.literal(5)]).default("3.1.1"),
  username: z.string().nullable().default(null),
  password_env: z.string().nullable().default(null),
});
