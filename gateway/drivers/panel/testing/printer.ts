import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** 海湾's printer text by its characters in GBK; what is not here stands for itself. */
const GBK: Readonly<Record<string, string>> = {
  首: "CAD7",
  次: "B4CE",
  火: "BBF0",
  警: "BEAF",
  三: "C8FD",
  楼: "C2A5",
  感: "B8D0",
  烟: "D1CC",
  探: "CCBD",
  测: "B2E2",
  器: "C6F7",
  复: "B8B4",
  位: "CEBB",
  故: "B9CA",
  障: "D5CF",
  恢: "BBD6",
  主: "D6F7",
  电: "B5E7",
  屏: "C6C1",
  蔽: "B1CE",
  解: "BDE2",
  除: "B3FD",
};

/** Text as the panel's printer gets it. */
export const gbk = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, char => (GBK[char] ? Buffer.from(GBK[char], "hex") : Buffer.from(char, "latin1"))),
  );

/** One print: `print("007-021", "首次火警", "三楼")`; an empty place: the panel as a whole. */
export const print = (place: string, ...lines: readonly string[]): Buffer =>
  gbk(`\x1b611/22/26  18:05\n${place === "" ? "" : `  ${place}\n`}\x1b9${lines.join("\n")}\n\n`);

/** A converter with the panel's printer port behind it. `heard`: what was sent to the panel. */
export type Printer = {
  readonly port: number;
  readonly heard: readonly Buffer[];
  /** How often somebody connected. */
  readonly connections: () => number;
  send(bytes: Uint8Array): void;
  hangUp(): void;
  stop(): Promise<void>;
};

export const startPrinter = async (): Promise<Printer> => {
  const sockets = new Set<Socket>();
  const heard: Buffer[] = [];
  let connections = 0;
  const server = createServer(socket => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", bytes => heard.push(bytes));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    heard,
    connections: () => connections,
    send: bytes => {
      for (const socket of sockets) socket.write(bytes);
    },
    hangUp,
    stop: async () => {
      hangUp();
      server.close();
      await once(server, "close");
    },
  };
};
