import { z } from "zod";
import { measured, time, words } from "./common.ts";
import { hours } from "./hall.ts";

export const closingItem = z.object({
  /** Equipment id. */
  id: z.string(),
  kind: z.enum(["door", "window", "light", "power", "always-on"]),
  name: words,
  zone: z.string(),
  verdict: z.enum(["pass", "fail", "unknown"]),
  /** What is wrong or missing, in both languages; empty texts for a pass. */
  why: words,
  /** What a pass needs: 闭合并锁好 / closed and locked. */
  expected: words,
  evidence: z.array(measured),
});

/** The closing check as it stands now. Only evidence measured after `since` counts. */
export const closing = z.object({
  /** Closing time that it is about; null while the hall is not closed: then the items are a preview. */
  since: time.nullable(),
  hours,
  items: z.array(closingItem),
  counts: z.object({ pass: z.int(), fail: z.int(), unknown: z.int() }),
  at: time,
});

export type WireClosing = z.infer<typeof closing>;
export type WireClosingItem = z.infer<typeof closingItem>;
