import { z } from "zod";
import { durationWithin } from "./durations.ts";
import { form } from "./form.ts";
import { port } from "./schema-basics.ts";
import { text } from "./schema-points.ts";
import { serialPort } from "./schema-serial.ts";
import { serialFormat } from "./serial-format.ts";

const wait = form(durationWithin("10 ms", "1 min"));

/** One Modbus line, as a person writes it. Whether its keys go together is judged when the line is built. */
export const linePart = z
  .strictObject({
    host: text.optional().describe("Address of the device or converter"),
    port: port.optional().describe("Port of the device or converter, 502 unless said"),
    framing: z
      .enum(["tcp", "rtu"])
      .optional()
      .describe("tcp: Modbus TCP; rtu: a transparent converter to a serial bus; tcp unless said"),
    serial: form(serialPort)
      .optional()
      .describe(
        "A serial port of this machine: usb:A50285BI by the adapter's serial number, or /dev/ttyUSB0",
      ),
    baud: z.int().min(300).max(4_000_000).optional().describe("serial: bits in a second, 9600 unless said"),
    format: serialFormat.optional().describe("serial: data bits, parity, stop bits; 8N1 unless said"),
    timeout: wait.optional().describe("Longest wait for an answer: 1 s"),
    connect_timeout: wait.optional().describe("Longest wait for the connection: 3 s"),
    gap: form(durationWithin("0 ms", "10 s")).optional().describe("Idle time between two requests: 50 ms"),
  })
  .describe("One Modbus line with the units on it: Modbus TCP, a converter, or a serial port");
