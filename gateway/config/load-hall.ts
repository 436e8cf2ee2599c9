import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalogue } from "#rules/clause/clause.ts";
import { type Rulebook, type RuleProblem, rulebook } from "#rules/engine/rulebook.ts";
import { type ParsedPack, parsePack } from "#rules/language/pack.ts";
import type { Pack } from "#rules/language/rule.ts";
import { type Diagnostic, inOrder } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import { nearest } from "#rules/site/nearest.ts";
import { parseSite } from "#rules/site/parse.ts";
import { type Place, readYaml } from "#rules/site/yaml-source.ts";
import { clauseDiagnostics } from "./clause-diagnostics.ts";
import { loadCatalogue } from "./load-catalogue.ts";

/** A hall ready to run: what it is and the rules that are judged in it. */
export type Hall = {
  readonly site: Site;
  /** As the site file names them. */
  readonly packs: readonly Pack[];
  readonly book: Rulebook;
  readonly catalogue: Catalogue;
  readonly warnings: readonly Diagnostic[];
  /** Text of every file that was read, by the name that diagnostics give it. */
  readonly texts: ReadonlyMap<string, string>;
};

export type LoadedHall =
  | { readonly is: "hall"; readonly hall: Hall }
  | {
      readonly is: "refused";
      readonly problems: readonly Diagnostic[];
      readonly texts: ReadonlyMap<string, string>;
    };

const PACKS = fileURLToPath(new URL("../../rules/packs", import.meta.url));

/**
 * Reads a site file and the packs that it names. Every mistake in any of them is told at once.
 *
 * @param file  path of the site file, named in diagnostics as given
 */
export const loadHall = async (file: string): Promise<LoadedHall> => {
  const texts = new Map<string, string>();
  const text = await readText(file);
  if (typeof text !== "string") return { is: "refused", problems: [unreadable(file, text.why)], texts };
  texts.set(file, text);
  const parsed = parseSite(text, file);
  if (parsed.is === "refused") return { is: "refused", problems: parsed.problems, texts };
  const { site, warnings } = parsed;
  const [regulations, ...packs] = await Promise.all([
    loadCatalogue(),
    ...site.packs.map((name, index) => loadPack(name, index, file, text)),
  ]);
  for (const pack of packs) if (pack.text !== undefined) texts.set(pack.file, pack.text);
  const refused = [regulations, ...packs].flatMap(({ parsed }) =>
    parsed.is === "refused" ? parsed.problems : [],
  );
  if (refused.length > 0 || regulations.parsed.is === "refused")
    return { is: "refused", problems: refused, texts: new Map([...texts, ...regulations.texts]) };
  const { catalogue } = regulations.parsed;
  const written = packs.flatMap(({ parsed }) => (parsed.is === "pack" ? [parsed.pack] : []));
  const book = rulebook(site, written);
  const problems = [
    ...packs.flatMap(({ file, parsed }) => clauseDiagnostics(parsed, file, catalogue)),
    ...book.problems.map(problem => ruleDiagnostic(problem, packs, file, text)),
  ];
  if (problems.length > 0) return { is: "refused", problems: inOrder(problems), texts };
  return { is: "hall", hall: { site, packs: written, book, catalogue, warnings, texts } };
};

type LoadedPack = { readonly file: string; readonly text?: string; readonly parsed: ParsedPack };

const loadPack = async (
  name: string,
  index: number,
  siteFile: string,
  siteText: string,
): Promise<LoadedPack> => {
  const file = join(PACKS, `${name}.yaml`);
  const shown = `rules/packs/${name}.yaml`;
  const known = (await readdir(PACKS))
    .filter(each => each.endsWith(".yaml"))
    .map(each => basename(each, ".yaml"));
  if (!known.includes(name)) {
    const close = nearest(name, known);
    const help = close ? `did you mean "${close}"?` : `there are: ${known.join(", ")}`;
    const place = placeIn(siteText, siteFile, ["site", "packs", index], "value");
    const problem = {
      severity: "error",
      code: "CFG501",
      file: siteFile,
      ...place,
      message: `site.packs: there is no regulation pack "${name}"`,
      help,
    } as const;
    return { file: shown, parsed: { is: "refused", problems: [problem] } };
  }
  const text = await readFile(file, "utf8");
  return { file: shown, text, parsed: parsePack(text, shown) };
};

const ruleDiagnostic = (
  { rule, field, problem }: RuleProblem,
  packs: readonly LoadedPack[],
  siteFile: string,
  siteText: string,
): Diagnostic => {
  const base = { severity: "error", message: problem.message, help: "" } as const;
  if (field === "settings")
    return {
      ...base,
      code: "CFG502",
      file: siteFile,
      ...placeIn(siteText, siteFile, ["settings", rule], "key"),
    };
  for (const { file, parsed } of packs) {
    const index = parsed.is === "pack" ? parsed.pack.rules.findIndex(({ id }) => id === rule) : -1;
    if (parsed.is !== "pack" || index < 0) continue;
    const place = parsed.place(["rules", index, field], "value");
    const length = Math.max(1, problem.end - problem.start);
    return {
      ...base,
      code: "CFG503",
      file,
      line: place.line,
      column: place.column + problem.start,
      length,
      message: `${rule}.${field}: ${problem.message}`,
    };
  }
  throw new Error(`rule ${rule} is in no pack`);
};

const placeIn = (
  text: string,
  file: string,
  path: readonly (string | number)[],
  part: "key" | "value",
): Pick<Place, "line" | "column" | "length"> => {
  const place = readYaml(text, file).source?.place(path, part);
  return { line: place?.line ?? 1, column: place?.column ?? 1, length: place?.length ?? 1 };
};

const readText = async (file: string): Promise<string | { why: string }> => {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      why:
        code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a directory" : String(error),
    };
  }
};

const unreadable = (file: string, why: string): Diagnostic => ({
  severity: "error",
  code: "CFG001",
  file,
  line: 1,
  column: 1,
  length: 1,
  message: `cannot read the site file: ${why}`,
  help: "give the path of a site file; simulators/halls/service-hall.yaml is an example",
});
