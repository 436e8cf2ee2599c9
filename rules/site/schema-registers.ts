import { z } from "zod";

/** An address on the wire. */
export const address = z.int().min(0).max(65_535);

/** How registers are read. */
export const registerType = z
  .enum(["bit", "u16", "i16", "u32", "i32", "f32", "u64", "i64", "f64", "mod10k32", "mod10k64"])
  .describe("How the registers are read; u16 unless said; mod10k32 and mod10k64: 0 to 9999 a register");

export const wordOrder = z
  .enum(["big", "little"])
  .describe("big: high word first (ABCD); little: low word first (CDAB)");

export const byteOrder = z
  .enum(["big", "little"])
  .describe("big: as the standard says; little: the bytes of every word are swapped (BADC, DCBA)");

const registers = {
  holding: address.optional().describe("Address of a holding register on the wire, from 0"),
  input: address.optional().describe("Address of an input register on the wire, from 0"),
  type: registerType.optional(),
  words: wordOrder.optional(),
  bytes: byteOrder.optional(),
};

/** `minus:` of a point: another place, as the point's own is unless it says so. */
export const minusPart = z
  .strictObject(registers)
  .describe("Registers whose number is subtracted before scaling: { holding: 24 }");

/** `factor:` of a point. */
export const factorPart = z
  .strictObject({
    ...registers,
    as: z
      .enum(["power-of-ten", "factor"])
      .default("factor")
      .describe("factor: the number itself; power-of-ten: 10 to the number"),
  })
  .describe(
    "A register that says what the number is multiplied with: { holding: 40, type: i16, as: power-of-ten }",
  );
