import { stat } from "node:fs/promises";
import { difference, lostUrgent } from "#rules/replay/difference.ts";
import { replay } from "#rules/replay/replay.ts";
import { type Hall, loadHall } from "../config/load-hall.ts";
import { loadPackFile, packFilesIn } from "../config/load-packs.ts";
import { readText } from "../config/read-text.ts";
import { EXIT, Stop } from "./exit.ts";
import { hallOrStop } from "./hall.ts";
import { problemsText } from "./problems.ts";
import { openRecording } from "./recording.ts";
import { choiceOf } from "./replay-choice.ts";
import { diffJson } from "./rules-diff-json.ts";
import { type Compared, diffText } from "./rules-diff-text.ts";
import { type ReplayOptions, siteFile } from "./rules-replay.ts";
import { play, stretchOf, taker } from "./rules-replay-run.ts";
import { toldOf } from "./rules-replay-told.ts";
import type { Words } from "./words/language.ts";

export type DiffOptions = ReplayOptions & {
  /** The site file, when packs are compared; absent: the one that HALLWATCH_CONFIG names. */
  readonly config?: string;
};

/**
 * Lets two sets of rules judge the same recorded readings in one pass, and says which alerts would come, go or move.
 * Exit code 1 when an alert of priority 1 or 2 would be lost.
 *
 * @param before  a site file, a pack, or a directory of packs
 * @param after   another one of the same kind
 */
export const rulesDiff = async (
  before: string,
  after: string,
  options: DiffOptions,
  words: Words,
): Promise<number> => {
  const { history, acknowledgeAfter, shifts, role, format, config } = options;
  const [old, now] = await halls(before, after, config, words);
  const choice = choiceOf(options, [old, now], words);
  const { timeZone } = now.site.calendar;
  // The old hall's recording is read: what only the new one has was not recorded under rules of its own.
  const points = union(old.site.points, now.site.points);
  const recorded = await openRecording(history, { ...now.site, points }, words);
  const stretch = await stretchOf(recorded, options, timeZone, words);
  const runs = [old, now].map(({ site, book }) =>
    replay({ site, book, ...stretch, acknowledgeAfter, shifts, choice }),
  );
  const began = performance.now();
  const ids = points.map(({ id }) => id);
  const takers = [old, now].map(({ site }, index) => taker(runs[index] as (typeof runs)[number], site, ids));
  const readings = await play(recorded, stretch, takers, timeZone, words);
  const [was, is] = runs.map(run => run.end());
  if (!was || !is) throw new Error("two replays were begun");
  const seconds = (performance.now() - began) / 1_000;
  const told = toldOf(recorded, readings, seconds);
  await recorded.close();
  const found = difference(was.alerts, is.alerts);
  const compared: Compared = {
    names: [before, after],
    halls: [old, now],
    replayed: [was, is],
    found,
    told,
    role,
  };
  if (format === "json") console.log(JSON.stringify(diffJson(compared), null, 2));
  else console.log(diffText(compared, words));
  return lostUrgent(found).length > 0 ? EXIT.found : EXIT.ok;
};

type Point = Hall["site"]["points"][number];

/** The points of both halls, each once, numbered anew. */
const union = (a: readonly Point[], b: readonly Point[]): readonly Point[] =>
  [...new Map([...a, ...b].map(point => [point.id, point])).values()].map((point, index) => ({
    ...point,
    index,
  }));

const halls = async (
  before: string,
  after: string,
  config: string | undefined,
  words: Words,
): Promise<readonly [Hall, Hall]> => {
  const [old, now] = [await kindOf(before, words), await kindOf(after, words)];
  if (old.is !== now.is) throw new Stop(EXIT.usage, words.diff.twoKinds(before, after));
  if (old.is === "site" || now.is === "site")
    return [await hallOrStop(before, words), await hallOrStop(after, words)];
  const site = siteFile(config, words);
  return [await withPacks(site, old.files, words), await withPacks(site, now.files, words)];
};

/** The hall with packs in the place of its own; where rules are there twice, also which pack took no other's place. */
const withPacks = async (site: string, files: readonly string[], words: Words): Promise<Hall> => {
  const loaded = await loadHall(site, { instead: files });
  if (loaded.is === "hall") return loaded.hall;
  const told = problemsText(loaded.problems, loaded.texts, words);
  const isTwice = loaded.problems.some(({ code }) => code === "CFG504");
  const own = isTwice ? await loadHall(site) : null;
  if (own?.is !== "hall") throw new Stop(EXIT.usage, told);
  const known = own.hall.packs.map(({ name }) => name);
  const given = await Promise.all(files.map(loadPackFile));
  const added = given.flatMap(({ parsed }) =>
    parsed.is === "pack" && !known.includes(parsed.pack.name) ? [parsed.pack.name] : [],
  );
  const note = added.length === 0 ? [] : [words.diff.added(added.join(", "), known.join(", "))];
  throw new Stop(EXIT.usage, [told, ...note].join("\n"));
};

type Given = { readonly is: "site" } | { readonly is: "packs"; readonly files: readonly string[] };

/** A directory holds packs; a file is a pack when it begins with `pack:`, and a site file else. */
const kindOf = async (path: string, words: Words): Promise<Given> => {
  const status = await stat(path).catch(() => null);
  if (status === null) throw new Stop(EXIT.usage, words.diff.noPath(path));
  if (!status.isDirectory()) return (await isPack(path)) ? { is: "packs", files: [path] } : { is: "site" };
  const files = await packFilesIn(path);
  if (files.length === 0) throw new Stop(EXIT.usage, words.diff.nothing(path));
  return { is: "packs", files };
};

const isPack = async (file: string): Promise<boolean> => {
  const text = await readText(file);
  return typeof text === "string" && /^pack\s*:/m.test(text);
};
