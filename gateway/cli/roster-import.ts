import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { readRoster } from "#rules/roster/csv.ts";
import { parseSite } from "#rules/site/parse.ts";
import { instant } from "#rules/time/instant.ts";
import { loadNamedProfiles } from "../config/load-profiles.ts";
import { readText } from "../config/read-text.ts";
import { EXIT, Stop } from "./exit.ts";
import { localText } from "./hall-time.ts";
import { problemsText } from "./problems.ts";
import type { Words } from "./words/language.ts";

/** Where a roster goes whose site file does not name one yet. */
const USUAL = "roster.csv";

/**
 * Checks a roster against the people of a site file and puts it beside that, in the place of the one there. A roster with
 * a mistake replaces nothing: exit code 2.
 */
export const rosterImport = async (
  csv: string,
  { config }: { readonly config: string },
  words: Words,
): Promise<number> => {
  const { site, texts } = await siteOf(config, words);
  const text = await textOf(csv, words);
  const { timeZone } = site.calendar;
  const { shifts, problems } = readRoster(text, csv, { people: site.people, timeZone });
  if (problems.length > 0)
    throw new Stop(EXIT.usage, problemsText(problems, new Map([...texts, [csv, text]]), words));
  if (shifts.length === 0) throw new Stop(EXIT.usage, words.roster.unreadable(csv, words.roster.empty));
  const named = site.roster.file ?? USUAL;
  const to = isAbsolute(named) ? named : join(dirname(config), named);
  await put(to, text, words);
  const date = (at: number): string => localText(instant(at), timeZone).slice(0, 10);
  const [first, last] = [
    date(Math.min(...shifts.map(({ from }) => from))),
    date(Math.max(...shifts.map(shift => shift.to))),
  ];
  console.log(words.roster.imported(to, shifts.length, first, last));
  if (site.roster.file === undefined) console.log(words.roster.name(USUAL));
  console.log(words.roster.reload);
  return EXIT.ok;
};

/** The site by itself: the roster that it names now may be missing or wrong, and that is what is put right here. */
const siteOf = async (file: string, words: Words) => {
  const text = await textOf(file, words);
  const texts = new Map([[file, text]]);
  const { byName, shipped } = await loadNamedProfiles(file, text);
  const parsed = parseSite(text, file, byName, shipped);
  if (parsed.is === "site") return { site: parsed.site, texts };
  throw new Stop(EXIT.usage, problemsText(parsed.problems, texts, words));
};

const textOf = async (file: string, words: Words): Promise<string> => {
  const text = await readText(file);
  if (typeof text === "string") return text;
  throw new Stop(EXIT.usage, words.roster.unreadable(file, text.why));
};

/** Whole or not at all: whoever reads it meanwhile sees the old roster or the new one. */
const put = async (file: string, text: string, words: Words): Promise<void> => {
  const beside = `${file}.${randomUUID()}`;
  try {
    await writeFile(beside, text, { flag: "wx" });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Stop(EXIT.failed, words.roster.unwritable(file, (error as Error).message));
  }
};
