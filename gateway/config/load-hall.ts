import type { Catalogue } from "#rules/clause/clause.ts";
import { type Rulebook, rulebook } from "#rules/engine/rulebook.ts";
import type { Pack } from "#rules/language/rule.ts";
import { type Diagnostic, inOrder } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import { parseSite } from "#rules/site/parse.ts";
import { withBrokerFiles } from "./broker-files.ts";
import { clauseDiagnostics } from "./clause-diagnostics.ts";
import { controlDiagnostics } from "./control-diagnostics.ts";
import { doubtDiagnostics } from "./doubt-diagnostics.ts";
import { dutyDiagnostics } from "./duty-diagnostics.ts";
import { type LoadedCatalogue, loadCatalogue } from "./load-catalogue.ts";
import { type LoadedPack, loadPackFile, loadPacks } from "./load-packs.ts";
import { loadPictures } from "./load-pictures.ts";
import { loadNamedProfiles } from "./load-profiles.ts";
import { loadRoster } from "./load-roster.ts";
import { loadTariffs } from "./load-tariffs.ts";
import { readText } from "./read-text.ts";
import { ruleDiagnostic, settingDiagnostics, twinDiagnostics } from "./rule-diagnostics.ts";
import { suppressionDiagnostics } from "./suppression-diagnostics.ts";

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

/** What a hall is read with, where that is not all in its files. */
export type Given = {
  /** Paths of packs that stand in for the site's pack of the same name; others are added. */
  readonly instead?: readonly string[];
  /** The catalogue when it was read already: reading it takes longer than all the rest. */
  readonly catalogue?: Catalogue;
};

/**
 * Reads a site file and the packs that it names. Every mistake in any of them is told at once.
 *
 * @param file  path of the site file, named in diagnostics as given
 */
export const loadHall = async (file: string, given: Given = {}): Promise<LoadedHall> => {
  const texts = new Map<string, string>();
  const text = await readText(file);
  if (typeof text !== "string") return { is: "refused", problems: [unreadable(file, text.why)], texts };
  texts.set(file, text);
  const models = await loadNamedProfiles(file, text);
  for (const [page, written] of models.texts) texts.set(page, written);
  const parsed = parseSite(text, file, models.byName, models.shipped);
  const priced = parsed.is === "site" ? await loadTariffs(parsed.site, file, text) : null;
  for (const [tariff, written] of priced?.texts ?? []) texts.set(tariff, written);
  const duties = priced && (await loadRoster(priced.site, file, text));
  if (duties?.read) texts.set(duties.read.file, duties.read.text);
  const drawn = duties && (await loadPictures(duties.site, file, text));
  for (const [picture, svg] of drawn?.read ?? []) texts.set(picture, svg);
  const { packs: names, settings } = parsed.is === "site" ? parsed.site : parsed;
  const [regulations, named, instead] = await Promise.all([
    given.catalogue ? readAlready(given.catalogue) : loadCatalogue(),
    loadPacks({ file, text, packs: names }),
    Promise.all((given.instead ?? []).map(loadPackFile)),
  ]);
  const packs = withInstead(named, instead);
  for (const pack of packs) if (pack.text !== undefined) texts.set(pack.file, pack.text);
  const judged = [parsed, regulations.parsed, ...packs.map(pack => pack.parsed)];
  const refused = [
    ...judged.flatMap(each => (each.is === "refused" ? each.problems : [])),
    ...models.problems,
  ];
  if (regulations.parsed.is === "refused")
    return { is: "refused", problems: refused, texts: new Map([...texts, ...regulations.texts]) };
  const { catalogue } = regulations.parsed;
  const twins = [...twinDiagnostics(packs), ...suppressionDiagnostics(packs), ...dutyDiagnostics(packs)];
  const unpriced = priced?.problems ?? [];
  const unrostered = duties?.problems ?? [];
  const undrawn = drawn?.problems ?? [];
  const alone = [
    ...refused,
    ...unpriced,
    ...unrostered,
    ...undrawn,
    ...packs.flatMap(pack => clauseDiagnostics(pack.parsed, pack.file, catalogue)),
    ...twins,
  ];
  if (drawn === null || parsed.is === "refused" || refused.length > 0 || twins.length > 0) {
    const more = settingDiagnostics({ file, text, settings, packs });
    return { is: "refused", problems: fileByFile([...alone, ...more]), texts };
  }
  const site = withBrokerFiles(drawn.site, file);
  const { warnings } = parsed;
  const written = packs.flatMap(pack => (pack.parsed.is === "pack" ? [pack.parsed.pack] : []));
  const book = rulebook(site, written);
  const problems = [
    ...alone,
    ...book.problems.map(problem => ruleDiagnostic(problem, packs, file, text)),
    ...controlDiagnostics(site, written, { file, text }),
  ];
  if (problems.length > 0) return { is: "refused", problems: fileByFile(problems), texts };
  const all = fileByFile([
    ...warnings,
    ...models.warnings,
    ...drawn.warnings,
    ...doubtDiagnostics({ file, text, site, packs }),
  ]);
  return { is: "hall", hall: { site, packs: written, book, catalogue, warnings: all, texts } };
};

/** Each file's in order of place, the files in the order in which they come up. */
const fileByFile = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...Map.groupBy(diagnostics, ({ file }) => file).values()].flatMap(inOrder);

const readAlready = (catalogue: Catalogue): LoadedCatalogue => ({
  parsed: { is: "catalogue", catalogue },
  texts: new Map(),
});

/** The hall's packs, with those that are given in the place of one of the same name, or beside them. */
const withInstead = (packs: readonly LoadedPack[], instead: readonly LoadedPack[]): readonly LoadedPack[] => {
  const given = new Map(instead.map(pack => [nameOf(pack), pack]));
  const named = packs.map(pack => given.get(nameOf(pack)) ?? pack);
  return [...named, ...instead.filter(pack => !named.includes(pack))];
};

const nameOf = ({ file, parsed }: LoadedPack): string => (parsed.is === "pack" ? parsed.pack.name : file);

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
