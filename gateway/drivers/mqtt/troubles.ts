import type { Clock } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import { after, hours, type Instant } from "#rules/time/instant.ts";

/** What went wrong lately: into the log without flooding it, and the last one for the health page. */
export type Troubles = {
  /** @param about  the topic, client or address that the trouble is with; told once an hour for each */
  tell(event: string, about: string, why: string): void;
  /** `site-a/door/D1: payload is not UTF-8`; empty when there was none. */
  last(): string;
};

const KEYS = 200;
const REPEAT_AFTER = hours(1);

/**
 * Logs a trouble when it is first met, then at most once an hour with how often it came meanwhile: a device that is
 * wrong is wrong many times a second. When more than 200 are about, further ones share one entry.
 */
export const troubles = (clock: Clock, log: Log): Troubles => {
  const told = new Map<string, { at: Instant; since: number }>();
  let last = "";
  return {
    tell: (event, about, why) => {
      const now = clock.now();
      last = `${about}: ${why}`;
      const own = `${event} ${about}`;
      if (!told.has(own) && told.size >= KEYS) forgetOld(told, now);
      const key = told.has(own) || told.size < KEYS ? own : event;
      const before = told.get(key);
      if (before !== undefined && now < after(before.at, REPEAT_AFTER)) {
        before.since++;
        return;
      }
      told.set(key, { at: now, since: 0 });
      log.warn({ about, why, timesBefore: before?.since ?? 0 }, event);
    },
    last: () => last,
  };
};

const forgetOld = (told: Map<string, { at: Instant }>, now: Instant) => {
  for (const [key, { at }] of told) if (now >= after(at, REPEAT_AFTER)) told.delete(key);
};
