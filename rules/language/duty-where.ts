import { CIRCUIT_USES } from "../site/circuit-use.ts";
import { kindNames } from "../site/kind-names.ts";
import type { Equipment, Point, Site, Words } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { attributesOf, fieldsOf, roleType } from "./attributes.ts";
import { compileStatic } from "./compile.ts";
import type { Duty, DutyTarget } from "./duty.ts";
import type { Problem } from "./judge.ts";
import type { Binding, Scope, Unbound } from "./scope.ts";
import type { Settings } from "./settings.ts";
import { TIME_OF_DAY } from "./unit-words.ts";

/** A thing or a zone that an item of a duty is about. */
export type DutyThing = {
  readonly id: string;
  readonly kind: DutyTarget;
  readonly name: Words;
  /** Where it is; of a zone: itself. */
  readonly zone: string;
  readonly tags: readonly string[];
  readonly points: Readonly<Record<string, Point>>;
  /** Null: it is a zone. */
  readonly equipment: Equipment | null;
};

/** What `where` of a duty can name beside the usual name of the kind: the thing that is asked about. */
const IT = "it";

/**
 * The things of a hall that a duty has an item for, in the order of the site file; empty: it has none, or its items are
 * listed.
 */
export const thingsOf = (
  { each = [], where }: Pick<Duty<unknown, unknown>, "each" | "where">,
  site: Site,
  settings: Settings,
): readonly DutyThing[] => {
  const all = each.flatMap(kind => ofKind(kind, site));
  if (where === undefined) return all;
  return all.filter(thing => compileStatic(where, scopeOf(thing.kind, thing, site, settings)) === true);
};

/** What is wrong with `where` of a duty in every hall; null: nothing. */
export const whereProblem = (
  where: string,
  each: readonly DutyTarget[],
  settings: Settings,
): Problem | null => {
  for (const kind of each) {
    const found = compileStatic(where, scopeOf(kind, null, null, settings));
    if (typeof found !== "boolean" && found.is !== "missing") return found;
  }
  return null;
};

const ofKind = (kind: DutyTarget, { zones, equipment }: Site): readonly DutyThing[] =>
  kind === "zone"
    ? zones.map(({ id, name, tags, points }) => ({ id, kind, name, zone: id, tags, points, equipment: null }))
    : equipment
        .filter(thing => thing.kind === kind)
        .map(thing => {
          const { id, name, zone, tags, points } = thing;
          return { id, kind, name, zone, tags, points, equipment: thing };
        });

type Named = { readonly kind: DutyTarget } & Pick<DutyThing, "tags" | "points" | "equipment">;

/**
 * What `where` can name around a thing: only what the site file says of it and of its zone, for it is decided once.
 *
 * @param thing  null: any, as while a pack is read
 */
const scopeOf = (kind: DutyTarget, thing: DutyThing | null, site: Site | null, settings: Settings): Scope => {
  const zone = site?.zones.find(({ id }) => id === thing?.zone);
  const room = zone?.within === undefined ? zone : site?.zones.find(({ id }) => id === zone.within);
  const owners: Readonly<Record<string, Named>> = {
    zone: { kind: "zone", tags: zone?.tags ?? [], points: zone?.points ?? {}, equipment: null },
    room: { kind: "zone", tags: room?.tags ?? [], points: room?.points ?? {}, equipment: null },
    [kindNames[kind].alias]: thing ?? { kind, tags: [], points: {}, equipment: null },
    [IT]: thing ?? { kind, tags: [], points: {}, equipment: null },
  };
  return {
    lookup: name => {
      const setting = settings.get(name);
      if (setting !== undefined)
        return { is: "constant", value: setting.value, type: typeOfSetting(setting.unit) };
      const [word = "", ...rest] = name.split(".");
      const owner = Object.hasOwn(owners, word) ? owners[word] : undefined;
      return owner === undefined || rest.length === 0
        ? stranger(name, kind, owners)
        : field(owner, word, rest.join("."), thing === null);
    },
    collection: () => null,
    measure: () => ({ low: 0, high: 0 }),
    silent: () => 0,
  };
};

const typeOfSetting = (unit: string) =>
  unit === TIME_OF_DAY ? ({ is: "time-of-day" } as const) : ({ is: "number", unit } as const);

const stranger = (name: string, kind: DutyTarget, owners: Readonly<Record<string, Named>>): Unbound => {
  const names = Object.entries(owners).flatMap(([word, owner]) =>
    fieldsOf(owner.kind).map(each => `${word}.${each}`),
  );
  const near = nearest(name, names);
  const alias = kindNames[kind].alias;
  const help = near === null ? `it.… or ${alias}.…, zone.…, settings of the pack` : `did you mean "${near}"?`;
  return { is: "wrong", message: `unknown name "${name}"`, help };
};

const field = (
  { kind, tags, points, equipment }: Named,
  word: string,
  name: string,
  isAny: boolean,
): Binding | Unbound => {
  const lack = (what: string): Unbound => ({ is: "missing", message: `it has no ${what}` });
  const type = roleType(kind, name);
  if (type !== null) {
    const point = Object.hasOwn(points, name) ? points[name] : undefined;
    if (point === undefined && !isAny) return lack(`point "${name}"`);
    return { is: "slot", slot: 0, type, id: `${word}.${name}`, isPoint: true };
  }
  const attribute = Object.hasOwn(attributesOf(kind), name) ? attributesOf(kind)[name] : undefined;
  if (attribute === undefined) {
    const known = fieldsOf(kind);
    const near = nearest(name, known);
    const help = near === null ? `it has: ${known.join(", ")}` : `did you mean "${near}"?`;
    return { is: "wrong", message: `no ${kind} has a "${name}"`, help };
  }
  if (attribute.is === "texts") return { is: "texts", texts: tags, vocabulary: attribute.vocabulary };
  if (attribute.is === "text")
    return {
      is: "text",
      text: equipment?.use ?? "other",
      vocabulary: { words: Object.keys(CIRCUIT_USES) },
    };
  if (attribute.isLive)
    return { is: "slot", slot: 0, type: attribute.type, id: `${word}.${name}`, isPoint: false };
  const value =
    name === "always_on"
      ? Number(equipment?.alwaysOn ?? false)
      : name === "rated_power"
        ? equipment?.ratedPowerW
        : equipment?.approvedPowerW;
  return value === undefined && !isAny
    ? lack(`${name} in the site file`)
    : { is: "constant", value: value ?? 1, type: attribute.type };
};
