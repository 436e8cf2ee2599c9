import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ParsedPack, parsePack } from "#rules/language/pack.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import { nearest } from "#rules/site/nearest.ts";
import { placeIn } from "./place-in.ts";
import { readText } from "./read-text.ts";

/** A pack as it was read; `file` is what diagnostics call it. `parsed` is refused too where there is no such pack. */
export type LoadedPack = {
  readonly file: string;
  readonly text?: string;
  readonly parsed: ParsedPack;
  /** It comes with Hallwatch. */
  readonly isShipped?: true;
};

/** A site file that names packs. */
export type NamingSite = { readonly file: string; readonly text: string; readonly packs: readonly string[] };

const PACKS = fileURLToPath(new URL("../../rules/packs", import.meta.url));

/** Whether a site names a pack by its file or directory (`./my-rules.yaml`) and not one of those that come with Hallwatch. */
export const isOwnPack = (name: string): boolean => /^\.{0,2}[\\/]|\.ya?ml$/.test(name);

/**
 * Reads the packs that a site names, in their order: `service-hall` is one that comes with Hallwatch, `./my-rules.yaml`
 * a file and `./my-rules` a directory of such files, seen from the site file.
 */
export const loadPacks = async (site: NamingSite): Promise<readonly LoadedPack[]> =>
  (await Promise.all(site.packs.map((name, index) => loadNamed(name, index, site)))).flat();

/** Reads a pack from a file. */
export const loadPackFile = async (file: string): Promise<LoadedPack> => {
  const text = await readText(file);
  if (typeof text === "string") return { file, text, parsed: parsePack(text, file) };
  const problem: Diagnostic = {
    severity: "error",
    code: "CFG501",
    file,
    line: 1,
    column: 1,
    length: 1,
    message: `cannot read the pack: ${text.why}`,
    help: "give the path of a pack, a YAML file that begins with `pack:`",
  };
  return { file, parsed: { is: "refused", problems: [problem] } };
};

/** The packs of a directory, by path; rule tests and directories below are not among them. */
export const packFilesIn = async (directory: string): Promise<readonly string[]> =>
  (await readdir(directory))
    .filter(name => /\.ya?ml$/.test(name) && !/\.timeline\.ya?ml$/.test(name))
    .toSorted()
    .map(name => join(directory, name));

const loadNamed = async (name: string, index: number, site: NamingSite): Promise<readonly LoadedPack[]> =>
  isOwnPack(name) ? loadOwn(name, index, site) : [await loadShipped(name, index, site)];

const loadOwn = async (name: string, index: number, site: NamingSite): Promise<readonly LoadedPack[]> => {
  const path = join(dirname(site.file), name);
  const status = await stat(path).catch(() => null);
  const missing = (what: string) => [noPack(site, index, what, "paths are seen from the site file")];
  if (status === null) return missing(`there is no file or directory ${path}`);
  if (!status.isDirectory()) return [await loadPackFile(path)];
  const files = await packFilesIn(path);
  if (files.length === 0) return missing(`there is no pack in the directory ${path}`);
  return Promise.all(files.map(loadPackFile));
};

const loadShipped = async (name: string, index: number, site: NamingSite): Promise<LoadedPack> => {
  const known = (await packFilesIn(PACKS)).map(file => basename(file, ".yaml"));
  if (!known.includes(name)) {
    const close = nearest(name, known);
    const help = close
      ? `did you mean "${close}"?`
      : `there are: ${known.join(", ")}; one of your own is written as a path, ./my-rules.yaml`;
    return noPack(site, index, `there is no regulation pack "${name}"`, help);
  }
  const shown = `rules/packs/${name}.yaml`;
  const text = await readFile(join(PACKS, `${name}.yaml`), "utf8");
  return { file: shown, text, parsed: parsePack(text, shown), isShipped: true };
};

/** A name in `site.packs` that leads to no pack. */
const noPack = ({ file, text }: NamingSite, index: number, what: string, help: string): LoadedPack => {
  const place = placeIn(text, file, ["site", "packs", index], "value");
  const message = `site.packs: ${what}`;
  const problem: Diagnostic = { severity: "error", code: "CFG501", file, ...place, message, help };
  return { file, parsed: { is: "refused", problems: [problem] } };
};
