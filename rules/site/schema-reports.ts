import { z } from "zod";
import { ROLES } from "./roles.ts";

const role = z.enum(ROLES);

const owed = z.strictObject({
  owner: role.default("hall-director").describe("Who draws it up and releases it"),
  reviewer: role.optional().describe("Who must have read it before it is released"),
  receivers: z.array(role).default(["superior"]).describe("Who gets it: [superior]"),
  external: z
    .boolean()
    .default(false)
    .describe("Whether it goes to somebody outside: then it is always reviewed"),
});

/**
 * `reports:` of the site file.
 *
 * @param idKey  what an id may look like
 */
export const reportsPart = (idKey: z.ZodString) =>
  z
    .strictObject({
      deadline_reading: z
        .enum(["strict", "lenient"])
        .default("strict")
        .describe('"Before the 10th": strict: by the end of the 9th; lenient: the 10th is in time'),
      owed: z
        .record(idKey, owed)
        .optional()
        .describe(
          "Reports by cycle and subject: { daily-facility: { external: true } }; else the usual ones",
        ),
    })
    .optional()
    .describe("Which reports the hall owes, and who answers for them");
