import { dirname, isAbsolute, join } from "node:path";
import { readRoster } from "#rules/roster/csv.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import { placeIn } from "./place-in.ts";
import { readText } from "./read-text.ts";

/** A site with the duties that stand in a CSV beside its file. */
export type LoadedRoster = {
  readonly site: Site;
  readonly problems: readonly Diagnostic[];
  /** The CSV, where the site names one and it could be read. */
  readonly read?: { readonly file: string; readonly text: string };
};

/**
 * Reads the duties that a site file leaves to a CSV, and adds them to those that it has itself.
 *
 * @param file  the site file; the CSV lies beside it
 * @param text  of the site file, for where it names the CSV
 */
export const loadRoster = async (site: Site, file: string, text: string): Promise<LoadedRoster> => {
  const { roster, people, calendar } = site;
  if (roster.file === undefined) return { site, problems: [] };
  const path = isAbsolute(roster.file) ? roster.file : join(dirname(file), roster.file);
  const csv = await readText(path);
  if (typeof csv !== "string") {
    const message = `roster.file: cannot read ${path}: ${csv.why}`;
    const help = "hallwatch roster import <file.csv> puts one there";
    const place = placeIn(text, file, ["roster", "file"], "value");
    return { site, problems: [{ severity: "error", code: "CFG211", file, ...place, message, help }] };
  }
  const { shifts, problems } = readRoster(csv, path, { people, timeZone: calendar.timeZone });
  const all = { ...roster, shifts: [...roster.shifts, ...shifts] };
  return { site: { ...site, roster: all }, problems, read: { file: path, text: csv } };
};
