import { describe, expect, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { randomOf } from "../testing/random.ts";
import { concernOf, eventOf } from "./contact-id.ts";
import { crc16Arc } from "./crc.ts";
import { framesIn, parse, refusal } from "./dc09.ts";
import { event, sent } from "./testing/panel.ts";

const read = (text: string) => framesIn(Buffer.from(text, "latin1")).frames.map(parse);
const burglary = '\n710B0027"ADM-CID"0042L0#5001[#5001|1130 01 003]\r';
const tamper = '\n7F2C0027"ADM-CID"0044L0#5001[#5001|1137 01 000]\r';
const mains = '\nFC020027"ADM-CID"0046L0#5001[#5001|1301 00 000]\r';

test("the sum is CRC-16/ARC", () => {
  expect(crc16Arc(Buffer.from("123456789"))).toBe(0xbb3d);
});

test.each([
  ["burglary in zone 3 of partition 1", burglary, "0042", "burglary", { code: "130", partition: 1, zone: 3 }],
  ["tampering", tamper, "0044", "tamper", { code: "137", partition: 1, zone: 0 }],
  ["loss of mains", mains, "0046", "mains", { code: "301", partition: 0, zone: 0 }],
])("%s is read", (_, text, sequence, concern, said) => {
  const [parsed] = read(text);
  if (parsed?.is !== "message") throw new Error(parsed?.why ?? "nothing");
  const { message } = parsed;
  expect(message).toMatchObject({ id: "ADM-CID", sequence, line: "L0", account: "5001" });
  const found = eventOf(message.data, message.account);
  expect(found).toEqual({ turn: "begins", ...said });
  expect(found && concernOf(found)).toBe(concern);
});

test("a time in it is the panel's own, in UTC", () => {
  const [parsed] = read(sent('"ADM-CID"0042R1L0#5001[#5001|3401 01 002]_14:12:04,09-25-2026'));
  expect(parsed).toMatchObject({
    is: "message",
    message: { receiver: "R1", at: Date.parse("2026-09-25T14:12:04Z") },
  });
});

test.each([
  ["a wrong sum", burglary.replace("710B", "710C"), "garbled", "wrong sum"],
  ["a changed zone", burglary.replace("003]", "004]"), "garbled", "wrong sum"],
  ["a wrong length", burglary.replace("0027", "0026"), "garbled", "wrong length"],
  ["nothing in it", "\n\r", "garbled", "no sum and length"],
  ["no message in it", sent("hello"), "foreign", "not the form of a message"],
])("with %s it is none", (_, text, is, why) => {
  expect(read(text)).toEqual([{ is, why }]);
});

test.each([
  ["of another account", "#5002|1130 01 003"],
  ["with a qualifier that does not exist", "#5001|2130 01 003"],
  ["without a zone", "#5001|1130 01"],
  ["with letters in the zone", "#5001|1130 01 00A"],
])("an event %s is none", (_, data) => {
  expect(eventOf(data, "5001")).toBeNull();
});

test("what is refused is told with the time", () => {
  const text = Buffer.from(refusal(instant(Date.parse("2026-11-22T14:05:06Z")))).toString("latin1");
  expect(text).toBe(sent('"NAK"0000R0L0A0[]_14:05:06,11-22-2026'));
});

describe("a stream", () => {
  test("cut anywhere gives each message once", () => {
    const bytes = Buffer.from(`noise${burglary}${tamper}`, "latin1");
    for (let cut = 0; cut <= bytes.length; cut++) {
      const first = framesIn(bytes.subarray(0, cut));
      const second = framesIn(Buffer.concat([first.rest, bytes.subarray(cut)]));
      expect([...first.frames, ...second.frames].map(parse)).toEqual(read(burglary + tamper));
    }
  });
});

test("of 20,000 damaged messages none is taken unless its sum and length are right", () => {
  const random = randomOf(9);
  const below = (n: number) => Math.floor(random() * n);
  let refused = 0;
  for (let round = 0; round < 20_000; round++) {
    const whole = event(below(9_999), `1${130 + below(10)} 01 00${below(10)}`);
    const bytes = Buffer.from(random() < 0.1 ? `${whole}${burglary}` : whole, "latin1");
    for (let changes = 1 + below(5); changes > 0; changes--) bytes[below(bytes.length)] = below(256);
    for (const frame of framesIn(bytes).frames) {
      const parsed = parse(frame);
      if (parsed.is !== "message") {
        refused++;
        continue;
      }
      const text = Buffer.from(frame).toString("latin1");
      // Small letters in the sum mean the same.
      expect(sent(text.slice(8)).slice(1, -1).toUpperCase()).toBe(text.toUpperCase());
      eventOf(parsed.message.data, parsed.message.account);
    }
  }
  expect(refused).toBeGreaterThan(10_000);
});
