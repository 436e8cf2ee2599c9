import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { type Frame, scan } from "../frame.ts";

/** A bus with meters behind a converter. `answer`: what goes back for a question, piece by piece; none: silence. */
export type Bus = {
  readonly port: number;
  readonly asked: readonly Frame[];
  answer: (question: Frame) => readonly Uint8Array[];
  /** Closes whatever is connected. */
  hangUp(): void;
  stop(): Promise<void>;
};

export const startBus = async (answer: Bus["answer"], port = 0): Promise<Bus> => {
  const sockets = new Set<Socket>();
  const asked: Frame[] = [];
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", bytes => {
      for (const question of scan(bytes).frames) {
        asked.push(question);
        for (const piece of bus.answer(question)) socket.write(piece);
      }
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const bus: Bus = {
    port: typeof address === "object" && address !== null ? address.port : 0,
    asked,
    answer,
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      bus.hangUp();
      server.close();
      await once(server, "close");
    },
  };
  return bus;
};

/** A frame as a meter sends it, written from the standard and not with the driver's own code. */
export const meterFrame = (meter: string, control: number, data: readonly number[]): Uint8Array => {
  const address =
    meter
      .match(/../g)
      ?.reverse()
      .map(pair => Number.parseInt(pair, 16)) ?? [];
  const body = [0x68, ...address, 0x68, control, data.length, ...data.map(byte => (byte + 0x33) % 256)];
  return Uint8Array.from([...body, body.reduce((sum, byte) => sum + byte, 0) % 256, 0x16]);
};

/** Bytes as people write them: `68 78 56`. */
export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
