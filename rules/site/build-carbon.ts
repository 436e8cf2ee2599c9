import { type Building, suggestion } from "./building.ts";
import { CARBON_FACTORS } from "./carbon-factors.ts";
import type { CarbonFactor } from "./energy-plan.ts";
import { nearest } from "./nearest.ts";

/** What the hall has where it says nothing: the latest figure of the grid of the whole country. */
const USUAL = "national-2023";
/** Zones of the grid that the shipped factors are of. */
const CHINA = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"];

/** The factor that the hall goes by: one of its own by name, or one that was published and has been checked. */
export const buildCarbon = (building: Building, timeZone: string): CarbonFactor => {
  const { tree, report } = building;
  const own = ownFactors(building);
  const usual = published(USUAL);
  const name = tree.energy?.carbon;
  if (name === undefined) {
    if (!CHINA.includes(timeZone) && tree.energy !== undefined) {
      const why = `nobody says what a kWh emits here: ${usual.kgPerKwh} kg of ${USUAL} (China) is taken`;
      const help = "add carbon, with a factor of your own under factors";
      report({ code: "CFG933", path: ["energy"], at: "key", why, help, isWarning: true });
    }
    return usual;
  }
  const found = own.get(name) ?? CARBON_FACTORS.find(({ id }) => id === name);
  const path = ["energy", "carbon"];
  if (found === undefined) {
    const known = [
      ...own.keys(),
      ...CARBON_FACTORS.flatMap(({ id, needsCheck }) => (needsCheck ? [] : [id])),
    ];
    const help = suggestion(nearest(name, known), known, "name one under factors");
    report({ code: "CFG447", path, at: "value", why: `there is no factor "${name}"`, help });
    return usual;
  }
  if (!("needsCheck" in found)) return found;
  const why = `nobody has checked the figure of ${name} (${found.kgPerKwh}) against its source`;
  const help = "who has read the source writes the factor under factors, with the source";
  report({ code: "CFG447", path, at: "value", why, help });
  return usual;
};

const published = (name: string): CarbonFactor => {
  const found = CARBON_FACTORS.find(({ id }) => id === name);
  if (found === undefined) throw new Error(`there is no factor ${name}`);
  return found;
};

const ownFactors = ({ tree, report }: Building): ReadonlyMap<string, CarbonFactor> =>
  new Map(
    Object.entries(tree.energy?.factors ?? {}).flatMap(([id, part = {}]) => {
      const path = ["energy", "factors", id];
      if (CARBON_FACTORS.some(factor => factor.id === id))
        report({
          code: "CFG306",
          path,
          at: "key",
          why: `"${id}" is a published factor`,
          help: "give it a name of its own",
        });
      const { kg_per_kwh: kgPerKwh, scope, kind, data_year: dataYear, published: publishedIn, source } = part;
      if (kgPerKwh === undefined || scope === undefined || kind === undefined) return [];
      if (dataYear === undefined || publishedIn === undefined || source === undefined) return [];
      return [[id, { id, kgPerKwh, scope, kind, dataYear, published: publishedIn, source }] as const];
    }),
  );
