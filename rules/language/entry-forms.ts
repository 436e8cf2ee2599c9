import { z } from "zod";
import { reading, type Told, told } from "../site/form.ts";
import type { Length } from "./edge.ts";
import { length } from "./lengths.ts";

/** A text of the condition language. Not trimmed: mistakes are told with offsets into it. */
export const cel = z.string().min(1);

const lengthText = () => z.union([z.string(), z.number()], { error: "expected a length of time" });

/** A length of time, or the setting that says it: `10 min`, `closing_grace`. */
export const span = lengthText().transform(reading(length));

const orNever = (said: string | number): Told<Length | "never"> =>
  said === "never" ? told("never") : length(said);

/** A length of time, the setting that says it, or `never`. */
export const spanOrNever = lengthText().transform(reading(orNever));

const orOpened = (said: string | number): Told<Length | "opened"> =>
  said === "opened" ? told("opened") : length(said);

/** A length of time, the setting that says it, or `opened`. */
export const spanOrOpened = lengthText().transform(reading(orOpened));

/** A sentence for people, in both languages. */
export const paragraph = z
  .strictObject({
    zh: z.string().trim().min(1).max(1_000).describe("In Chinese"),
    en: z.string().trim().min(1).max(1_000).describe("In English"),
  })
  .describe("A sentence in both languages: { zh: 关灯。, en: Switch it off. }");
