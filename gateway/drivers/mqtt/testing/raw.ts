import { once } from "node:events";
import { createConnection, type Socket } from "node:net";

/** MQTT packets byte by byte, without any library, so that they can be as wrong as a test needs them. */
export const text = (value: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

/** Fixed header for a body of `bytes`; up to 268,435,455. */
export const header = (firstByte: number, bytes: number): Buffer => {
  const length: number[] = [];
  for (let left = bytes; ; left = Math.floor(left / 128)) {
    length.push((left % 128) + (left >= 128 ? 128 : 0));
    if (left < 128) return Buffer.from([firstByte, ...length]);
  }
};

export const packet = (firstByte: number, ...body: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(body);
  return Buffer.concat([header(firstByte, bytes.length), bytes]);
};

export const connectPacket = (clientId: string): Buffer =>
  packet(0x10, text("MQTT"), Buffer.from([4, 2, 0, 60]), text(clientId));

export const publishPacket = (topic: string | Uint8Array, payload: string | Uint8Array): Buffer =>
  packet(0x30, text(topic), Buffer.from(payload));

/** A connection that has sent CONNECT and got its answer. */
export const rawClient = async (port: number, clientId: string): Promise<Socket> => {
  const socket = createConnection({ port, host: "127.0.0.1", noDelay: true });
  socket.on("error", () => socket.destroy());
  socket.write(connectPacket(clientId));
  await once(socket, "data");
  return socket;
};

/** Resolves when the other side has cut the connection. */
export const cut = (socket: Socket): Promise<void> =>
  new Promise(resolve => {
    socket.resume();
    if (socket.closed) resolve();
    else socket.once("close", () => resolve());
  });
