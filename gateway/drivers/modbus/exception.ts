/**
 * What an exception reply says about the device, and so what to do about it.
 *
 * - `refused`: the device lives but will never answer this read as it stands: configuration, ask again rarely
 * - `divide`: likewise, but a smaller read may do: one address of the block is illegal, or the block is too long
 * - `fault`: the device lives and says that it is broken
 * - `absent`: nobody who could answer is there now: counts as a failure of the unit, on a line that works
 */
export type Exception = { readonly means: "refused" | "divide" | "fault" | "absent"; readonly text: string };

const exceptions: Readonly<Record<number, Exception>> = {
  1: { means: "refused", text: "the device has no such table (01): check the table in the site file" },
  2: { means: "divide", text: "the device has no such address (02): check the address in the site file" },
  3: { means: "divide", text: "the device refuses this read (03): check address and type in the site file" },
  4: { means: "fault", text: "the device reports a failure of its own (04)" },
  5: { means: "absent", text: "the device is still working on an earlier request (05)" },
  6: { means: "absent", text: "the device is busy (06)" },
  7: { means: "refused", text: "the device cannot do this (07)" },
  8: { means: "fault", text: "the device reports a memory error (08)" },
  10: {
    means: "absent",
    text: "the Modbus gateway has no way to this unit (0A): check the gateway's settings",
  },
  11: {
    means: "absent",
    text: "the Modbus gateway got no answer from this unit (0B): check its power and bus",
  },
};

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(2, "0");

/**
 * Explains an exception code to a technician.
 *
 * @see Modbus Application Protocol V1.1b3 §7
 */
export const exception = (code: number): Exception =>
  exceptions[code] ?? {
    means: "fault",
    text: `the device answers with exception ${hex(code)}, which the standard does not know`,
  };
