import { Fault } from "#gateway/ports/fault.ts";
import type { Connect } from "../line-link.ts";
import type { RealTime } from "../real-time.ts";
import type { Answer, ReadRequest, WriteRequest } from "../transport.ts";
import { wordAt } from "./device.ts";

/** What went over the wire, and when it went out. */
export type Heard = { readonly request: ReadRequest | WriteRequest; readonly atMs: number };

/** What a unit does with a request: its answer after so long, or null for none. */
export type Manner = (request: ReadRequest | WriteRequest, atMs: number) => Reply | null;
export type Reply = { readonly afterMs: number; readonly answer: Answer };

export type Bus = {
  readonly connect: Connect;
  readonly heard: readonly Heard[];
  readonly connections: number;
  /** From now on the unit does this. */
  behave(unit: number, manner: Manner): void;
  /** From now on nobody gets a connection, or everybody does. */
  reach(isThere: boolean): void;
};

/** How long a well unit takes for an answer, in milliseconds: so much, and so much a register. */
const TURN_MS = 40;
const REGISTER_MS = 1;

/** A line in virtual time: no sockets, no codec, units that are well unless told otherwise. */
export const busOf = (time: RealTime, manners: Readonly<Record<number, Manner>> = {}): Bus => {
  const units: Record<number, Manner> = { ...manners };
  const heard: Heard[] = [];
  let connections = 0;
  let isReachable = true;
  const ask = (request: ReadRequest | WriteRequest, timeout: number): Promise<Answer> => {
    heard.push({ request, atMs: time.nowMs() });
    const reply = (units[request.unit] ?? well)(request, time.nowMs());
    return new Promise(resolve => {
      if (!reply || reply.afterMs >= timeout) time.after(timeout, () => resolve({ is: "timeout" }));
      else time.after(reply.afterMs, () => resolve(reply.answer));
    });
  };
  return {
    connect: async ({ where }) => {
      if (!isReachable)
        throw new Fault("MODBUS_UNREACHABLE", `${where}: connection refused`, { retry: true });
      connections += 1;
      let isOpen = true;
      const send = async (request: ReadRequest | WriteRequest, timeout: number) => {
        const answer = await ask(request, timeout);
        if (answer.is !== "words" && answer.is !== "written" && answer.is !== "exception") isOpen = false;
        return answer;
      };
      return {
        get isOpen() {
          return isOpen;
        },
        read: send,
        write: send,
        close: async () => {
          isOpen = false;
        },
      };
    },
    heard,
    get connections() {
      return connections;
    },
    behave: (unit, manner) => {
      units[unit] = manner;
    },
    reach: isThere => {
      isReachable = isThere;
    },
  };
};

const tookMs = (count: number): number => TURN_MS + REGISTER_MS * count;

export const well: Manner = request =>
  "code" in request
    ? { afterMs: tookMs(request.values.length), answer: { is: "written" } }
    : { afterMs: tookMs(request.count), answer: { is: "words", words: wordsOf(request) } };

/** The words of a well unit: each tells its unit and its address. */
const wordsOf = ({ unit, address, count }: ReadRequest): readonly number[] =>
  Array.from({ length: count }, (_, i) => wordAt(unit, address + i, 0));

export const dead: Manner = () => null;

export const slow =
  (afterMs: number): Manner =>
  (request, atMs) => ({ ...well(request, atMs)!, afterMs });

export const refusing =
  (code: number): Manner =>
  () => ({ afterMs: TURN_MS, answer: { is: "exception", code } });

/** Exception 02 for every read that touches one of the addresses. */
export const lacking =
  (...addresses: readonly number[]): Manner =>
  (request, atMs) => {
    if ("code" in request) return well(request, atMs);
    const { address, count } = request;
    const isIllegal = addresses.some(one => address <= one && one < address + count);
    return isIllegal ? refusing(2)(request, atMs) : well(request, atMs);
  };

/** Exception 03 for every read that is longer. */
export const brief =
  (longest: number): Manner =>
  (request, atMs) =>
    "count" in request && request.count > longest ? refusing(3)(request, atMs) : well(request, atMs);
