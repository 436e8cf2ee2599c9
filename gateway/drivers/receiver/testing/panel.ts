import { once } from "node:events";
import { createConnection, type Socket } from "node:net";

/** CRC-16/ARC bit by bit over its unreflected form, so that it shares nothing with the driver's. */
const sumOf = (text: string): number => {
  const mirror = (number: number, bits: number) =>
    Number.parseInt(number.toString(2).padStart(bits, "0").split("").reverse().join(""), 2);
  let crc = 0;
  for (const byte of Buffer.from(text, "latin1")) {
    crc ^= mirror(byte, 8) << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x8005) & 0xffff : (crc << 1) & 0xffff;
  }
  return mirror(crc, 16);
};

const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, "0");

/** A message as a panel sends it. */
export const sent = (body: string): string => `\n${hex(sumOf(body))}${hex(body.length)}${body}\r`;

/** An event of account 5001: `event(42, "1130 01 003")`. */
export const event = (sequence: number, said: string): string =>
  sent(`"ADM-CID"${String(sequence).padStart(4, "0")}L0#5001[#5001|${said}]`);

export const heartbeat = sent('"NULL"0000L0#5001[]');

/** A panel that is connected; `replies`: the bodies that it was answered with, sums checked. */
export type Panel = {
  readonly replies: readonly string[];
  send(text: string): void;
  /** Resolves when the other side has closed the connection. */
  readonly closed: Promise<unknown>;
  stop(): void;
};

export const startPanel = async (port: number): Promise<Panel> => {
  const socket: Socket = createConnection({ host: "127.0.0.1", port });
  const replies: string[] = [];
  let received = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
    for (let end = received.indexOf("\r"); end >= 0; end = received.indexOf("\r")) {
      const frame = received.slice(0, end + 1);
      received = received.slice(end + 1);
      const body = frame.slice(9, -1);
      replies.push(frame === sent(body) ? body : `wrong sum: ${frame}`);
    }
  });
  socket.on("error", () => {});
  const closed = new Promise(resolve => socket.once("close", resolve));
  await once(socket, "connect");
  return {
    replies,
    send: text => {
      socket.write(Buffer.from(text, "latin1"));
    },
    closed,
    stop: () => socket.destroy(),
  };
};
