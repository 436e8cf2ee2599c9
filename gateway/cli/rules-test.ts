import { writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { renderFailures } from "#rules/timeline/render.ts";
import { runTimeline } from "#rules/timeline/run.ts";
import { findTimelines, type LoadedTimeline, timelineLoader } from "../config/load-timelines.ts";
import { EXIT, Stop } from "./exit.ts";
import { PLACES } from "./places.ts";
import { problemsText } from "./problems.ts";
import { junitText } from "./rules-test-junit.ts";
import type { Played, Tested } from "./rules-test-played.ts";
import { RulesTestProgress } from "./rules-test-progress.ts";
import { reportOf, untestedRules } from "./rules-test-report.ts";
import type { Words } from "./words/language.ts";

export type RulesTestOptions = {
  readonly verbose: boolean;
  readonly format: "text" | "json";
  readonly junit?: string;
};

/**
 * Plays rule tests. What failed goes to standard output in full, what could not be understood to standard error; a run
 * in which all is well is one line. Exit code 1 when a test failed, 2 when one could not be played or there is none.
 *
 * @param paths  files and directories; none: the tests of the packs that come with us
 */
export const rulesTest = async (
  paths: readonly string[],
  { verbose, format, junit }: RulesTestOptions,
  words: Words,
): Promise<number> => {
  const { files, nowhere } = await findTimelines(paths.length > 0 ? paths : [relative(".", PLACES.packs)]);
  const isWhole = files.some(file => !paths.includes(file));
  if (nowhere.length > 0) throw new Stop(EXIT.usage, words.rulesTest.nowhere(nowhere.join(", ")));
  const began = performance.now();
  const played = await playAll(files, words);
  const tookMs = performance.now() - began;
  const untested = await untestedRules(played, paths.length === 0);
  if (junit !== undefined) await writeFile(junit, junitText(played));
  if (format === "json") console.log(JSON.stringify(reportOf(played, untested), null, 2));
  else {
    print(played, tookMs, verbose, words);
    if (isWhole && untested.length > 0) console.log(untestedText(untested, verbose, words));
  }
  if (played.some(each => each.is === "refused")) return EXIT.usage;
  return played.every(each => each.is === "tested" && each.run.passed) ? EXIT.ok : EXIT.found;
};

const playAll = async (files: readonly string[], words: Words): Promise<readonly Played[]> => {
  const load = timelineLoader();
  const progress = new RulesTestProgress(files.length, process.stderr);
  const played: Played[] = [];
  for (const file of files) {
    await progress.show(played.length, file);
    const loaded = await load(file);
    played.push(loaded.is === "refused" ? loaded : play(loaded, words));
  }
  progress.clear();
  return played;
};

const play = (loaded: Extract<LoadedTimeline, { is: "timeline" }>, { language }: Words): Tested => {
  const { file, timeline, hall, lineOf } = loaded;
  const began = performance.now();
  const run = runTimeline(timeline, hall);
  const tookMs = performance.now() - began;
  const text = renderFailures(run, { timeZone: hall.site.calendar.timeZone, language, lineOf });
  return { is: "tested", file, loaded, run, text, tookMs };
};

const print = (played: readonly Played[], tookMs: number, verbose: boolean, words: Words): void => {
  const { language, rulesTest: say } = words;
  for (const each of played) {
    if (each.is === "refused") continue;
    const { run, loaded, file, text } = each;
    const title = loaded.timeline.title[language];
    if (!run.passed) console.log(`✗ ${file}  ${title}\n\n${indented(text)}\n`);
    else if (verbose) console.log(`✓ ${file}  ${title}  ${say.took(each.tookMs)}`);
  }
  const refused = played.filter(each => each.is === "refused");
  if (refused.length > 0) console.error(`${mistakes(refused, words)}\n`);
  const failed = played.filter(each => each.is === "tested" && !each.run.passed).length;
  console.log(say.summary(played.length - failed - refused.length, failed, refused.length, say.took(tookMs)));
};

const NAMED_AT_MOST = 10;

/** Told where whole directories were played: whoever plays one file works on that one. */
const untestedText = (untested: readonly string[], verbose: boolean, { rulesTest: say }: Words): string => {
  const named = verbose ? untested : untested.slice(0, NAMED_AT_MOST);
  return say.untested(untested.length, named.join(", "), untested.length - named.length);
};

/** A mistake in a hall that several tests share is told once. */
const mistakes = (refused: readonly Extract<Played, { is: "refused" }>[], words: Words): string => {
  const problems = new Map(
    refused
      .flatMap(each => each.problems)
      .map(problem => [`${problem.file}:${problem.line}:${problem.column}:${problem.message}`, problem]),
  );
  const texts = new Map(refused.flatMap(each => [...each.texts]));
  return problemsText([...problems.values()], texts, words);
};

const indented = (text: string): string =>
  text
    .split("\n")
    .map(line => (line === "" ? "" : `  ${line}`))
    .join("\n");
