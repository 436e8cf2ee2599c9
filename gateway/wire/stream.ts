import { z } from "zod";
import { alert } from "./alert.ts";
import { closing } from "./closing.ts";
import { time } from "./common.ts";
import { hours } from "./hall.ts";
import { point } from "./point.ts";

/**
 * What people have to do, in short, and what was written since the last one: pages ask again for what they show. Also
 * after the snapshot, then with nothing changed.
 */
const papers = z.object({
  /** `late` are open, too. */
  tasks: z.object({ open: z.int(), late: z.int() }),
  /** Open ones. */
  tickets: z.int(),
  handovers: z.int(),
  /** Ids of papers by kind: `{ task: ["toilets/2025-07-18.2"], closing: ["closing/2025-07-18/1"] }`. */
  changed: z.record(z.string(), z.array(z.string())),
});

/**
 * The events of `GET /api/stream` (server-sent events). `event:` is the key, `data:` the JSON of the value.
 * After connecting comes one `snapshot`; then changes, batched: alerts at once (≤ 100 ms), points at most four times a
 * second and only the latest of each, `closing` when a verdict, the round or its certificate changed, `papers` at most
 * twice a second, `beat` every 5 s of real time.
 */
export const streamEvents = {
  snapshot: z.object({ alerts: z.array(alert), points: z.array(point), closing, hours, at: time }),
  alerts: z.object({ alerts: z.array(alert) }),
  points: z.object({
    points: z.array(
      point.pick({ point: true, value: true, word: true, at: true, state: true, reason: true, since: true }),
    ),
  }),
  closing,
  hours,
  papers,
  beat: z.object({ at: time, problems: z.array(z.string()) }),
} as const;

export type StreamEvents = { [K in keyof typeof streamEvents]: z.infer<(typeof streamEvents)[K]> };
