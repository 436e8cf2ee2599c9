import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ModbusWire } from "#rules/site/modbus.ts";
import { millis } from "#rules/time/instant.ts";
import type { Link } from "../bytes/link.ts";
import { openSerial, pathOfPort } from "../bytes/serial.ts";
import { tellSerialError } from "../bytes/wording.ts";
import { quietOf } from "./serial.ts";
import { describeWithPeers, startCable, stopPeers } from "./testing/peers.ts";
import { bytesOf, withCrc } from "./testing/wire.ts";
import { type Connection, connect, type ReadRequest } from "./transport.ts";

describe("the path of a port", () => {
  let folder: string;
  const FTDI = "usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0";
  const QUAD = "usb-FTDI_Quad_RS232-HS_FT4X-if0";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hallwatch-by-id-"));
    for (const name of [FTDI, "usb-1a86_USB_Serial-if00-port0", `${QUAD}0-port0`, `${QUAD}1-port0`])
      writeFileSync(join(folder, name), "");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["a path is left as it is", "/dev/ttyUSB0", "/dev/ttyUSB0"],
    ["an adapter is found by its serial number", "usb:A50285BI", FTDI],
    ["with its port", "usb:A50285BI-port0", FTDI],
    ["one interface of several", "usb:FT4X-if01", `${QUAD}1-port0`],
    ["with its whole ending", "usb:FT4X-if01-port0", `${QUAD}1-port0`],
  ])("%s", (_, port, found) => {
    expect(pathOfPort(port, folder)).toBe(port === found ? port : join(folder, found));
  });

  test.each([
    [
      "part of a number is another adapter",
      "usb:285BI",
      /^no adapter has the serial number 285BI; there is usb:Serial, usb:A50285BI/,
    ],
    [
      "several ports need one to be named",
      "usb:FT4X",
      /^FT4X has several ports: write usb:FT4X-if00 or usb:FT4X-if01$/,
    ],
  ])("%s", (_, port, why) => {
    expect(() => pathOfPort(port, folder)).toThrow(why);
  });

  test("without any adapter it says so", () => {
    expect(() => pathOfPort("usb:X", join(folder, "absent"))).toThrow(
      "no adapter has the serial number X; none is plugged in",
    );
  });
});

test("the silence before a frame is three and a half characters, and never less than 1.75 ms", () => {
  expect([2_400, 9_600, 19_200, 38_400, 115_200].map(baud => Number(quietOf(baud).toFixed(2)))).toEqual([
    16.04, 4.01, 2.01, 1.75, 1.75,
  ]);
});

test.each([
  ["Error: No such file or directory, cannot open /dev/ttyUSB9", /^no such port/],
  ["Error: Permission denied, cannot open /dev/ttyUSB0", /group dialout/],
  ["Error Resource temporarily unavailable Cannot lock port", /^another program/],
  ["Error: Input/output error, cannot get state", /unplugged$/],
  ["Error: Inappropriate ioctl for device, cannot open /dev/null", /^this is no serial port$/],
  ["something new", /^something new$/],
])("%s is told in words that help", (message, told) => {
  expect(tellSerialError(new Error(message))).toMatch(told);
});

test("a port that is not there is told with what to look at", async () => {
  const wire: ModbusWire = { is: "serial", port: "/dev/ttyNOT-THERE", baud: 9_600, format: "8N1" };
  const opening = connect({
    where: "bus",
    wire,
    timeout: millis(5_000),
    signal: new AbortController().signal,
  });
  await expect(opening).rejects.toThrow("bus: no such port: is the adapter plugged in?");
});

describeWithPeers(
  ["socat"],
  "a serial line, with a device written from the standard at its other end",
  () => {
    const SOON = millis(100);
    /** For what is sure to come, on however busy a machine. */
    const PATIENT = millis(10_000);
    const request: ReadRequest = { unit: 1, table: "input", address: 0, count: 2 };
    const asked = "01 04 00 00 00 02 71 CB";
    const answer = bytesOf("01 04 04 43 67 80 00 3E 1F");
    const right = { is: "words", words: [0x4367, 0x8000] };
    let near: string;
    let far: Link;
    let cut: () => Promise<void>;
    let connection: Connection;
    /** What the device has heard, and what it does then. */
    let heard: string[] = [];
    let behave: (bytes: Buffer) => void = () => {};

    const open = () =>
      connect({
        where: "bus",
        wire: { is: "serial", port: near, baud: 19_200, format: "8N1" },
        timeout: millis(5_000),
        signal: new AbortController().signal,
      });

    beforeAll(async () => {
      const cable = await startCable();
      near = cable.ends[0];
      cut = cable.cut;
      far = await openSerial({ port: cable.ends[1], baud: 19_200, format: "8N1" });
      far.listen({
        data: bytes => {
          heard.push(Buffer.from(bytes).toString("hex"));
          behave(Buffer.from(bytes));
        },
        error: () => {},
        close: () => {},
      });
      connection = await open();
    });
    afterEach(() => {
      heard = [];
    });
    afterAll(async () => {
      await connection.close();
      far.drop();
      await stopPeers();
    });

    test("a request goes out as the standard writes it, and its answer comes back", async () => {
      behave = () => far.send(answer);
      expect(await connection.read(request, PATIENT)).toEqual(right);
      expect(heard.join("")).toBe(Buffer.from(bytesOf(asked)).toString("hex"));
    });

    test("after silence, noise or another unit's answer the port stays open and the next answer is right", async () => {
      for (const [what, bytes] of [
        ["timeout", []],
        ["garbled", [0xff, 0x00, 0xaa]],
        ["garbled", [...answer.with(4, 0)]],
        ["mismatch", [...withCrc([2, 4, 4, 0, 0, 0, 0])]],
      ] as const) {
        behave = () => bytes.length > 0 && far.send(Uint8Array.from(bytes));
        expect(await connection.read(request, SOON)).toMatchObject({ is: what });
        expect(connection.isOpen).toBe(true);
        behave = () => far.send(answer);
        expect(await connection.read(request, PATIENT)).toEqual(right);
      }
    });

    test("another unit's late answer, while the next one is asked, goes to nobody", async () => {
      behave = () => {};
      expect(await connection.read({ ...request, unit: 2 }, SOON)).toEqual({ is: "timeout" });
      behave = () => {
        far.send(withCrc([2, 4, 4, 0, 0, 0, 0]));
        far.send(answer);
      };
      expect(await connection.read(request, PATIENT)).toEqual(right);
    });

    test("a second program is refused by name", async () => {
      await expect(open()).rejects.toThrow("bus: another program has this port open");
    });

    test("an adapter that is pulled out ends the request that is under way", async () => {
      behave = () => {};
      const reading = connection.read(request, millis(60_000));
      await cut();
      expect(await reading).toMatchObject({ is: "closed" });
      expect(connection.isOpen).toBe(false);
    });
  },
);
