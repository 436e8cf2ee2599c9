import { z } from "zod";
import { topicFilter, topicName } from "./addresses.ts";
import { durationWithin } from "./durations.ts";
import { form, reading, told } from "./form.ts";
import { jsonPath } from "./json-path.ts";
import { shortText } from "./schema-basics.ts";
import { controlPart } from "./schema-control.ts";
import { address, byteOrder, factorPart, minusPart, registerType, wordOrder } from "./schema-registers.ts";
import { dlt645Point, hikvisionPoint, panelPoint, receiverPoint } from "./schema-wires.ts";
import { writePart } from "./schema-write.ts";

export const text = shortText;
export const words = z
  .strictObject({ zh: text.describe("In Chinese"), en: text.describe("In English") })
  .describe("The name in both languages: { zh: 正门, en: Main door }");

const duration = (least: string, most: string) => form(durationWithin(least, most));

const line = text.describe("A name under sources.modbus");
const unitId = z.int().min(0).max(255).describe("Unit id of the device on its line, 0 to 255");
const every = duration("100 ms", "1 d").describe("How often it is read: 10 s");
const topic = form(topicFilter).describe("MQTT topic, or a filter with + for one level or # at the end");
const path = form(jsonPath).describe(
  "Where the value is in the JSON payload: $.a.b[0]; without it the payload is the value",
);
const time = form(jsonPath).describe("Where the payload carries its own time: $.ts");
const timeForm = z.enum(["iso", "ms", "s"]).describe("iso: 2025-07-08T09:45:00Z; ms or s since 1970");

/** What the MQTT points of an owner have in common. */
export const mqttBlock = z
  .strictObject({
    base: form(topicName)
      .optional()
      .describe("What the device is called where its profile says base: zigbee2mqtt/hall-2/door-north"),
    id: text
      .optional()
      .describe('Which one of several behind the base: the Id of a probe, or the number of a channel, "2"'),
    topic: topic.optional(),
    time: time.optional(),
    time_form: timeForm.optional(),
    availability: z
      .strictObject({
        topic: form(topicName).describe("Topic of the device's last will and birth"),
        online: text.describe("Payload that says it is there").default("online"),
        offline: text.describe("Payload that says it is gone").default("offline"),
      })
      .describe("The device's last will and birth")
      .optional(),
  })
  .describe("What the MQTT points have in common");

/** What the Modbus points of an owner have in common. */
export const modbusBlock = z
  .strictObject({
    line,
    unit: unitId,
    index: z
      .int()
      .min(0)
      .max(1_000)
      .optional()
      .describe("Which unit behind a gateway, from 0; only with a profile of a gateway"),
    every: every.optional(),
  })
  .describe("What the Modbus points have in common");

/** A raw register value as it stands in a file: 0x8000, or a bigint where only that is exact. */
export const rawNumber = z
  .unknown()
  .meta({ type: "integer" })
  .transform(
    reading((raw: unknown) => {
      if (typeof raw === "bigint") return told(raw);
      if (Number.isSafeInteger(raw)) return told(BigInt(raw as number));
      const why = `expected a whole number, found ${JSON.stringify(raw)}`;
      return { is: "refused", code: "CFG103", why, help: "write the raw register value: 0x8000" };
    }),
  );

/** One measured value. Whether its keys go together is judged when the point is built. */
export const point = z
  .strictObject({
    name: words.optional(),
    from: text.optional().describe("Which point of the device's profile it is: p_total"),
    class: text.optional().describe("Another class of the class table than its role has"),
    unit: text.optional().describe("UCUM code of the unit that the device uses: kW, [degF]"),
    range: z
      .tuple([z.number(), z.number()])
      .optional()
      .describe("Lowest and highest plausible value, in the unit of the class: [10, 35]"),
    stale: duration("1 s", "3660 d").optional().describe("A value older than this is stale: 5 min"),
    values: z
      .record(z.string(), z.string())
      .optional()
      .describe("What the device says, and the class's word for it: { OPEN: open }"),
    scale: z.number().optional().describe("Multiplies the number: 0.1"),
    offset: z.number().optional().describe("Modbus: added after scaling"),
    topic: topic.optional(),
    path: path.optional(),
    time: time.optional(),
    time_form: timeForm.optional(),
    coil: address.optional().describe("Address of a coil on the wire, from 0"),
    discrete: address.optional().describe("Address of a discrete input on the wire, from 0"),
    holding: address.optional().describe("Address of a holding register on the wire, from 0"),
    input: address.optional().describe("Address of an input register on the wire, from 0"),
    type: registerType.optional(),
    bit: z.int().min(0).max(15).optional().describe("Which bit of the register, 0 is the least significant"),
    words: wordOrder.optional(),
    bytes: byteOrder.optional(),
    minus: minusPart.optional(),
    factor: factorPart.optional(),
    write: writePart.optional(),
    control: controlPart.optional(),
    sentinels: z.array(rawNumber).optional().describe("Raw values that mean no value: [0x8000]"),
    every: every.optional(),
    modbus: modbusBlock.partial().optional().describe("Another line or unit than its owner has"),
    dlt645: dlt645Point.optional(),
    hikvision: hikvisionPoint.optional(),
    panel: panelPoint.optional(),
    receiver: receiverPoint.optional(),
  })
  .describe("One measured value and where it comes from");

export const points = z.record(z.string(), point).default({}).describe("Points by role");
