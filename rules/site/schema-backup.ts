import { z } from "zod";

/** `backup:` of the site file. */
export const backupPart = z
  .strictObject({
    to: z
      .string()
      .regex(/^(\/|[A-Za-z]:[\\/])/, "must be a whole path, such as /mnt/backup/hall")
      .describe("Directory that is there already, best on another disk: /mnt/backup/hall"),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of the hall's clock, such as 02:30")
      .default("02:30")
      .describe("When one is taken each day, by the hall's clock"),
    keep: z.int().min(2).max(1_000).default(14).describe("How many are kept"),
  })
  .optional()
  .describe("Where the hall is backed up each day; without it nothing is");
