import { z } from "zod";
import { durationWithin } from "#rules/site/durations.ts";
import { form } from "#rules/site/form.ts";
import { jsonPath } from "#rules/site/json-path.ts";
import type { Salvaged } from "#rules/site/salvage.ts";
import { rawNumber, text } from "#rules/site/schema-points.ts";
import {
  address,
  byteOrder,
  factorPart,
  minusPart,
  registerType,
  wordOrder,
} from "#rules/site/schema-registers.ts";
import { writePart } from "#rules/site/schema-write.ts";
import { serialFormat } from "#rules/site/serial-format.ts";
import { addressRange } from "./address-range.ts";
import { topicForm } from "./topic-form.ts";

/** Keys and ids of a page: `v_l1`, `eastron-sdm630`. */
const pointKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "must be small letters, digits and _");
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be small letters and digits with - between them")
  .describe("Id of the profile, the name of its file: eastron-sdm630");
const sentence = z.string().trim().min(1).max(400);
const span = (least: string, most: string) => form(durationWithin(least, most));
const pair = z.tuple([z.number(), z.number()]);
const values = z.record(z.string(), z.string());

const about = {
  profile: id,
  vendor: text.describe("Who makes it"),
  product: text.describe("What its label says"),
  kind: text.describe("What it is, for lists: meter-3ph, ac-gateway, env-sensor"),
  confidence: z
    .enum(["verified", "secondary", "memory"])
    .describe(
      "verified: read in source code or the maker's document; secondary: elsewhere; memory: check on the device",
    ),
  sources: z.array(sentence).min(1).describe("Where its figures are from: [manual DOCA0005, page 12]"),
  quirks: z.array(sentence).default([]).describe("What an installer must know, in sentences"),
};

/** What a point of either wire may say. */
const point = {
  class: text.optional().describe("Class of the class table: elec-voltage"),
  role: text.optional().describe("The role that it has on a piece of equipment: voltage"),
  phase: text.optional().describe("L1, L2, L3, N, total or avg"),
  tariff: text.optional().describe("The rate that a counter counts for: T1, 峰"),
  unit: text.optional().describe("UCUM code of the unit that the device uses: kW, W.h"),
  scale: z.number().optional().describe("Multiplies the number: 0.1"),
  offset: z.number().optional().describe("Added after scaling, in the device's unit"),
  range: pair.optional().describe("Lowest and highest plausible value, in the unit of the class: [10, 35]"),
  values: values.optional().describe("What the device says, and the class's word for it: { 1: on }"),
  note: sentence.optional().describe("Worth telling whoever uses it"),
  conflict: sentence.optional().describe("What another source says of it"),
};

const place = {
  coil: address.optional().describe("Address of a coil on the wire, from 0"),
  discrete: address.optional().describe("Address of a discrete input on the wire, from 0"),
  holding: address.optional().describe("Address of a holding register on the wire, from 0"),
  input: address.optional().describe("Address of an input register on the wire, from 0"),
  type: registerType.optional(),
  bit: z.int().min(0).max(15).optional().describe("Which bit of the register, 0 is the least significant"),
  words: wordOrder.optional(),
  bytes: byteOrder.optional(),
};

const modbusPoint = z
  .strictObject({
    ...point,
    ...place,
    sentinels: z.array(rawNumber).optional().describe("Raw values that mean no value: [0x8000]"),
    multiply: z.array(text).optional().describe("Ratios that it is multiplied with: [CT, PT]"),
    minus: minusPart.optional(),
    factor: factorPart.optional(),
    write: writePart.optional(),
    doubtful: z.literal(true).optional().describe("true: read its address on the device first"),
  })
  .describe("One value of the device: its class and a register");

const limits = z
  .strictObject({
    block: z.int().min(1).max(125).optional().describe("Most registers in one read"),
    bits: z.int().min(1).max(2000).optional().describe("Most coils or discrete inputs in one read"),
    gap: span("0 ms", "10 s").optional().describe("Idle time between two requests: 100 ms"),
    every: span("10 ms", "1 d").optional().describe("It must not be read more often: 500 ms"),
    even: z.literal(true).optional().describe("true: reads begin and end at even addresses"),
    reserved: z.array(form(addressRange)).default([]).describe("Where no read may begin: [holding 21]"),
    illegal: z.array(form(addressRange)).default([]).describe("What no read may touch: [holding 30..39]"),
  })
  .default({ reserved: [], illegal: [] })
  .describe("What the device bears");

const probe = z
  .strictObject({
    ...place,
    point: pointKey.optional().describe("A point of the page"),
    between: pair.optional().describe("It lies between these, in its class's unit: [80, 480]"),
    one_of: z.array(z.int()).min(1).optional().describe("The register holds one of these: [0x0801]"),
  })
  .describe("{ point: v_l1, between: [80, 480] }, or { holding: 49, one_of: [0x0801] }");

/** A page of a device that is read over Modbus. Whether its keys go together is judged when it is built. */
export const modbusPage = z.strictObject({
  ...about,
  serial: z
    .strictObject({
      baud: z.int().min(300).max(4_000_000),
      format: serialFormat.default("8N1"),
      note: sentence.optional(),
    })
    .optional()
    .describe("As it leaves the factory: { baud: 9600, format: 8N1 }"),
  limits,
  stride: z.int().min(1).max(65_535).optional().describe("Registers to the next unit behind the gateway"),
  multipliers: z
    .record(
      z.string().regex(/^[A-Z][A-Za-z0-9]{0,15}$/, "must begin with a capital: CT"),
      z.strictObject({
        holding: place.holding,
        input: place.input,
        type: place.type,
        words: place.words,
        note: sentence.optional(),
      }),
    )
    .default({})
    .describe("Ratios that the site file must state: { CT: { holding: 331 } }"),
  each: modbusPoint.optional().describe("What every point has unless it says otherwise: { type: f32 }"),
  points: z.record(pointKey, modbusPoint).describe("Points by key"),
  probe: z.array(probe).default([]).describe("What proves that the device is this model"),
  invariants: z
    .array(z.strictObject({ sum: z.array(pointKey).min(1), total: pointKey, within: z.number().min(0) }))
    .default([])
    .describe("Sums that must hold: [{ sum: [t1, t2], total: all, within: 0.02 }]"),
});

const mqttPlace = {
  topic: form(topicForm)
    .optional()
    .describe('Topic, {base} for what the site calls the device: "tele/{base}/SENSOR"'),
  path: form(jsonPath).optional().describe("Where the value is in the JSON payload: $.a.b[0]"),
};

const mqttPoint = z
  .strictObject({
    ...point,
    ...mqttPlace,
    also: z.array(z.strictObject(mqttPlace)).optional().describe("Other places that tell the same value"),
    event: z.literal(true).optional().describe("true: it happened, it is not a state"),
    write: z
      .strictObject({ topic: form(topicForm), payloads: values.optional() })
      .optional()
      .describe("How it is told what to do"),
  })
  .describe("One value of the device: its class and a topic");

/** A page of a device that publishes over MQTT. */
export const mqttPage = z.strictObject({
  ...about,
  family: z
    .enum(["plain", "zigbee2mqtt", "tasmota", "shelly", "homie", "home-assistant", "chirpstack", "sparkplug"])
    .describe("Whose rules of the game it plays by"),
  silent_after: span("1 s", "3660 d").optional().describe("Nothing for so long means that it is gone: 25 h"),
  each: mqttPoint
    .optional()
    .describe('What every point has unless it says otherwise: { topic: "{base}/state" }'),
  points: z.record(pointKey, mqttPoint).describe("Points by key"),
});

/** What of a page fits its schema. */
export type ModbusPage = Salvaged<z.output<typeof modbusPage>>;
export type MqttPage = Salvaged<z.output<typeof mqttPage>>;
export type ModbusPointPart = z.output<typeof modbusPoint>;
export type MqttPointPart = z.output<typeof mqttPoint>;
export type ProbePart = z.output<typeof probe>;
