import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { isOwnPack } from "./load-packs.ts";
import { findTimelines, TIMELINE_ENDING } from "./load-timelines.ts";

/**
 * The rule tests of a hall's own packs: those that lie beside a pack, those in a directory beside it that has its name or
 * is called `timelines`, and all in a directory of packs, whatever their depth.
 *
 * @param packs  as the site file names them
 */
export const ownTests = async (siteFile: string, packs: readonly string[]): Promise<readonly string[]> => {
  const places = await Promise.all(
    packs.filter(isOwnPack).map(name => placesOf(join(dirname(siteFile), name))),
  );
  const { files } = await findTimelines([...new Set(places.flat())]);
  return files;
};

/** Files and directories that hold the tests of a pack, or of a directory of packs. */
const placesOf = async (pack: string): Promise<readonly string[]> => {
  const status = await stat(pack).catch(() => null);
  if (status === null) return [];
  if (status.isDirectory()) return [pack];
  const directory = dirname(pack);
  const folders = [basename(pack, extname(pack)), "timelines"];
  return (await readdir(directory, { withFileTypes: true }))
    .filter(
      entry => entry.name.endsWith(TIMELINE_ENDING) || (entry.isDirectory() && folders.includes(entry.name)),
    )
    .map(({ name }) => join(directory, name))
    .toSorted();
};
