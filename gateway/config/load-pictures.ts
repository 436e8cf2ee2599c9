import { dirname, isAbsolute, join } from "node:path";
import { type PictureRead, readPicture } from "#rules/plan/svg.ts";
import type { Diagnostic } from "#rules/site/diagnostic.ts";
import type { Site } from "#rules/site/model.ts";
import type { Floor, SitePlan } from "#rules/site/site-plan.ts";
import { placeIn } from "./place-in.ts";
import { readText } from "./read-text.ts";

/** A site with the pictures of its floors. */
export type LoadedPictures = {
  readonly site: Site;
  readonly problems: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** Text of every picture that was read, by its path. */
  readonly read: readonly (readonly [file: string, text: string])[];
};

/**
 * Reads the pictures that a site file names for its floors, and takes from them what they place. What the site file
 * places itself stays as it is there.
 *
 * @param file  the site file; the pictures lie beside it
 * @param text  of the site file, for where it names them
 */
export const loadPictures = async (site: Site, file: string, text: string): Promise<LoadedPictures> => {
  const { plan } = site;
  const named = plan?.floors.filter(({ background }) => background !== undefined) ?? [];
  if (plan === undefined || named.length === 0) return { site, problems: [], warnings: [], read: [] };
  const all = await Promise.all(named.map(floor => loadPicture(site, file, text, floor)));
  const drawn = all.reduce((known, { of, picture }) => withPicture(known, of, picture), plan);
  const warnings = all.flatMap(({ picture }) => (picture.is === "picture" ? picture.warnings : []));
  return {
    site: { ...site, plan: drawn },
    problems: all.flatMap(({ picture }) => (picture.is === "refused" ? picture.problems : [])),
    warnings: [...warnings, ...unplaced({ ...site, plan: drawn }, file, text)],
    read: all.flatMap(({ read }) => read),
  };
};

type Loaded = {
  readonly of: Floor;
  readonly picture: PictureRead;
  readonly read: LoadedPictures["read"];
};

const loadPicture = async (site: Site, file: string, text: string, floor: Floor): Promise<Loaded> => {
  const { id, sizeM, background = "" } = floor;
  const path = isAbsolute(background) ? background : join(dirname(file), background);
  const svg = await readText(path);
  if (typeof svg !== "string") {
    const at = ["plan", "floors", id, "background"];
    const problem: Diagnostic = {
      severity: "error",
      code: "CFG212",
      file,
      ...placeIn(text, file, at, "value"),
      message: `${at.join(".")}: cannot read ${path}: ${svg.why}`,
      help: "name an SVG beside the site file",
    };
    return { of: floor, picture: { is: "refused", problems: [problem] }, read: [] };
  }
  const things = new Map([
    ...site.equipment.map(each => [each.id, each.id] as const),
    ...site.equipment.flatMap(each => Object.values(each.points).map(point => [point.id, each.id] as const)),
  ]);
  const zones = site.zones.map(zone => zone.id);
  const picture = readPicture(svg, { file: path, floor: id, sizeM, zones, things });
  return { of: floor, picture, read: [[path, svg]] };
};

const withPicture = (plan: SitePlan, of: Floor, picture: PictureRead): SitePlan => {
  if (picture.is === "refused") return plan;
  const { drawing, zones, equipment } = picture.picture;
  return {
    floors: plan.floors.map(floor => (floor.id === of.id ? { ...floor, drawing } : floor)),
    zones: { ...zones, ...plan.zones },
    equipment: { ...equipment, ...plan.equipment },
  };
};

/** Zones that neither the site file nor a picture places. */
const unplaced = ({ zones, plan }: Site, file: string, text: string): readonly Diagnostic[] =>
  zones
    .filter(({ id }) => plan?.zones[id] === undefined)
    .map(({ id }) => ({
      severity: "warning",
      code: "CFG915",
      file,
      ...placeIn(text, file, ["zones", id], "key"),
      message: `zones: ${id} has no place on the plan, nor has a picture a data-zone="${id}"`,
      help: "it is drawn apart from the others",
    }));
