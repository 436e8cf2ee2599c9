import type { SettledDuty } from "../language/duty.ts";
import { settleDuty } from "../language/duty-settle.ts";
import type { Problem } from "../language/judge.ts";
import { type Library, library } from "../language/library.ts";
import type { Pack, Rule } from "../language/rule.ts";
import {
  type Settings,
  type SettledRule,
  type SettledSuppressing,
  settingsOf,
  settle,
  settleSuppressing,
} from "../language/settings.ts";
import type { ClerkFactory } from "../routine/clerk.ts";
import type { Site } from "../site/model.ts";
import { ACTIVITY_LEAD_DAYS } from "../time/activities.ts";
import { type Around, Names } from "./names.ts";
import { fitted, recording, type Shape } from "./shape.ts";
import { SlotPlan } from "./slot-plan.ts";
import type { Measured, SlotTable } from "./slots.ts";
import { type Target, targetsOf } from "./targets.ts";
import {
  type Field,
  type HallRule,
  hallRule,
  type Template,
  type TemplateProblem,
  template,
} from "./template.ts";

/** One rule for one target, ready to judge. */
export type Instance = {
  /** `<rule>/<target>`: the name of its hold over restarts. */
  readonly key: string;
  readonly rule: SettledRule;
  readonly target: Target;
  /** What it shares with all targets that look the same to the rule. */
  readonly template: Template;
  /** Where its slots stand in the rulebook's `fits`: as many as the template has values. */
  readonly from: number;
};

/** A rule that cannot be judged for a target, because the hall lacks what it needs to see. */
export type Lacking = { readonly rule: SettledRule; readonly target: string; readonly why: string };

/** A mistake in a pack's rule or in the site's settings. Offsets are into the text of the field. */
export type RuleProblem = {
  readonly rule: string;
  readonly field: Field | "settings";
  readonly problem: Problem;
};

/** All rules of a hall. */
export type Rulebook = {
  readonly slots: SlotTable;
  readonly instances: readonly Instance[];
  /** The hall's slots for the slots of templates, instance after instance. */
  readonly fits: Int32Array;
  /** Functions over time, each once however many instances read it. */
  readonly measures: readonly Measured[];
  readonly lacking: readonly Lacking[];
  readonly problems: readonly RuleProblem[];
  /** How many calendar days before an activity after hours it must be asked for. */
  readonly activityLeadDays: number;
  /** Ids of points of which nobody shall be told that they cannot be read; absent: none. */
  readonly unwatched?: ReadonlySet<string>;
  /** Which facts explain which others. */
  readonly suppressions: readonly SettledSuppressing[];
  /** What people have to do in this hall, again and again. */
  readonly duties: readonly SettledDuty[];
  readonly settings: Settings;
  /** Who keeps the papers; absent: all clerks that there are. */
  readonly clerks?: readonly ClerkFactory[];
};

/** The hall's slot for a slot of an instance's template. */
export const slotOf = ({ fits }: Rulebook, { from }: Instance, local: number): number => fits[from + local]!;

/** Resolves every rule of the packs against the hall: names to slots, once, at load. */
export const rulebook = (site: Site, packs: readonly Pack[]): Rulebook => {
  const { settings, problems } = settingsOf(packs, site.settings);
  const plan = new SlotPlan(site);
  const names = new Names(site, plan, settings);
  const hall: Hall = { site, settings, plan, names, library: library() };
  const made: Making = {
    instances: [],
    fits: [],
    lacking: [],
    problems: problems.map(({ name, message, help }) => ({
      rule: name,
      field: "settings",
      problem: { is: "wrong", message, help, start: 0, end: name.length },
    })),
  };
  for (const rule of packs.flatMap(pack => pack.rules)) make(rule, hall, made);
  const { instances, fits, lacking } = made;
  return {
    slots: plan.table(),
    instances,
    fits: Int32Array.from(fits),
    measures: plan.measures(),
    lacking,
    problems: made.problems,
    suppressions: packs
      .flatMap(({ suppressions = [] }) => suppressions)
      .map(each => settleSuppressing(each, settings)),
    duties: packs.flatMap(({ duties = [] }) => duties).map(duty => settleDuty(duty, settings)),
    settings,
    activityLeadDays: settings.get("activity_lead_days")?.value ?? ACTIVITY_LEAD_DAYS,
  };
};

type Hall = {
  readonly site: Site;
  readonly settings: Settings;
  readonly plan: SlotPlan;
  readonly names: Names;
  readonly library: Library;
};

type Making = {
  readonly instances: Instance[];
  readonly fits: number[];
  readonly lacking: Lacking[];
  readonly problems: RuleProblem[];
};

/** A hall with many different nameplates must not try them all. */
const MOST_SHAPES = 16;

type Fit = { readonly template: Template | null; readonly slots: readonly number[] };

const make = (written: Rule, hall: Hall, made: Making): void => {
  const { site, settings, names } = hall;
  const own = hallRule(settle(written, settings), settings);
  const { rule } = own;
  const shapes: Shape<Template | null>[] = [];
  const wrong = new Set<Field>();
  for (const target of targetsOf(site, rule.each)) {
    const fit = fitOf(own, names.around(target), shapes, hall);
    if ("field" in fit) note(fit, { rule, target, wrong }, made);
    else if (fit.template !== null) {
      const from = made.fits.length;
      made.instances.push({ key: `${rule.id}/${target.id}`, rule, target, template: fit.template, from });
      for (const slot of fit.slots) made.fits.push(slot);
    }
  }
};

/** Compiles a rule for a target, unless a target that looks the same to it came before. */
const fitOf = (
  rule: HallRule,
  around: Around,
  shapes: Shape<Template | null>[],
  { plan, library: shared }: Hall,
): Fit | TemplateProblem => {
  for (const shape of shapes) {
    const slots = fitted(shape, around, plan);
    if (slots) return { template: shape.made, slots };
  }
  const { scope, shape } = recording(around);
  const compiled = template(rule, scope, shared);
  if (compiled !== null && "field" in compiled) return compiled;
  const made = shape(compiled);
  const own = { ...made, made: compiled && { ...compiled, values: new Float64Array(made.places.length) } };
  shapes.unshift(own);
  shapes.length = Math.min(shapes.length, MOST_SHAPES);
  return { template: own.made, slots: fitted(own, around, plan) ?? [] };
};

/** What a target lacks is told for each target, what is wrong with a text once. */
const note = (
  { field, problem }: TemplateProblem,
  {
    rule,
    target,
    wrong,
  }: { readonly rule: SettledRule; readonly target: Target; readonly wrong: Set<Field> },
  { lacking, problems }: Making,
): void => {
  if (problem.is === "missing") lacking.push({ rule, target: target.id, why: problem.message });
  else if (!wrong.has(field)) problems.push({ rule: rule.id, field, problem });
  wrong.add(field);
};
