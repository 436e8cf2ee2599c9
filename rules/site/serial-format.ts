import { z } from "zod";

const FORMATS = ["7N1", "7N2", "7E1", "7E2", "7O1", "7O2", "8N1", "8N2", "8E1", "8E2", "8O1", "8O2"] as const;

/** What YAML makes of a format without quotes: 8E1 is the number 80 there. */
const AS_NUMBERS: Readonly<Record<string, string>> = { 70: "7E1", 700: "7E2", 80: "8E1", 800: "8E2" };

/** Data bits, parity and stop bits of a serial line, as on every data sheet: 8N1, 8E1. */
export const serialFormat = z
  .preprocess(said => (typeof said === "number" ? (AS_NUMBERS[said] ?? said) : said), z.enum(FORMATS))
  .describe("Data bits, parity, stop bits: 8N1, 8E1");
