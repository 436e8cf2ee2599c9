import { z } from "zod";
import { form } from "./form.ts";
import type { Role } from "./model.ts";
import { text } from "./schema-points.ts";
import { wallMoment } from "./wall-moment.ts";

const from = form(wallMoment).describe("First moment, in the hall's time: 2025-07-23 08:00");
const to = form(wallMoment).describe("When it is over: 2025-07-23 18:00");
const person = text.describe("Id of one of the people: M1");

/** `roster:` of the site file. */
export const rosterPart = (roles: readonly Role[]) =>
  z
    .strictObject({
      file: text.optional().describe("A CSV of further duties beside this file: roster.csv"),
      shifts: z
        .array(z.strictObject({ person, role: z.enum(roles), from, to }))
        .default([])
        .describe("Who is on duty when; a role without any is always on duty"),
      absences: z
        .array(z.strictObject({ person, from, to, why: text.describe("Why: 年假") }))
        .default([])
        .describe("Who is away when"),
    })
    .default({ shifts: [], absences: [] })
    .describe("Who is on duty when");
