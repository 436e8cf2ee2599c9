import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { wordAt } from "./device.ts";
import { withCrc } from "./wire.ts";

/** A read as it came over the bus. */
export type RtuRequest = {
  readonly unit: number;
  readonly code: number;
  readonly address: number;
  readonly count: number;
  /** Real milliseconds. */
  readonly at: number;
};

/** What a unit does: the answer's frame after so many milliseconds, or nothing. */
export type RtuManner = (
  request: RtuRequest,
) => { readonly frame: Uint8Array; readonly afterMs: number } | null;

export type RtuDevice = {
  readonly port: number;
  readonly requests: readonly RtuRequest[];
  stop(): Promise<void>;
};

const REQUEST_BYTES = 8;
const TURN_MS = 5;

/**
 * A transparent converter with a bus behind it, written from the standard: RTU frames over TCP. Answers go to whoever is
 * connected when they come, also those to requests of a connection that is gone.
 *
 * @see Modbus over Serial Line V1.02 §2.5.1
 */
export const startRtuDevice = async (manners: Readonly<Record<number, RtuManner>>): Promise<RtuDevice> => {
  const requests: RtuRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let current: Socket | null = null;
  const server = createServer({ noDelay: true }, socket => {
    current = socket;
    let waiting = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("data", chunk => {
      waiting = Buffer.concat([waiting, chunk]);
      for (; waiting.length >= REQUEST_BYTES; waiting = waiting.subarray(REQUEST_BYTES)) {
        const frame = waiting.subarray(0, REQUEST_BYTES);
        if (!Buffer.from(withCrc([...frame.subarray(0, 6)])).equals(frame)) continue;
        const request = parse(frame);
        requests.push(request);
        const reply = (manners[request.unit] ?? wellRtu)(request);
        if (!reply) continue;
        const timer = setTimeout(() => {
          timers.delete(timer);
          if (current?.writable) current.write(reply.frame);
        }, reply.afterMs);
        timers.add(timer);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      current?.destroy();
      server.close();
      await once(server, "close");
    },
  };
};

const parse = (frame: Buffer): RtuRequest => ({
  unit: frame[0]!,
  code: frame[1]!,
  address: frame.readUInt16BE(2),
  count: frame.readUInt16BE(4),
  at: performance.now(),
});

/** The right answer in the name of `unit`. */
const rightAnswer = ({ code, address, count }: RtuRequest, unit: number): Uint8Array => {
  const words = Array.from({ length: count }, (_, i) => wordAt(unit, address + i, 0));
  return withCrc([unit, code, 2 * count, ...words.flatMap(word => [word >> 8, word & 0xff])]);
};

export const wellRtu: RtuManner = request => ({
  frame: rightAnswer(request, request.unit),
  afterMs: TURN_MS,
});

export const deadRtu: RtuManner = () => null;

export const slowRtu =
  (afterMs: number): RtuManner =>
  request => ({ frame: rightAnswer(request, request.unit), afterMs });

/** Answers in another's name. */
export const namedRtu =
  (unit: number): RtuManner =>
  request => ({ frame: rightAnswer(request, unit), afterMs: TURN_MS });

/** Exception 02 for every read that touches the address. */
export const lackingRtu =
  (address: number): RtuManner =>
  request =>
    request.address <= address && address < request.address + request.count
      ? { frame: withCrc([request.unit, request.code | 0x80, 2]), afterMs: TURN_MS }
      : wellRtu(request);
