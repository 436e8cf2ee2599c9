import { z } from "zod";
import { reading, type Told, told } from "../site/form.ts";
import { kindOfAlias, kindOfPlural } from "../site/kind-names.ts";
import { kinds } from "../site/kinds.ts";
import { nearest } from "../site/nearest.ts";
import { words } from "../site/schema-points.ts";
import { minutes } from "../time/instant.ts";
import type { Length } from "./edge.ts";
import { length } from "./lengths.ts";
import type { Suppressing } from "./rule.ts";

/** How long devices may take to come back after what explains their silence is over, where a pack does not say it. */
const SETTLE: Length = minutes(2);
const KINDS = Object.keys(kinds) as Suppressing["kinds"][number][];

/** What a rule, a fact or a suppression may be called. */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    "must begin with a small letter and hold only small letters, digits and -",
  );

/** Reads a kind of thing; the name that it has in conditions is the nearest thing that somebody meant. */
export const kind = (word: string): Told<Suppressing["kinds"][number]> => {
  const known = KINDS.find(each => each === word);
  if (known !== undefined) return told(known);
  const near = kindOfAlias.get(word) ?? kindOfPlural.get(word) ?? nearest(word, KINDS);
  const help = near === null ? `one of ${KINDS.join(", ")}` : `did you mean "${near}"?`;
  return { is: "refused", code: "CFG104", why: `"${word}" is no kind of thing`, help };
};

/** What one fact explains of others, as a person writes it. */
export const suppressionEntry = z.strictObject({
  id: id.describe("Short name: mains-lost"),
  title: words,
  cause: id.describe("The fact that explains the others: power-cut"),
  within: z
    .enum(["hall", "zone", "line"])
    .describe(
      "hall: all of them; zone: those of the room where the cause is, and of its parts; line: those on the Modbus line that the cause is about",
    ),
  facts: z.array(id).default([]).describe("Facts that it explains: [device-down]"),
  kinds: z
    .array(z.string().transform(reading(kind)))
    .default([])
    .describe("Things of which it explains everything, also that they cannot be read: [air-conditioner]"),
  settle: z
    .union([z.string(), z.number()], { error: "expected a length of time" })
    .transform(reading(length))
    .default(SETTLE)
    .describe("How long they may take to come back when the cause is over: 2 min"),
});

/** A suppression as it was read. */
export type SuppressionEntry = z.output<typeof suppressionEntry>;
