import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Unit } from "./unit.ts";

/** How late a late unit answers, in real milliseconds: longer than anybody waits. */
export const LATE_MS = 3_000;

/** What comes of a request. */
export type Outcome =
  | { readonly is: "silence" }
  | { readonly is: "answer"; readonly frame: Buffer; readonly afterMs: number };

/**
 * What a unit does with a good answer while faults are on: keeps it to itself, sends it late, or sends nonsense instead.
 *
 * @param frame  the answer as it should go out, header and all
 */
export const outcome = (unit: Unit, faults: Faults, frame: Buffer, draw: Chance): Outcome => {
  const suffers = (name: "silent" | "late" | "garbage") =>
    [...unit.things].some(thing => faults.has(name, thing));
  if (suffers("silent")) return { is: "silence" };
  const afterMs = suffers("late") ? LATE_MS : 0;
  return { is: "answer", frame: suffers("garbage") ? nonsense(frame, draw) : frame, afterMs };
};

/**
 * Nonsense of a kind that a client can tell from an answer: loose bytes, a wrong transaction, a wrong protocol, a byte
 * count that does not fit, an answer cut short with a header that fits, the answer of another function.
 */
const nonsense = (frame: Buffer, draw: Chance): Buffer => {
  const bad = Buffer.from(frame);
  switch (Math.floor(draw() * 6)) {
    case 0:
      return Buffer.from(Array.from({ length: 5 + Math.floor(draw() * 40) }, () => Math.floor(draw() * 256)));
    case 1:
      bad.writeUInt16BE((frame.readUInt16BE(0) + 7) & 0xffff, 0);
      return bad;
    case 2:
      bad.writeUInt16BE(0x4242, 2);
      return bad;
    case 3:
      bad.writeUInt8((frame.readUInt8(8) ^ 0x55) & 0xff, 8);
      return bad;
    case 4:
      bad.writeUInt16BE(3, 4);
      return bad.subarray(0, 9);
    default:
      bad.writeUInt8(0x2b, 7);
      return bad;
  }
};
