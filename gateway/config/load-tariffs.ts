import { dirname, resolve } from "node:path";
import { inForceOrder } from "#rules/site/build-tariff.ts";
import type { Code } from "#rules/site/codes.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { EnergyPlan, Tariff } from "#rules/site/energy-plan.ts";
import type { Site } from "#rules/site/model.ts";
import { parseTariff } from "#rules/site/parse-tariff.ts";
import { placeIn } from "./place-in.ts";
import { readText } from "./read-text.ts";

/** A site with the tariffs that stand in files of their own. */
export type LoadedTariffs = {
  readonly site: Site;
  readonly problems: readonly Diagnostic[];
  /** Text of every file that was read, by its path. */
  readonly texts: ReadonlyMap<string, string>;
};

/**
 * Reads the tariffs that a site file leaves to files beside it, and adds them to those that it has itself. Prices of the
 * market are found where their tariff says: they are read while the gateway runs, since they come day by day.
 *
 * @param file  the site file
 * @param text  of the site file, for where it names the others
 */
export const loadTariffs = async (site: Site, file: string, text: string): Promise<LoadedTariffs> => {
  const { energy } = site;
  const texts = new Map<string, string>();
  if (energy === undefined) return { site, problems: [], texts };
  const problems: Diagnostic[] = [];
  const loaded: { readonly tariff: Tariff; readonly overlaps: (why: string) => void }[] = [];
  for (const [index, name] of (energy.tariffFiles ?? []).entries()) {
    const tell = (code: Code, why: string, help = ""): void => {
      const path = ["energy", "tariff_files", index];
      const message = `${path.join(".")}: ${why}`;
      problems.push({ severity: "error", code, file, ...placeIn(text, file, path, "value"), message, help });
    };
    const path = resolve(dirname(file), name);
    const read = await readText(path);
    if (typeof read !== "string") {
      tell("CFG446", `cannot read ${name}: ${read.why}`, "paths are seen from the site file");
      continue;
    }
    texts.set(path, read);
    const parsed = parseTariff(read, path);
    if (parsed.is === "refused") problems.push(...parsed.problems);
    else loaded.push({ tariff: withFile(parsed.tariff, path), overlaps: why => tell("CFG445", why) });
  }
  const own = energy.tariffs.map(tariff => ({ tariff: withFile(tariff, file), overlaps: () => {} }));
  const { tariffFiles: _, ...rest } = energy;
  const all: EnergyPlan = { ...rest, tariffs: ordered(own, loaded) };
  return { site: { ...site, energy: all }, problems, texts };
};

type Placed = Parameters<typeof inForceOrder>[0];

/** Of a pair one of which is in a file of its own that file is told; the site's own have been compared already. */
const ordered = (own: Placed, loaded: Placed): readonly Tariff[] => {
  if (loaded.length === 0) return own.map(({ tariff }) => tariff);
  const [first] = loaded;
  const tell = (why: string): void => first?.overlaps(why);
  return inForceOrder([...own.map(({ tariff }) => ({ tariff, overlaps: tell })), ...loaded]);
};

const withFile = (tariff: Tariff, namedIn: string): Tariff =>
  tariff.market === undefined
    ? tariff
    : { ...tariff, market: { ...tariff.market, file: resolve(dirname(namedIn), tariff.market.file) } };
