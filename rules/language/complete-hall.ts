import { kindNames, kindOfAlias, kindOfPlural } from "../site/kind-names.ts";
import type { EquipmentKind } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { attributesOf, fieldsOf, roleType } from "./attributes.ts";
import type { Rule } from "./rule.ts";
import type { Binding, Collection, Member, Scope, Unbound } from "./scope.ts";
import type { Settings } from "./settings.ts";
import type { ValueType } from "./types.ts";
import { TIME_OF_DAY } from "./unit-words.ts";

type Kind = EquipmentKind | "zone";
type Found = Binding | Unbound;

/** Kinds that a camera can watch: the site file names it. */
const WATCHED: readonly (Kind | "hall")[] = ["door", "window", "shutter", "panic-button", "camera"];

/**
 * A hall that has one of everything, so that a condition can be checked before any hall is known: what is wrong in it
 * is wrong everywhere.
 */
export const completeHall = (each: Rule["each"], settings: Settings): Scope => {
  const slots = new Map<string, number>();
  const slotNamed = (id: string): number => {
    const slot = slots.get(id) ?? slots.size;
    slots.set(id, slot);
    return slot;
  };
  const field = (kind: Kind, owner: string, name: string): Found => {
    const id = `${owner}.${name}`;
    const live = (type: ValueType, isPoint: boolean): Binding => ({
      is: "slot",
      slot: slotNamed(id),
      type,
      id,
      isPoint,
    });
    const type = roleType(kind, name);
    if (type !== null) return live(type, true);
    const attribute = Object.hasOwn(attributesOf(kind), name) ? attributesOf(kind)[name] : undefined;
    if (attribute === undefined) return ofCollection(name, `${owner}.`) ?? noField(kind, name);
    if (attribute.is === "text") return { is: "text", text: "", vocabulary: attribute.vocabulary };
    if (attribute.is === "texts") return { is: "texts", texts: [], vocabulary: attribute.vocabulary };
    return attribute.isLive
      ? live(attribute.type, false)
      : { is: "constant", value: 1, type: attribute.type };
  };
  const around = (kind: Rule["each"]): Pick<Scope, "lookup" | "collection"> => ({
    lookup: name => lookup(kind, name, { settings, field, slotNamed }),
    collection: name => collection(kind, name, around),
  });
  return {
    ...around(each),
    measure: ({ key }) => ({ low: slotNamed(key), high: slotNamed(`high ${key}`) }),
    silent: slot => slotNamed(`silent ${slot}`),
  };
};

type Hall = {
  readonly settings: Settings;
  readonly field: (kind: Kind, owner: string, name: string) => Found;
  readonly slotNamed: (id: string) => number;
};

const lookup = (each: Rule["each"], name: string, { settings, field, slotNamed }: Hall): Found => {
  const setting = settings.get(name);
  if (setting !== undefined) {
    const { value, unit } = setting;
    const type: ValueType = unit === TIME_OF_DAY ? { is: "time-of-day" } : { is: "number", unit };
    return { is: "constant", value, type };
  }
  if (name === "today" || name === "monday")
    return { is: "slot", slot: slotNamed(name), type: { is: "date" }, id: name, isPoint: false };
  const [word = "", rest] = split(name);
  if (rest === null) return unknown(each, name, settings);
  const kind = kindNamed(each, word);
  if (kind === null) return noOwner(each, word, name, settings);
  return typeof kind === "string" ? field(kind, word, rest) : kind;
};

/** What stands before the first dot, and what behind it; null: there is none. */
const split = (name: string): readonly [string, string | null] => {
  const dot = name.indexOf(".");
  return dot < 0 ? [name, null] : [name.slice(0, dot), name.slice(dot + 1)];
};

/** The kind of what a first word stands for in a rule for each of a kind. */
const kindNamed = (each: Rule["each"], word: string): Kind | Unbound | null => {
  if (each !== "hall" && word === kindNames[each].alias) return each;
  if (word === "zone" || word === "room") return each === "hall" ? noZone(word) : "zone";
  if (word === "outdoor") return "weather-station";
  if (word === "camera")
    return WATCHED.includes(each)
      ? "camera"
      : {
          is: "wrong",
          message: `no camera belongs to ${article(each)} ${each}`,
          help: "write cameras.exists(c, …)",
        };
  const kind = kindOfAlias.get(word);
  return kind !== undefined && kind !== "zone" && kindNames[kind].isSingle ? kind : null;
};

const noZone = (word: string): Unbound => ({
  is: "wrong",
  message: `a rule for the hall has no ${word}`,
  help: "go through zones: zones.exists(z, …)",
});

const noOwner = (each: Rule["each"], word: string, name: string, settings: Settings): Unbound => {
  const all = ofCollection(name);
  if (all !== null) return all;
  const kind = kindOfAlias.get(word);
  if (kind === undefined || kind === "zone") return unknown(each, name, settings);
  const { plural } = kindNames[kind];
  const of = each === "hall" ? "the hall" : `each ${each}`;
  return {
    is: "wrong",
    message: `"${word}" is no name here: the rule is judged for ${of}`,
    help: `write ${plural}.exists(x, …) for those of the hall${each === "hall" ? "" : `, zone.${plural} for those of the zone`}`,
  };
};

/** A point of a whole collection: `zone.doors.contact`. Null: the name begins with no collection. */
const ofCollection = (name: string, owner = ""): Unbound | null => {
  const [plural, point] = split(name);
  const kind = kindOfPlural.get(plural);
  if (kind === undefined || point === null || (owner !== "" && owner !== "zone." && owner !== "room."))
    return null;
  const [group, one] = [`${owner}${plural}`, plural.slice(0, 1)];
  return {
    is: "wrong",
    message: `${group} is a collection`,
    help: `ask each of them: ${group}.exists(${one}, ${one}.${point} …), or ${group}.all(…)`,
  };
};

const noField = (kind: Kind, name: string): Unbound => {
  const known = fieldsOf(kind);
  const groups = kind === "zone" ? [...kindOfPlural.keys()].filter(plural => plural !== "zones") : [];
  const [first] = split(name);
  const near = nearest(name, known) ?? nearest(first, groups);
  const has = `it has: ${known.join(", ")}${groups.length === 0 ? "" : `; collections: ${groups.join(", ")}`}`;
  const help = near === null ? has : `did you mean "${near}"?`;
  return { is: "wrong", message: `${article(kind)} ${kind} has no "${name}"`, help };
};

const article = (word: string): string => (/^[aeiou]/.test(word) ? "an" : "a");

const unknown = (each: Rule["each"], name: string, settings: Settings): Unbound => {
  const [first, point] = split(name);
  if (point === null && CLOCK_WORDS.includes(name))
    return {
      is: "wrong",
      message: `a condition does not know the time of day`,
      help: 'say in in_force when the rule holds: { from: "20:00", to: opening }',
    };
  const near = nearest(name, [...namesFor(each), ...settings.keys()]);
  const own = each === "hall" ? "" : each === "zone" ? "zone.…, " : `${kindNames[each].alias}.…, zone.…, `;
  const known = `there are: ${own}outdoor.…, collections such as doors, settings of the pack, today, monday`;
  const help = near === null ? known : `did you mean "${near}"?`;
  return {
    is: "wrong",
    message: `unknown name "${name}"`,
    help: point !== null && isLikeAnId(first) ? `${help} ${NOT_BY_ID}` : help,
  };
};

/** `D2`, `off1`, and `hall`, which is what most halls call their largest zone. */
const isLikeAnId = (word: string): boolean => /[A-Z\d]/.test(word) || word === "hall";
const NOT_BY_ID =
  "(no thing has its id as a name here: say with `where`, by tags, which ones the rule is for)";

/** How people ask for the time of day. */
const CLOCK_WORDS: readonly string[] = ["time", "now", "hour", "clock", "time_of_day"];

/** Every name that a condition can use in a rule for each of a kind, settings left out. */
export const namesFor = (each: Rule["each"]): readonly string[] => {
  const dotted = (word: string, kind: Kind) => fieldsOf(kind).map(field => `${word}.${field}`);
  const singles = Object.entries(kindNames).filter(([, { isSingle }]) => isSingle);
  const plurals = [...kindOfPlural.keys()];
  return [
    ...(each === "hall" ? [] : dotted(kindNames[each].alias, each)),
    ...(each === "hall" ? [] : [...dotted("zone", "zone"), ...dotted("room", "zone")]),
    ...(WATCHED.includes(each) ? dotted("camera", "camera") : []),
    ...dotted("outdoor", "weather-station"),
    ...singles.flatMap(([kind, { alias }]) => dotted(alias, kind as EquipmentKind)),
    ...plurals,
    ...(each === "hall"
      ? []
      : plurals.filter(each => each !== "zones").flatMap(each => [`zone.${each}`, `room.${each}`])),
    "today",
    "monday",
  ];
};

const collection = (
  each: Rule["each"],
  name: string,
  around: (kind: Rule["each"]) => Pick<Scope, "lookup" | "collection">,
): Collection | Unbound | null => {
  const [first, rest] = split(name);
  const [owner, plural] = rest === null ? [null, first] : [first, rest];
  const kind = kindOfPlural.get(plural);
  if (kind === undefined) return null;
  if (owner !== null && ((owner !== "zone" && owner !== "room") || kind === "zone")) return null;
  if (owner !== null && each === "hall") return noZone(owner);
  return {
    is: "collection",
    lack: `${owner === null ? "the hall" : "the zone"} has no ${kind}`,
    members: [memberOf(kind, around(kind))],
  };
};

/** A loop variable stands for its member: `d.contact` is the member's `contact`, `d.zone.occupancy` its zone's. */
const memberOf = (kind: Kind, { lookup, collection }: Pick<Scope, "lookup" | "collection">): Member => ({
  id: kindNames[kind].alias,
  lookup: name => lookup(name.includes(".") ? name : `${kindNames[kind].alias}.${name}`),
  collection: name => (kind === "zone" ? collection(`zone.${name}`) : null),
});
