import { z } from "zod";
import { topicName } from "./addresses.ts";
import { form } from "./form.ts";
import { address, byteOrder, registerType, wordOrder } from "./schema-registers.ts";

/** `write:` of a point. Whether its keys fit the point is judged when the point is built. */
export const writePart = z
  .strictObject({
    code: z
      .literal([5, 6, 15, 16])
      .optional()
      .describe("Modbus: 5 or 15 writes coils, 6 one register, 16 several"),
    coil: address.optional().describe("Another coil than the one that is read"),
    holding: address.optional().describe("Another register than the one that is read"),
    type: registerType.optional(),
    words: wordOrder.optional(),
    bytes: byteOrder.optional(),
    topic: form(topicName).optional().describe("MQTT: the topic that the device listens to"),
    payloads: z
      .record(z.string(), z.string())
      .optional()
      .describe("MQTT: what the device is told for each word of ours: { on: ON, off: OFF }"),
    side_effect: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe("What else it does, for whoever commands: switches the unit on"),
  })
  .describe("How the point is written; without it the point is only read");
