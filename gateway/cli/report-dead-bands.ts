import { type DeadBandProposal, deadBandTrials } from "#rules/report/dead-band-trials.ts";
import type { LoadReport } from "#rules/report/load-report.ts";
import { hours, type Instant, instant } from "#rules/time/instant.ts";
import type { Hall } from "../config/load-hall.ts";
import { localText } from "./hall-time.ts";
import { openRecording } from "./recording.ts";
import { ReplayProgress } from "./rules-replay-progress.ts";
import type { Whereabouts } from "./whereabouts.ts";
import type { Words } from "./words/language.ts";

/** Readings from so long before are shown first, so that values and functions over time are known. */
const WARM_UP = hours(24);

/** Tries dead-bands on recorded readings for all that called most, chatters or is fleeting. */
export const deadBandsOf = async (
  { site, packs }: Hall,
  { subjects, from, to }: LoadReport,
  history: Whereabouts,
  words: Words,
): Promise<readonly DeadBandProposal[]> => {
  const since = instant(from - WARM_UP);
  const concerned = subjects.filter(({ hold }) => hold !== null);
  const trials = deadBandTrials(site, packs, concerned, { since, from, to });
  const recorded = await openRecording(history, site, words);
  const progress = new ReplayProgress(process.stderr, words);
  let readings = 0;
  for await (const columns of recorded.read(since, to)) {
    trials.take(columns);
    readings += columns.rows;
    const last = columns.at[columns.rows - 1] as Instant;
    const clock = localText(last, site.calendar.timeZone);
    progress.show({ done: (last - since) / (to - since), readings, clock });
  }
  progress.clear();
  await recorded.close();
  return trials.end();
};
