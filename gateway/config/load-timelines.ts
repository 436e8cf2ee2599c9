import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parsePack } from "#rules/language/pack.ts";
import type { Pack } from "#rules/language/rule.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { findingsIn } from "#rules/site/findings.ts";
import type { Path } from "#rules/site/yaml-source.ts";
import { type Draft, draftTimeline, draftValues } from "#rules/timeline/draft.ts";
import { resolveTimeline } from "#rules/timeline/resolve.ts";
import type { TimelineFile, Values } from "#rules/timeline/schema.ts";
import { type TestHall, testHall } from "#rules/timeline/test-hall.ts";
import type { Timeline } from "#rules/timeline/timeline.ts";
import { type LoadedHall, loadHall } from "./load-hall.ts";

const PACKS = fileURLToPath(new URL("../../rules/packs", import.meta.url));

/** How the files of rule tests end. */
export const TIMELINE_ENDING = ".timeline.yaml";

/** A rule test ready to run in its hall, or what is wrong with it. */
export type LoadedTimeline =
  | {
      readonly is: "timeline";
      readonly file: string;
      readonly timeline: Timeline;
      readonly hall: TestHall;
      /** The line of the file where something stands, 1-based. */
      readonly lineOf: (path: Path) => number;
    }
  | {
      readonly is: "refused";
      readonly file: string;
      readonly problems: readonly Diagnostic[];
      /** Text of every file that was read, by the name that diagnostics give it. */
      readonly texts: ReadonlyMap<string, string>;
    };

/**
 * The rule tests in files and, whatever their depth, in directories; each once, in the order of their paths.
 *
 * @returns the paths that lead to none as `nowhere`
 */
export const findTimelines = async (
  paths: readonly string[],
): Promise<{ readonly files: readonly string[]; readonly nowhere: readonly string[] }> => {
  const found = await Promise.all(paths.map(async path => ({ path, files: await timelinesIn(path) })));
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    nowhere: found.filter(({ files }) => files.length === 0).map(({ path }) => path),
  };
};

const timelinesIn = async (path: string): Promise<readonly string[]> => {
  const status = await stat(path).catch(() => null);
  if (!status?.isDirectory()) return status ? [path] : [];
  const names = await readdir(path, { recursive: true });
  return names
    .filter(name => name.endsWith(TIMELINE_ENDING))
    .sort()
    .map(name => join(path, name));
};

/** Loads rule tests. The halls that they are played in are read once each. */
export const timelineLoader = (): ((file: string) => Promise<LoadedTimeline>) => {
  const sites = new Map<string, Promise<LoadedHall>>();
  const halls = new Map<string, TestHall>();

  const hallFor = async ({ file, form }: Draft<TimelineFile>): Promise<Prepared> => {
    const path = join(dirname(file), form.site);
    const known = sites.get(resolve(path)) ?? loadHall(path);
    sites.set(resolve(path), known);
    const loaded = await known;
    if (loaded.is === "refused") return { is: "refused", problems: loaded.problems, texts: loaded.texts };
    const key = `${resolve(path)} ${JSON.stringify(form.settings)}`;
    const { site, packs, catalogue } = loaded.hall;
    const hall = halls.get(key) ?? testHall(site, packs, form.settings, [...catalogue.byId.keys()]);
    halls.set(key, hall);
    return { is: "hall", hall };
  };

  return async file => {
    const text = await readFile(file, "utf8");
    const texts = new Map([[file, text]]);
    const refused = (problems: readonly Diagnostic[], more: ReadonlyMap<string, string> = new Map()) =>
      ({ is: "refused", file, problems, texts: new Map([...more, ...texts]) }) as const;
    const drafted = draftTimeline(text, file);
    if (drafted.is === "refused") return refused(drafted.problems);
    const { draft } = drafted;
    const [prepared, shared] = await Promise.all([hallFor(draft), valuesFor(draft, texts)]);
    if (prepared.is === "refused") {
      const told = unusable(draft, ["site"], `${draft.form.site} cannot be used as it is`, MEND_FIRST);
      return refused([...prepared.problems, ...told, ...shared.problems], prepared.texts);
    }
    const resolved = resolveTimeline(draft, prepared.hall, shared.drafts);
    const problems = [...shared.problems, ...(resolved.is === "refused" ? resolved.problems : [])];
    if (problems.length > 0 || resolved.is === "refused") return refused(problems);
    const lineOf = (path: Path): number => draft.source.place(path, "value").line;
    return { is: "timeline", file, timeline: resolved.timeline, hall: prepared.hall, lineOf };
  };
};

/** The packs that come with us, as far as they can be read: whoever loads a hall is told what is wrong with them. */
export const loadShippedPacks = async (): Promise<readonly Pack[]> => {
  const names = (await readdir(PACKS)).filter(name => name.endsWith(".yaml")).sort();
  const parsed = await Promise.all(
    names.map(async name => parsePack(await readFile(join(PACKS, name), "utf8"), name)),
  );
  return parsed.flatMap(each => (each.is === "pack" ? [each.pack] : []));
};

type Prepared =
  | { readonly is: "hall"; readonly hall: TestHall }
  | {
      readonly is: "refused";
      readonly problems: readonly Diagnostic[];
      readonly texts: ReadonlyMap<string, string>;
    };

/** The files of values that a rule test begins with. Their texts are added to `texts`. */
const valuesFor = async (
  draft: Draft<TimelineFile>,
  texts: Map<string, string>,
): Promise<{ readonly drafts: readonly Draft<Values>[]; readonly problems: readonly Diagnostic[] }> => {
  const { given_from } = draft.form;
  const drafts: Draft<Values>[] = [];
  const problems: Diagnostic[] = [];
  for (const [index, name] of [given_from].flat().entries()) {
    const file = relative(".", join(dirname(draft.file), name));
    const text = await readFile(file, "utf8").catch(() => null);
    if (text === null) {
      const path = ["given_from", ...(typeof given_from === "string" ? [] : [index])];
      problems.push(...unusable(draft, path, `there is no file ${file}`));
      continue;
    }
    texts.set(file, text);
    const drafted = draftValues(text, file);
    if (drafted.is === "draft") drafts.push(drafted.draft);
    else problems.push(...drafted.problems);
  }
  return { drafts, problems };
};

const FROM_HERE = "paths are seen from the file that they stand in";
const MEND_FIRST =
  "this test is played in that hall: mend what is said of it and of its packs, then play it again";

const unusable = (
  { source, file }: Draft<TimelineFile>,
  path: Path,
  why: string,
  help = FROM_HERE,
): readonly Diagnostic[] => {
  const { report, diagnostics } = findingsIn(source, file);
  report({ code: "CFG608", path, at: "value", why, help });
  return diagnostics;
};
