import { createHash } from "node:crypto";
import type { TrailBeginning, Wrong } from "#gateway/ports/audit.ts";
import type { PurgeEvent } from "#gateway/ports/purge.ts";
import { LEAST_DAYS } from "#rules/retention/retention.ts";
import { hours } from "#rules/time/instant.ts";
import { type ChainLink, chainHash } from "../chain.ts";

/** From one date to the other; where the clock is put forward on the way, an hour less. */
const LEAST = hours(24 * LEAST_DAYS - 2);

/** Takes the events that a purge leaves of before, oldest first, and says how many they are and their digest. */
export const keptEvents = () => {
  const digest = createHash("sha256");
  let events = 0;
  return {
    add: ({ seq, hash }: Pick<ChainLink, "seq" | "hash">): void => {
      events += 1;
      digest.update(`${seq}:${hash}\n`);
    },
    /** Ends it. */
    sum: (): TrailBeginning["kept"] => ({ events, digest: digest.digest("hex") }),
  };
};

/**
 * Compares where a record begins, and what it holds of before, with what its trail tells of the last purge.
 *
 * @param stored  where the record itself says that it begins; null: nowhere
 * @param told    the last purge on the trail; null: there is none
 * @param kept    events up to there that are in the record, oldest first
 */
export const beginningAudit = (
  stored: TrailBeginning | null,
  told: PurgeEvent | null,
  kept: Iterable<ChainLink>,
): readonly Wrong[] => {
  const wrong: Wrong[] = [];
  const found = keptEvents();
  for (const link of kept) {
    found.add(link);
    if (chainHash(link.prev, link) !== link.hash) wrong.push({ is: "edited", seq: link.seq });
  }
  const seq = stored?.seq ?? told?.beginning.seq ?? 0;
  const say = (how: (Wrong & { is: "beginning" })["how"]) => wrong.push({ is: "beginning", seq, how });
  if (told === null) {
    if (stored !== null) say("untold");
    return wrong;
  }
  const { beginning, at } = told;
  const isTold = stored !== null && stored.seq === beginning.seq && stored.hash === beginning.hash;
  const { events, digest } = found.sum();
  if (!isTold) say("differs");
  else if (wrong.length === 0 && (events !== beginning.kept.events || digest !== beginning.kept.digest))
    say("kept");
  if (at - beginning.at < LEAST) say("early");
  return wrong;
};
