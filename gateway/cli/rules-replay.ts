import { type Replayed, replay } from "#rules/replay/replay.ts";
import type { ShiftPlan } from "#rules/replay/shift-plan.ts";
import type { Role } from "#rules/site/model.ts";
import type { Millis } from "#rules/time/instant.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import type { Moment } from "./moments.ts";
import { openRecording } from "./recording.ts";
import { type Asked, choiceOf } from "./replay-choice.ts";
import { replayJson } from "./rules-replay-json.ts";
import { play, stretchOf, taker } from "./rules-replay-run.ts";
import { replayText } from "./rules-replay-text.ts";
import { toldOf } from "./rules-replay-told.ts";
import type { Whereabouts } from "./whereabouts.ts";
import type { Words } from "./words/language.ts";

/** What `rules replay` and `rules diff` have in common. */
export type ReplayOptions = Asked & {
  readonly from?: Moment;
  readonly to?: Moment;
  readonly history: Whereabouts;
  /** Null: nobody acknowledges anything. */
  readonly acknowledgeAfter: Millis | null;
  readonly warmUp: Millis;
  readonly shifts: ShiftPlan;
  readonly role: Role;
  readonly format: "text" | "json";
};

/**
 * Lets the rules of a hall judge recorded readings on virtual time, and says what they would have found.
 *
 * @param file  site file; absent: the one that HALLWATCH_CONFIG names
 */
export const rulesReplay = async (
  file: string | undefined,
  options: ReplayOptions,
  words: Words,
): Promise<number> => {
  const { history, acknowledgeAfter, shifts, role, format } = options;
  const hall = await hallOrStop(siteFile(file, words), words);
  const { site, book } = hall;
  const choice = choiceOf(options, [hall], words);
  const { timeZone } = site.calendar;
  const recorded = await openRecording(history, site, words);
  const stretch = await stretchOf(recorded, options, timeZone, words);
  const run = replay({ site, book, ...stretch, acknowledgeAfter, shifts, choice });
  const began = performance.now();
  const points = site.points.map(({ id }) => id);
  const readings = await play(recorded, stretch, [taker(run, site, points)], timeZone, words);
  const replayed: Replayed = run.end();
  const seconds = (performance.now() - began) / 1_000;
  const told = toldOf(recorded, readings, seconds);
  await recorded.close();
  if (format === "json") console.log(JSON.stringify(replayJson(site, book, replayed, told), null, 2));
  else console.log(replayText({ site, book, replayed, told, role, acknowledgeAfter, choice }, words));
  return EXIT.ok;
};

/** @throws {Stop} when nobody says which hall */
export const siteFile = (file: string | undefined, words: Words): string => {
  const named = file ?? process.env.HALLWATCH_CONFIG ?? "";
  if (named === "") throw new Stop(EXIT.usage, words.replay.noSite);
  return named;
};
