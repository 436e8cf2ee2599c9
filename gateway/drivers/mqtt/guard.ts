import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** Largest packets that are let through, in bytes after the fixed header. */
export type PacketLimits = { readonly connectBytes: number; readonly packetBytes: number };

/** Why a client was cut off before the broker saw it. */
export type Violation =
  | { readonly is: "oversized"; readonly bytes: number; readonly limit: number }
  | { readonly is: "not-connect"; readonly firstByte: number }
  | { readonly is: "malformed-length" };

const CONNECT = 1;

/**
 * Follows the packets of one connection, whatever the chunks are, and judges each by its header alone. The returned
 * function gives null as long as all is well; after a violation the connection must be cut.
 *
 * @see MQTT 3.1.1 §2.2.3 (remaining length: at most four bytes of seven bits, lowest first), §3.1 (CONNECT comes first)
 */
export const packetGuard = (limits: PacketLimits): ((chunk: Uint8Array) => Violation | null) => {
  let type: number | null = null;
  let bytes = 0;
  let lengthBytes = 0;
  let bodyLeft = 0;
  let isFirst = true;

  return chunk => {
    let at = 0;
    while (at < chunk.length) {
      if (bodyLeft > 0) {
        const skipped = Math.min(bodyLeft, chunk.length - at);
        bodyLeft -= skipped;
        at += skipped;
        continue;
      }
      const byte = chunk[at++]!;
      if (type === null) {
        type = byte >> 4;
        if (isFirst && type !== CONNECT) return { is: "not-connect", firstByte: byte };
        continue;
      }
      bytes += (byte & 0x7f) * 128 ** lengthBytes++;
      if (byte >= 0x80 && lengthBytes === 4) return { is: "malformed-length" };
      if (byte >= 0x80) continue;
      const limit = type === CONNECT ? limits.connectBytes : limits.packetBytes;
      if (bytes > limit) return { is: "oversized", bytes, limit };
      bodyLeft = bytes;
      isFirst = false;
      type = null;
      bytes = lengthBytes = 0;
    }
    return null;
  };
};

/**
 * Puts a guard between a socket and the broker, which buffers packets of any announced size (268 MB in MQTT). A client
 * that breaks the limits is cut off when its header has arrived, before the packet is buffered.
 */
export const guardedStream = (
  socket: Socket,
  limits: PacketLimits,
  onViolation: (violation: Violation) => void,
): Duplex => {
  const violates = packetGuard(limits);
  const stream = new Duplex({
    read: () => {
      socket.resume();
    },
    write: (chunk, _encoding, done) => {
      socket.write(chunk, done);
    },
    writev: (chunks, done) => {
      socket.cork();
      chunks.forEach(({ chunk }, i) => {
        socket.write(chunk, i === chunks.length - 1 ? done : undefined);
      });
      socket.uncork();
    },
    final: done => {
      socket.end(done);
    },
    destroy: (error, done) => {
      socket.destroy();
      done(error);
    },
  });
  socket.on("data", chunk => {
    const violation = violates(chunk);
    if (violation !== null) {
      onViolation(violation);
      stream.destroy();
    } else if (!stream.push(chunk)) socket.pause();
  });
  socket.on("end", () => stream.push(null));
  socket.on("error", error => stream.destroy(error));
  socket.on("close", () => stream.destroy());
  return stream;
};

/** What a violation was, for whoever looks after devices. */
export const wordsForViolation = (violation: Violation): string => {
  switch (violation.is) {
    case "oversized":
      return `announced a packet of ${violation.bytes} bytes, more than ${violation.limit}`;
    case "not-connect":
      return `began with byte 0x${violation.firstByte.toString(16).padStart(2, "0")}, which is no MQTT CONNECT`;
    case "malformed-length":
      return "sent a packet whose length is no MQTT length";
    default:
      return violation satisfies never;
  }
};
