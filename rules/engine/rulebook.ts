import { compileCondition, type Judge, type Lookup, type Problem } from "../language/expression.ts";
import type { Pack, Rule } from "../language/rule.ts";
import {
  type SettingProblem,
  type Settings,
  type SettledRule,
  settingsOf,
  settle,
} from "../language/settings.ts";
import { kindNames } from "../site/kind-names.ts";
import { kinds } from "../site/kinds.ts";
import type { Equipment, EquipmentKind, Point, Site } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { pointType, registered, type SlotTable, slotTable } from "./slots.ts";

/** One rule for one target, ready to judge. */
export type Instance = {
  /** `<rule>/<target>`: the name of its hold over restarts. */
  readonly key: string;
  readonly rule: SettledRule;
  readonly target: Equipment;
  readonly judge: Judge;
  /** Ends a finding; absent: the condition known not to hold ends it. */
  readonly clear?: Judge;
};

/** A rule that cannot be judged for a target, because the hall lacks what it needs to see. */
export type Lacking = { readonly rule: SettledRule; readonly target: string; readonly why: string };

/** A mistake in a pack's rule or in the site's settings. Offsets are into the condition's text. */
export type RuleProblem = {
  readonly rule: string;
  readonly field: "condition" | "clear" | "settings";
  readonly problem: Problem;
};

/** All rules of a hall. */
export type Rulebook = {
  readonly slots: SlotTable;
  readonly instances: readonly Instance[];
  readonly lacking: readonly Lacking[];
  readonly problems: readonly RuleProblem[];
};

/** Resolves every rule of the packs against the hall: names to slots, once, at load. */
export const rulebook = (site: Site, packs: readonly Pack[]): Rulebook => {
  const slots = slotTable(site);
  const { settings, problems: settingProblems } = settingsOf(packs, site.settings);
  const instances: Instance[] = [];
  const lacking: Lacking[] = [];
  const problems: RuleProblem[] = settingProblems.map(ruleProblem);
  const around = surroundings(site, slots, settings);
  for (const written of packs.flatMap(pack => pack.rules)) {
    const rule = settle(written, settings);
    const before = problems.length;
    for (const target of site.equipment.filter(({ kind }) => kind === rule.each)) {
      const made = instanceOf(rule, target, lookupFor(around, rule, target));
      if ("key" in made) instances.push(made);
      else if (made.problem.is === "missing")
        lacking.push({ rule, target: target.id, why: made.problem.message });
      else if (!problems.slice(before).some(known => known.field === made.field)) problems.push(made);
    }
  }
  return { slots, instances, lacking, problems };
};

const instanceOf = (rule: SettledRule, target: Equipment, lookup: Lookup): Instance | RuleProblem => {
  const judge = compileCondition(rule.condition, lookup);
  if ("is" in judge) return { rule: rule.id, field: "condition", problem: judge };
  const instance: Instance = { key: `${rule.id}/${target.id}`, rule, target, judge };
  if (rule.clear === undefined) return instance;
  const clear = compileCondition(rule.clear, lookup);
  return "is" in clear ? { rule: rule.id, field: "clear", problem: clear } : { ...instance, clear };
};

/** What is the same for every target of the hall. */
type Surroundings = {
  readonly slots: SlotTable;
  readonly settings: Settings;
  readonly zones: ReadonlyMap<string, NamedOwner>;
  readonly outdoor: NamedOwner;
};

const surroundings = (site: Site, slots: SlotTable, settings: Settings): Surroundings => {
  const weather = site.equipment.find(({ kind }) => kind === "weather-station");
  const label = weather ? `weather-station ${weather.id}` : "the hall (no weather-station)";
  return {
    slots,
    settings,
    zones: new Map(site.zones.map(({ id, points }) => [id, { kind: "zone", points, label: `zone ${id}` }])),
    outdoor: { kind: "weather-station", points: weather?.points ?? {}, label },
  };
};

const lookupFor = (
  { slots, settings, zones, outdoor }: Surroundings,
  rule: Pick<Rule, "each">,
  target: Equipment,
): Lookup => {
  const alias = rule.each === "hall" ? "hall" : kindNames[rule.each].alias;
  const owners = new Map<string, NamedOwner>([
    [alias, { kind: target.kind, points: target.points, label: `${rule.each} ${target.id}` }],
    ["zone", zones.get(target.zone) ?? { kind: "zone", points: {}, label: `zone ${target.zone}` }],
    ["outdoor", outdoor],
  ]);
  const names = [...owners.keys(), ...settings.keys(), "today", "monday"];
  return name => {
    const setting = settings.get(name);
    if (setting !== undefined) return { is: "constant", value: setting.value, type: { is: "number" } };
    if (name === "today") return { is: "slot", slot: slots.today, type: { is: "date" } };
    if (name === "monday") return { is: "slot", slot: slots.monday, type: { is: "date" } };
    const register = registerBinding(name, alias, target, slots);
    if (register) return register;
    const [ownerName = "", role = ""] = name.split(".");
    const owner = owners.get(ownerName);
    return owner ? pointBinding(owner, role) : unknownName(name, ownerName, names);
  };
};

type NamedOwner = {
  readonly kind: EquipmentKind | "zone";
  readonly points: Readonly<Record<string, Point>>;
  readonly label: string;
};

const pointBinding = ({ kind, points, label }: NamedOwner, role: string): ReturnType<Lookup> => {
  const point = Object.hasOwn(points, role) ? points[role] : undefined;
  if (point) return { is: "slot", slot: point.index, type: pointType(point) };
  const roles = Object.keys(kinds[kind]);
  if (roles.includes(role)) return { is: "missing", message: `${label} has no point "${role}"` };
  return unknownName(role, role, roles);
};

const unknownName = (name: string, written: string, known: readonly string[]): ReturnType<Lookup> => {
  const close = nearest(written, known);
  const help = close ? `did you mean "${close}"?` : `known here: ${known.join(", ")}`;
  return { is: "wrong", message: `unknown name "${name}"; ${help}` };
};

const registerBinding = (
  name: string,
  alias: string,
  target: Equipment,
  slots: SlotTable,
): ReturnType<Lookup> | null => {
  const dates = { [`${alias}.due_on`]: slots.dueOn, [`${alias}.inspected_on`]: slots.inspectedOn }[name];
  const slot = dates?.get(target.id);
  return slot === undefined ? null : { is: "slot", slot, type: { is: "date" } };
};

const ruleProblem = ({ name, message, help }: SettingProblem): RuleProblem => ({
  rule: name,
  field: "settings",
  problem: {
    is: "wrong",
    message: help === "" ? message : `${message}; ${help}`,
    start: 0,
    end: name.length,
  },
});

/** The points that the instances read, by index: only these can blind a rule. */
export const judgedPoints = (site: Site, book: Rulebook): readonly Point[] => {
  const used = new Set(
    book.instances.flatMap(({ judge, clear }) => [...judge.slots, ...(clear?.slots ?? [])]),
  );
  for (const { id, points } of registered(site)) {
    const slot = book.slots.inspectedOn.get(id);
    if (slot !== undefined && used.has(slot) && points.scan) used.add(points.scan.index);
  }
  return site.points.filter(({ index }) => used.has(index));
};
