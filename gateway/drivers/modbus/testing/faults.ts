import { setTimeout as pause } from "node:timers/promises";
import { answerTo, type Behaviour, frame, healthy, type Request } from "./device.ts";

/** Takes the request and says nothing. */
export const hang: Behaviour = () => {};

/** Bytes that are no Modbus at all. */
export const garbage: Behaviour = (_, socket) => {
  socket.write(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n"));
};

/** The right answer, too late; the next ones as well. */
export const late =
  (milliseconds: number): Behaviour =>
  async (request, socket) => {
    await pause(milliseconds);
    if (!socket.destroyed) socket.write(answerTo(request));
  };

/** The right answer with one byte changed. */
const altered =
  (offset: number, value: (byte: number) => number): Behaviour =>
  (request, socket) => {
    const bytes = answerTo(request);
    bytes[offset] = value(bytes[offset]!);
    socket.write(bytes);
  };

export const wrongTransaction: Behaviour = altered(1, byte => (byte + 1) & 0xff);
export const wrongProtocol: Behaviour = altered(3, () => 1);
export const wrongUnit: Behaviour = altered(6, byte => byte + 1);
export const wrongFunction: Behaviour = altered(7, () => 4);
/** 60 000 bytes announced: who believes it waits for ever. */
export const hugeLength: Behaviour = altered(4, () => 0xea);
export const zeroLength: Behaviour = altered(5, () => 0);
/** Claims fewer (or more) bytes of values than it sends. */
export const shortCount: Behaviour = altered(8, byte => byte - 2);
export const longCount: Behaviour = altered(8, byte => byte + 2);

/** A well-formed answer with one register fewer than asked for. */
export const fewerRegisters: Behaviour = (request, socket) => {
  socket.write(answerTo({ ...request, count: request.count - 1 }));
};

export const exceptionOf =
  (code: number): Behaviour =>
  ({ transaction, unit, functionCode }, socket) => {
    socket.write(frame(transaction, unit, Buffer.from([functionCode | 0x80, code])));
  };

/** Another unit's exception. */
export const foreignException: Behaviour = ({ transaction, unit, functionCode }, socket) => {
  socket.write(frame(transaction, unit + 1, Buffer.from([functionCode | 0x80, 2])));
};

/** Half an answer, then the end of the connection. */
export const closeMidReply: Behaviour = (request, socket) => {
  socket.end(answerTo(request).subarray(0, 10));
};

/** Half an answer, then silence. */
export const stall: Behaviour = (request, socket) => {
  socket.write(answerTo(request).subarray(0, 10));
};

/** The right answer, one byte at a time. */
export const byteByByte: Behaviour = async (request, socket) => {
  for (const byte of answerTo(request)) {
    socket.write(Buffer.from([byte]));
    await pause(1);
  }
};

/** The right answer twice in one segment. */
export const twice: Behaviour = (request, socket) => {
  socket.write(Buffer.concat([answerTo(request), answerTo(request)]));
};

/** The answer to the request before, where the answer to this one is awaited. */
export const oneBehind = (): Behaviour => {
  let before: Request | null = null;
  return (request, socket) => {
    socket.write(answerTo(before ?? request));
    before = request;
  };
};

/** Exception 02 for every read that touches the address, else the right answer. */
export const lacking =
  (address: number): Behaviour =>
  (request, socket) => {
    const touches = request.address <= address && address < request.address + request.count;
    (touches ? exceptionOf(2) : healthy)(request, socket);
  };
