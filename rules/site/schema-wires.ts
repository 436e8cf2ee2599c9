import { z } from "zod";
import { webAddress } from "./addresses.ts";
import { digitForm } from "./dlt645-items.ts";
import { durationWithin } from "./durations.ts";
import { form, told } from "./form.ts";
import { environment, port, shortText as text } from "./schema-basics.ts";
import { serialPort } from "./schema-serial.ts";
import { serialFormat } from "./serial-format.ts";

const wait = form(durationWithin("10 ms", "1 min"));
const every = form(durationWithin("100 ms", "1 d"));

const connectTimeout = wait.optional().describe("Longest wait for the connection: 3 s");

const bytesKeys = {
  host: text.optional().describe("Address of the device or converter"),
  port: port.optional().describe("Port of the device or converter"),
  serial: form(serialPort)
    .optional()
    .describe("A serial port of this machine: usb:A50285BI, or /dev/ttyUSB0"),
  baud: z.int().min(300).max(4_000_000).optional().describe("serial: bits in a second"),
  format: serialFormat.optional().describe("serial: data bits, parity, stop bits"),
};

/** A bus of DL/T 645-2007 meters, as a person writes it. */
export const dlt645Part = z
  .strictObject({
    ...bytesKeys,
    timeout: wait.optional().describe("Longest wait for an answer: 1500 ms"),
    connect_timeout: connectTimeout,
  })
  .describe("A bus of DL/T 645-2007 meters; a serial port has 2400 baud and 8E1 unless said");

const meterNumber = z
  .string()
  .regex(/^\d{1,12}$/, 'must be the digits on the nameplate in quotes: "000012345678"')
  .transform(digits => digits.padStart(12, "0"))
  .describe('Address of the meter, as on its nameplate, in quotes: "000012345678"');
const line = text.describe("A name under sources.dlt645");

/** What the points of a DL/T 645 meter have in common. */
export const dlt645Block = z
  .strictObject({ line, meter: meterNumber, every: every.optional().describe("How often it is read: 60 s") })
  .describe("The DL/T 645-2007 meter that it is");

const digits = form(said => {
  if (digitForm(said)) return told(said);
  const help = "write the form of the standard's table: XXXXXX.XX, with a minus in front where it has a sign";
  return { is: "refused", code: "CFG106", why: `"${said}" is no form of a number with whole bytes`, help };
});

/** What a point says of its DL/T 645 meter. */
export const dlt645Point = z
  .strictObject({
    item: z
      .string()
      .regex(/^[0-9A-Fa-f]{8}$/, 'must be eight hex digits in quotes: "02010100"')
      .transform(item => item.toUpperCase())
      .optional()
      .describe('Which of the meter\'s data, in quotes: "02010100"; without it what its role usually is'),
    digits: digits.optional().describe("Form of an item that Hallwatch does not know: -XX.XXXX"),
    line: line.optional(),
    meter: meterNumber.optional(),
  })
  .describe("Which of the meter's data it is");

/** The printer line of a fire alarm panel, as a person writes it. */
export const panelPart = z
  .strictObject({ ...bytesKeys, connect_timeout: connectTimeout })
  .describe("The printer line of a fire alarm panel (GST); a serial port has 9600 baud and 8N1 unless said");

/** What the points of a fire alarm panel have in common. */
export const panelBlock = z
  .strictObject({
    line: text.describe("A name under sources.panel"),
    device: z
      .string()
      .regex(/^\d{1,3}-\d{1,3}$/, "must be loop and device as they are printed: 007-021")
      .optional()
      .describe("Loop and device as they are printed: 007-021; the panel as a whole unless said"),
  })
  .describe("Which detector of a fire alarm panel it is");

/** What a point says of its fire alarm panel. */
export const panelPoint = panelBlock.partial();

const account = z
  .string()
  .regex(/^[0-9A-Fa-f]{3,16}$/, 'must be the account of the panel in quotes: "5001"')
  .transform(hex => hex.toUpperCase())
  .describe('Account of the panel, in quotes: "5001"');
const partition = z.int().min(1).max(99).describe("Partition of the panel; all of them unless said");
const detectionZone = z.int().min(1).max(999).describe("Zone of the panel; all of them unless said");

/** A server for intruder panels, as a person writes it. */
export const receiverPart = z
  .strictObject({
    host: text.describe("Address of this machine on which panels reach it: 10.0.0.2"),
    port: port.describe("Port on which panels reach it: 9999"),
    silence: form(durationWithin("10 s", "1 d"))
      .optional()
      .describe("A panel that says nothing for so long, heartbeats too, cannot be heard any more: 3 min"),
  })
  .describe("A receiver of intruder panels that speak SIA DC-09 with ADM-CID over TCP");

/** What the points of an intruder panel have in common. */
export const receiverBlock = z
  .strictObject({
    line: text.describe("A name under sources.receiver"),
    account,
    partition: partition.optional(),
    zone: detectionZone.optional(),
  })
  .describe("Which account, partition and zone of an alarm receiver it is");

/** What a point says of its intruder panel. */
export const receiverPoint = receiverBlock.partial();

/** A Hikvision recorder, as a person writes it. */
export const hikvisionPart = z
  .strictObject({
    url: form(webAddress).describe("http://10.0.8.20"),
    username: text.describe("A user of the recorder that may do nothing but be notified"),
    password_env: environment,
    silence: form(durationWithin("10 s", "1 h"))
      .optional()
      .describe("A recorder that says nothing for so long is offline: 30 s"),
  })
  .describe("A Hikvision recorder or camera whose alert stream (ISAPI) is listened to");

/** What the points of a Hikvision recorder have in common. */
export const hikvisionBlock = z
  .strictObject({
    line: text.describe("A name under sources.hikvision"),
    channel: z.int().min(1).max(1_024).optional().describe("Channel of a camera, from 1"),
  })
  .describe("Which recorder or channel it is");

/** What a point says of its Hikvision recorder. */
export const hikvisionPoint = hikvisionBlock.partial();
