/** Start, data, parity and stop bits of one character, as the standard counts them. */
const BITS_A_CHARACTER = 11;
const FAST_BAUD = 19_200;
const FAST_QUIET_MS = 1.75;

/**
 * Silence before a request, in milliseconds: three and a half characters, and 1.75 ms above 19,200 baud.
 *
 * @see Modbus over Serial Line V1.02 §2.5.1.1
 */
export const quietOf = (baud: number): number =>
  baud > FAST_BAUD ? FAST_QUIET_MS : (3.5 * BITS_A_CHARACTER * 1_000) / baud;
