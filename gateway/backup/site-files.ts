import { statSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { TakeOptions } from "./take.ts";

/** Where this package lies: what comes with it comes with it again. */
const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The site file and all files of the hall's own that it names.
 *
 * @param files  every file that was read for it, the site file first; those that come with Hallwatch are left out
 */
export const siteFilesOf = (files: Iterable<string>): TakeOptions["config"] | undefined => {
  const [siteFile, ...others] = [...files].map(file => resolve(file));
  if (siteFile === undefined || !isFile(siteFile)) return undefined;
  const own = others.filter(file => isFile(file) && !isBelow(file, PACKAGE));
  const all = [siteFile, ...new Set(own)];
  return { root: all.map(file => dirname(file)).reduce(shared), siteFile, files: all };
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const isBelow = (file: string, directory: string): boolean => !relative(directory, file).startsWith("..");

/** The deepest directory that both lie in. */
const shared = (a: string, b: string): string => {
  for (let above = a; ; above = dirname(above)) {
    const isInside = b === above || b.startsWith(above.endsWith(sep) ? above : `${above}${sep}`);
    if (isInside || above === dirname(above)) return above;
  }
};
