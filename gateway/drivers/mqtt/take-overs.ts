import type { Clock } from "#gateway/ports/clock.ts";
import { after, type Instant, minutes } from "#rules/time/instant.ts";

const STORM = 3;
const IDS = 1_000;

/**
 * Notices when two devices use one client id: each connects, throws the other out, which connects again.
 *
 * @returns  to be told of every take-over; true when it is the fourth or later within a minute
 */
export const takeOvers = (clock: Clock): ((clientId: string) => boolean) => {
  const recent = new Map<string, Instant[]>();
  return clientId => {
    const now = clock.now();
    const times = [...(recent.get(clientId) ?? []).filter(at => now < after(at, minutes(1))), now];
    recent.delete(clientId);
    recent.set(clientId, times.slice(-STORM - 1));
    const [oldest] = recent.keys();
    if (recent.size > IDS && oldest !== undefined) recent.delete(oldest);
    return times.length > STORM;
  };
};
