import { z } from "zod";
import { problem } from "./common.ts";

/** A mistake in a file, with its place; lines and columns count from 1. */
export const ruleProblem = z.object({
  code: z.string(),
  file: z.string(),
  line: z.int(),
  column: z.int(),
  message: z.string(),
  /** What to do about it; for a rule test that failed, what was expected and what was seen. */
  help: z.string(),
});

/** The rules were read again: they are in force now, or were all the time. */
export const rulesReloaded = z.object({
  is: z.enum(["reloaded", "unchanged"]),
  /** Rules and their instances in this hall, and rule tests that were played; absent when nothing changed. */
  rules: z.int().optional(),
  instances: z.int().optional(),
  tests: z.int().optional(),
});

/** Why the rules on disk were not put in force: all mistakes, each at its place. */
export const rulesRefused = problem.extend({ problems: z.array(ruleProblem) });

export type WireRulesReloaded = z.infer<typeof rulesReloaded>;
export type WireRuleProblem = z.infer<typeof ruleProblem>;
