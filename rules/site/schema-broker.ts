import { z } from "zod";
import { brokerUrl } from "./addresses.ts";
import { form } from "./form.ts";
import { ratePerSecond } from "./rates.ts";
import { environment, port } from "./schema-basics.ts";
import { text } from "./schema-points.ts";
import { packetSize } from "./sizes.ts";

const limits = z
  .strictObject({
    payload: form(packetSize).optional().describe("Longest payload that is read: as max_packet"),
    rate: form(ratePerSecond)
      .optional()
      .describe("Messages of one client on average: 50 per s for named clients"),
    topics: z.int().min(1).max(100_000).optional().describe("Different topics of one client: 1000"),
    depth: z.int().min(1).max(64).optional().describe("Levels of a topic, and of JSON: 16"),
    connections: z.int().min(1).max(20_000).optional().describe("Connections at once: 2000"),
  })
  .describe("embedded: what is taken from one client, and from all of them");

const tls = z
  .strictObject({
    cert: text.optional().describe("Certificate (PEM), a path from the site file"),
    key: text.optional().describe("Its private key (PEM)"),
    ca: text
      .optional()
      .describe("Who signs certificates (PEM): embedded: those of devices; external: that of the broker"),
    crl: text.optional().describe("embedded: certificates of devices that are revoked (PEM)"),
    port: port.optional().describe("embedded: port with TLS, 8883 unless said"),
  })
  .describe("TLS: with it the embedded broker listens without TLS only where `port` is written");

/** The broker that MQTT devices speak to, as a person writes it. */
export const brokerPart = z
  .strictObject({
    broker: form(brokerUrl).describe("embedded, or mqtt://host:1883, or mqtts://host:8883"),
    host: text.optional().describe("embedded: address to listen on, 127.0.0.1 unless said"),
    port: port.optional().describe("embedded: port to listen on, 1883 unless said"),
    clients: z
      .literal(["open", "named"])
      .optional()
      .describe("embedded: open to anybody who reaches it, or only to named devices; see docs/devices.md"),
    tls: tls.optional(),
    limits: limits.optional(),
    max_packet: form(packetSize).optional().describe("Largest packet that is taken: 64 KiB"),
    version: z.literal(["3.1.1", 5]).optional().describe("external: MQTT version, 3.1.1 unless said"),
    username: text.optional(),
    password_env: environment.optional(),
  })
  .describe("The broker that MQTT devices speak to");
