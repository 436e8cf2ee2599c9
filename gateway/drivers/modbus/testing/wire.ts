import type { Link } from "../../bytes/link.ts";
import { mbap } from "../mbap.ts";
import { rtu } from "../rtu.ts";
import { LinkConnection } from "../transport-connection.ts";

export type WireName = "mbap" | "rtu";

/** A link without a network: what was sent can be seen, what is to come is said by the test. */
export type MemoryLink = Link & {
  readonly sent: Uint8Array[];
  receive(bytes: Uint8Array): void;
  /** Called with every frame that goes out. */
  onSend: (frame: Uint8Array) => void;
};

/** An open link. Dropping it is heard at once. */
export const memoryLink = (): MemoryLink => {
  let isOpen = true;
  let heard: Parameters<Link["listen"]>[0] | null = null;
  const link: MemoryLink = {
    sent: [],
    onSend: () => {},
    get isOpen() {
      return isOpen;
    },
    send: bytes => {
      link.sent.push(bytes);
      link.onSend(bytes);
    },
    receive: bytes => {
      if (isOpen) heard?.data(bytes);
    },
    drop: () => {
      if (!isOpen) return;
      isOpen = false;
      heard?.close();
    },
    listen: hear => {
      heard = hear;
    },
  };
  return link;
};

/** A connection over a link without a network, as it is made for either wire. */
export const connectionOver = (link: Link, name: WireName): LinkConnection =>
  new LinkConnection(link, {
    framing: name === "mbap" ? mbap : rtu,
    dropsOnFailure: true,
    dropsOnStray: name === "mbap",
    quietMs: 0,
    tell: error => error.message,
  });

/** The frame of an answer, written from the standard and apart from the codec under test. */
export const answerFrame = (
  name: WireName,
  {
    transaction,
    unit,
    pdu,
  }: { readonly transaction: number; readonly unit: number; readonly pdu: readonly number[] },
): Uint8Array => {
  if (name === "rtu") return withCrc([unit, ...pdu]);
  const length = pdu.length + 1;
  return Uint8Array.from([
    transaction >> 8,
    transaction & 255,
    0,
    0,
    length >> 8,
    length & 255,
    unit,
    ...pdu,
  ]);
};

/** Bytes with their checksum behind them, bit by bit as the standard draws it. */
export const withCrc = (bytes: readonly number[]): Uint8Array => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i += 1) {
      const carry = crc & 1;
      crc >>= 1;
      if (carry) crc ^= 0xa001;
    }
  }
  return Uint8Array.from([...bytes, crc & 0xff, crc >> 8]);
};

/** The transaction id of a frame that went out over Modbus TCP. */
export const transactionOf = (frame: Uint8Array): number => (frame[0]! << 8) | frame[1]!;

/** `01 04 FF` as bytes. */
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.trim().split(/\s+/), byte => Number.parseInt(byte, 16));
