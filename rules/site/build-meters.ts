import { type Building, keysAt, suggestion } from "./building.ts";
import type { Meter } from "./energy-plan.ts";
import { useOfThing } from "./meter-use.ts";
import type { Equipment, Zone } from "./model.ts";
import { nearest } from "./nearest.ts";
import { ID } from "./schema.ts";
import type { Path } from "./yaml-source.ts";

type Owners = { readonly zones: readonly Zone[]; readonly equipment: readonly Equipment[] };
type Physical = Exclude<Meter, { readonly is: "virtual" }>;

/** Roles that count energy, best first, and the one that only tells a power. */
const COUNTERS = ["energy", "energy_total"] as const;
const POWER = "power";

/** Everything that measures energy, as a tree, virtual ones last. What is wrong with it has been told. */
export const buildMeters = (building: Building, { zones, equipment }: Owners): readonly Meter[] => {
  const measuring = equipment.filter(each => measuredAt(each) !== undefined);
  const ids = measuring.map(({ id }) => id);
  const main = mainOf(building, equipment, ids);
  for (const thing of equipment) checkUnder(building, thing, equipment, ids);
  const physical = measuring.flatMap((each): readonly Physical[] => {
    const measured = measuredAt(each);
    const said = each.under !== undefined && ids.includes(each.under) ? each.under : null;
    const under = each.id === main ? null : (said ?? main);
    const meter = {
      id: each.id,
      name: each.name,
      zone: each.zone,
      use: useOfThing(each) ?? (each.id === main ? "whole" : "other"),
      under,
    };
    return measured === undefined ? [] : [{ ...meter, ...measured }];
  });
  const tree = withoutCircles(building, physical);
  tellSeveral(building, tree, main);
  return [...tree, ...virtualOf(building, { zones, equipment }, ids)];
};

const measuredAt = ({ points }: Equipment): Pick<Physical, "is" | "point"> | undefined => {
  const counter = COUNTERS.map(role => points[role]).find(point => point !== undefined);
  if (counter !== undefined) return { is: "counter", point: counter.index };
  const power = points[POWER];
  return power && { is: "power", point: power.index };
};

const mainOf = (
  building: Building,
  equipment: readonly Equipment[],
  ids: readonly string[],
): string | null => {
  const main = building.tree.energy?.main;
  if (main === undefined) return null;
  const path = ["energy", "main"];
  if (!isMeter(building, main, { equipment, ids, path })) return null;
  const under = equipment.find(({ id }) => id === main)?.under;
  if (under === undefined) return main;
  const why = `the main meter ${main} is under ${under}`;
  building.report({ code: "CFG441", path, at: "value", why, help: "the main meter is under none" });
  return null;
};

const checkUnder = (
  building: Building,
  { id, under }: Equipment,
  equipment: readonly Equipment[],
  ids: readonly string[],
): void => {
  const path = ["equipment", id, "under"];
  if (under === undefined || !isMeter(building, under, { equipment, ids, path })) return;
  if (under === id)
    building.report({
      code: "CFG441",
      path,
      at: "value",
      why: `${id} is under itself`,
      help: "leave it out",
    });
};

const isMeter = (
  { report }: Building,
  id: string,
  {
    equipment,
    ids,
    path,
  }: { readonly equipment: readonly Equipment[]; readonly ids: readonly string[]; readonly path: Path },
): boolean => {
  if (ids.includes(id)) return true;
  const isThing = equipment.some(each => each.id === id);
  const why = isThing ? `nothing measures the energy of ${id}` : `there is no meter "${id}"`;
  const help = suggestion(nearest(id, ids), ids, "a meter has a point energy or power");
  report({ code: "CFG440", path, at: "value", why, help });
  return false;
};

/** The meters with every circle told once, and opened at its first meter. */
const withoutCircles = ({ report }: Building, meters: readonly Physical[]): readonly Physical[] => {
  const above = new Map(meters.map(({ id, under }) => [id, under]));
  return meters.map(meter => {
    const chain = [meter.id];
    for (let at = above.get(meter.id) ?? null; at !== null; at = above.get(at) ?? null) {
      if (at === meter.id) {
        above.set(meter.id, null);
        if (chain.length > 1) {
          const path = ["equipment", meter.id, "under"];
          const why = `${meter.id} is under ${[...chain.slice(1), at].join(", that under ")}`;
          report({ code: "CFG441", path, at: "value", why, help: "one of them is the upper one" });
        }
        return { ...meter, under: null };
      }
      if (chain.includes(at)) break;
      chain.push(at);
    }
    return meter;
  });
};

const tellSeveral = ({ tree, report }: Building, meters: readonly Physical[], main: string | null): void => {
  const tops = meters.filter(({ under }) => under === null).map(({ id }) => id);
  if (main !== null || tops.length < 2 || tree.energy?.main !== undefined || tree.energy === undefined)
    return;
  const why = `${tops.join(", ")} are under no meter: the hall's energy is their sum`;
  const help = "main: the meter that all others are under, where there is one";
  report({ code: "CFG932", path: ["energy"], at: "key", why, help, isWarning: true });
};

const virtualOf = (
  building: Building,
  { zones, equipment }: Owners,
  ids: readonly string[],
): readonly Meter[] =>
  Object.entries(building.tree.energy?.virtual ?? {}).map(([id, part = {}]) => {
    const path = ["energy", "virtual", id];
    checkId(building, id, { zones, equipment }, path);
    const known = (key: "plus" | "minus"): readonly string[] =>
      (part[key] ?? []).filter((each, index) =>
        isPhysical(building, each, { equipment, ids, path: [...path, key, index] }),
      );
    const [plus, minus] = [known("plus"), known("minus")];
    for (const [index, each] of minus.entries())
      if (plus.includes(each)) {
        const why = `${each} is added and taken off`;
        building.report({ code: "CFG402", path: [...path, "minus", index], at: "value", why });
      }
    const zone = part.zone !== undefined && isZone(building, part.zone, zones, path) ? part.zone : null;
    const name = { zh: part.name?.zh ?? id, en: part.name?.en ?? id };
    return { is: "virtual", id, name, zone, use: part.use ?? "other", under: null, plus, minus };
  });

type MeterPlace = Parameters<typeof isMeter>[2];

const isPhysical = (building: Building, id: string, place: MeterPlace): boolean => {
  if (!keysAt(building.written, ["energy", "virtual"]).includes(id)) return isMeter(building, id, place);
  const why = `${id} is itself worked out of others`;
  building.report({ code: "CFG440", path: place.path, at: "value", why, help: "name what it is made of" });
  return false;
};

const checkId = ({ report }: Building, id: string, { zones, equipment }: Owners, path: Path): void => {
  if (!ID.test(id)) {
    const help = "begin with a letter; letters, digits, - and _ only";
    report({ code: "CFG106", path, at: "key", why: `"${id}" cannot be an id`, help });
  }
  const isTaken = [...zones, ...equipment].some(each => each.id === id);
  if (isTaken)
    report({ code: "CFG306", path, at: "key", why: `"${id}" is there already`, help: "give it another id" });
};

const isZone = ({ report }: Building, zone: string, zones: readonly Zone[], path: Path): boolean => {
  const ids = zones.map(({ id }) => id);
  if (ids.includes(zone)) return true;
  const help = suggestion(nearest(zone, ids), ids, "name it under zones first");
  report({ code: "CFG301", path: [...path, "zone"], at: "value", why: `there is no zone "${zone}"`, help });
  return false;
};
