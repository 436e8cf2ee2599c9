import { z } from "zod";
import { brokerUrl } from "./addresses.ts";
import { form } from "./form.ts";
import { environment, port } from "./schema-basics.ts";
import { text } from "./schema-points.ts";
import { packetSize } from "./sizes.ts";

/** The broker that MQTT devices speak to, as a person writes it. */
export const brokerPart = z
  .strictObject({
    broker: form(brokerUrl).describe("embedded, or mqtt://host:1883, or mqtts://host:8883"),
    host: text.optional().describe("embedded: address to listen on, 127.0.0.1 unless said"),
    port: port.optional().describe("embedded: port to listen on, 1883 unless said"),
    max_packet: form(packetSize).optional().describe("Largest packet that is taken: 64 KiB"),
    version: z.literal(["3.1.1", 5]).optional().describe("external: MQTT version, 3.1.1 unless said"),
    username: text.optional(),
    password_env: environment.optional(),
  })
  .describe("The broker that MQTT devices speak to");
