import { createHash } from "node:crypto";
import { Engine } from "#rules/engine/engine.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { after, hours, instant } from "#rules/time/instant.ts";
import { renderFailures } from "#rules/timeline/render.ts";
import { runTimeline } from "#rules/timeline/run.ts";
import { type Hall, loadHall } from "./load-hall.ts";
import { type LoadedTimeline, timelineLoader } from "./load-timelines.ts";
import { ownTests } from "./own-tests.ts";

/** A Tuesday in summer, with all the edges of a working day. */
const SOME_DAY = instant(Date.UTC(2025, 6, 8));

/** What came of checking the rules of a hall before they are put in force. */
export type CheckedRules =
  | {
      readonly is: "sound";
      /** @see fingerprint */
      readonly fingerprint: string;
      /** Rule tests that were played. */
      readonly tests: number;
    }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/** Reads the rules of a hall as they are now and plays the rule tests that lie beside its own packs. */
export const checkRules = async (siteFile: string): Promise<CheckedRules> => {
  const loaded = await loadHall(siteFile);
  if (loaded.is === "refused") return { is: "refused", problems: loaded.problems };
  rehearse(loaded.hall);
  const files = await ownTests(siteFile, loaded.hall.site.packs);
  const load = timelineLoader();
  const problems: Diagnostic[] = [];
  for (const file of files) problems.push(...played(await load(file)));
  if (problems.length > 0) return { is: "refused", problems };
  return { is: "sound", fingerprint: fingerprint(loaded.hall), tests: files.length };
};

/** A short text that is the same for two halls only if everything that was read for them is the same. */
export const fingerprint = ({ texts }: Pick<Hall, "texts">): string => {
  const hash = createHash("sha256");
  for (const [file, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(JSON.stringify([file, text]));
  return hash.digest("hex");
};

/** Lets the rules judge a day of silence: what they would break by being put in force, they break here. */
const rehearse = ({ site, book }: Hall): void => {
  const engine = new Engine(site, book, SOME_DAY);
  engine.step({ is: "tick", at: after(SOME_DAY, hours(24)) });
};

const played = (loaded: LoadedTimeline): readonly Diagnostic[] => {
  if (loaded.is === "refused") return loaded.problems;
  const { file, timeline, hall, lineOf } = loaded;
  const run = runTimeline(timeline, hall);
  if (run.passed) return [];
  const timeZone = hall.site.calendar.timeZone;
  return [
    {
      severity: "error",
      code: "CFG620",
      file,
      line: lineOf(run.failures[0]?.path ?? []),
      column: 1,
      length: 1,
      message: `the rule test "${timeline.title.en}" fails`,
      help: renderFailures(run, { timeZone, language: "en", lineOf }),
    },
  ];
};
