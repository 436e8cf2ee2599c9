import type { HoldPlan } from "../condition/hold.ts";
import { compileCondition, compileNumber, compileStatic } from "../language/compile.ts";
import type { Gauge, Judge, Part, Problem } from "../language/judge.ts";
import type { Library } from "../language/library.ts";
import type { Scope } from "../language/scope.ts";
import type { Settings, SettledRule } from "../language/settings.ts";
import { NO, type Truth, YES } from "../language/truth.ts";
import { versionOf } from "./version.ts";

/** A rule of a hall with its settings resolved, before it meets a target. */
export type HallRule = {
  readonly rule: SettledRule;
  readonly plan: HoldPlan;
  /** What it finds, as a short text. @see versionOf */
  readonly version: string;
};

/** A rule compiled for all targets that look the same to it; slots are the template's own. */
export type Template = HallRule & {
  readonly judge: Judge;
  /** Ends a finding; absent: the condition known not to hold ends it. */
  readonly clear?: Judge;
  /** The power that is wasted while the condition holds, in watts. */
  readonly waste?: Gauge;
  /** Slots whose change can change what it says or how much is wasted. */
  readonly reads: readonly number[];
  /** Slots that an alert shows: the points that it saw, then further ones. */
  readonly shows: readonly number[];
  /** Where the values of a target are put to be judged. */
  readonly values: Float64Array;
};

/** Which text of a rule is wrong, or lacks something in this hall. */
export type Field = "where" | "condition" | "clear" | "waste" | "show";
export type TemplateProblem = { readonly field: Field; readonly problem: Problem };

export const hallRule = (rule: SettledRule, settings: Settings): HallRule => ({
  rule,
  plan: { length: rule.hold, gap: rule.gap },
  version: versionOf(rule, settings),
});

/** Compiles a rule in the scope of a target; null when its `where` does not choose the target. */
export const template = (
  hallRule: HallRule,
  around: Scope,
  library: Library,
): Omit<Template, "values"> | TemplateProblem | null => {
  const { where, condition, clear, waste, show } = hallRule.rule;
  const measured: number[] = [];
  const scope: Scope = {
    ...around,
    measure: spec => {
      measured.push(...spec.input.slots);
      return around.measure(spec);
    },
  };
  if (where !== undefined) {
    const isChosen = compileStatic(where, scope, library);
    if (typeof isChosen === "object") return { field: "where", problem: isChosen };
    if (!isChosen) return null;
  }
  const judge = compileCondition(condition, scope, library);
  if ("is" in judge) return { field: "condition", problem: judge };
  const end = clear === undefined ? undefined : compileCondition(clear, scope, library);
  if (end && "is" in end) return { field: "clear", problem: end };
  const metered = waste === undefined ? undefined : compileNumber(waste, scope, "W", library);
  if (metered && "is" in metered && metered.is === "wrong") return { field: "waste", problem: metered };
  // Where nobody meters the power a breach is one all the same; its energy is not counted.
  const gauge = metered && !("is" in metered) ? metered : undefined;
  const shown = shownSlots(show, scope);
  if ("field" in shown) return shown;
  const judges = end ? [judge, end] : [judge];
  const slots = judges.flatMap(each => each.slots);
  const handled = judges.flatMap(each => each.handled);
  return {
    ...hallRule,
    judge,
    ...(end && { clear: end }),
    ...(gauge && { waste: gauge }),
    reads: unique([...slots, ...(gauge?.slots ?? [])]),
    shows: unique([...slots, ...measured, ...handled, ...shown]),
  };
};

/** What a template says of the values that stand in its slots; `isFound`: whether it would have to be ended. */
export const truthIn = ({ judge, clear, values }: Template, isFound: boolean): Truth => {
  if (!isFound || !clear) return judge.truth(values);
  const over = clear.truth(values);
  return over === YES ? NO : over === NO ? YES : over;
};

/** Names that this hall lacks are left out: they are there to help, not to judge. */
const shownSlots = (names: readonly string[], scope: Scope): readonly number[] | TemplateProblem => {
  const slots: number[] = [];
  for (const name of names) {
    const found = scope.lookup(name);
    if (found.is === "wrong") return { field: "show", problem: { ...found, start: 0, end: name.length } };
    if (found.is === "slot") slots.push(found.slot);
  }
  return slots;
};

const unique = (slots: readonly number[]): readonly number[] => [...new Set(slots)];

/** The comparisons that a template consists of, as the values in its slots make them. */
export const partsIn = ({ judge, values }: Template): readonly Part[] => judge.parts(values);
