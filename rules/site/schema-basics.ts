import { z } from "zod";

/** A name or a short text. */
export const shortText = z.string().trim().min(1).max(200);

export const port = z.int().min(1).max(65_535);

export const environment = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, "must be the name of an environment variable, such as BROKER_PASSWORD")
  .describe("Name of the environment variable that holds the password");
