import { z } from "zod";
import { durationWithin } from "./durations.ts";
import { form } from "./form.ts";
import { port } from "./schema-basics.ts";
import { text } from "./schema-points.ts";

const wait = form(durationWithin("10 ms", "1 min"));
/** One Modbus line, as a person writes it. */
export const linePart = z
  .strictObject({
    host: text.describe("Address of the device or converter"),
    port: port.default(502),
    timeout: wait.optional().describe("Longest wait for an answer: 1 s"),
    connect_timeout: wait.optional().describe("Longest wait for the connection: 3 s"),
    gap: form(durationWithin("0 ms", "10 s")).optional().describe("Idle time between two requests: 50 ms"),
  })
  .describe("One Modbus TCP connection with the units behind it");
