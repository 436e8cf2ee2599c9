import { z } from "zod";
import { commandId, who } from "./command.ts";
import { time, words } from "./common.ts";
import { secret } from "./signature.ts";

/** Something that is out of service: what is found of it is kept, and told to nobody. */
export const service = z.object({
  /** Id of equipment or of a zone, or a source: `modbus:plant/3`. */
  target: z.string(),
  name: words,
  /** The work order. */
  order: z.string(),
  by: z.string(),
  /** The second person, where two are needed. */
  second: z.string().nullable(),
  /** What is done meanwhile instead. */
  compensation: z.string(),
  at: time,
  until: time,
});
export const serviceList = z.object({ services: z.array(service), at: time });

export const takeOut = z.strictObject({
  by: who,
  id: commandId,
  target: z.string().trim().min(1).max(200),
  order: z.string().trim().min(1).max(200),
  until: z.iso.datetime({ offset: true }),
  compensation: z.string().trim().max(1000).default(""),
  /** Another person with the right to it; life-safety needs one. */
  second: who.optional(),
  /** What proves that the second person agrees, asked for once the hall has accounts. */
  secondSecret: secret.optional(),
});
export const putBack = z.strictObject({ by: who, id: commandId });

export type WireService = z.infer<typeof service>;
export type TakeOut = z.infer<typeof takeOut>;
export type PutBack = z.infer<typeof putBack>;
