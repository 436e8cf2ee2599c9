import { compileCondition } from "./compile.ts";
import { completeHall } from "./complete-hall.ts";
import type { Judge } from "./judge.ts";
import type { Rule } from "./rule.ts";
import type { Scope } from "./scope.ts";
import type { Settings } from "./settings.ts";
import { YES } from "./truth.ts";

/** More values together than these are not tried: a doubt is worth no delay. */
const TRIED_AT_MOST = 20_000;
/** Words of a class are numbered from 0; few classes have more. */
const WORDS: readonly number[] = [0, 1, 2, 3, 4, 5];

/**
 * Whether a rule's `clear` can hold together with its condition, so that a finding would end and begin again and again:
 * found above 30 °C, over at 32 °C or less. Values around every number that the two name are tried in all combinations;
 * what they cannot show is not told.
 */
export const clearsWhileFound = (rule: Rule, settings: Settings): boolean => {
  if (rule.clear === undefined) return false;
  const scope = seen(completeHall(rule.each, settings));
  const [condition, clear] = [rule.condition, rule.clear].map(text => compileCondition(text, scope));
  if (condition === undefined || clear === undefined || "is" in condition || "is" in clear) return false;
  const used = [...new Set([...condition.slots, ...clear.slots])].filter(slot => slot !== SILENT);
  const values = new Float64Array(Math.max(0, ...used) + 1).fill(Number.NaN);
  const around = between([...limitsOf(condition, values), ...limitsOf(clear, values)]);
  if (around.length ** used.length > TRIED_AT_MOST) return false;
  values[SILENT] = 0;
  return someValues(
    values,
    used,
    around,
    () => condition.truth(values) === YES && clear.truth(values) === YES,
  );
};

/** The slot of `silent(…)`: nothing is, for what is silent has no value that could be tried. */
const SILENT = 0;

/** A scope in which everything can be seen, and functions over time are known exactly. */
const seen = (scope: Scope): Scope => {
  const lookup: Scope["lookup"] = name => moved(scope.lookup(name));
  return {
    lookup,
    collection: name => {
      const found = scope.collection(name);
      return found?.is !== "collection"
        ? found
        : {
            ...found,
            members: found.members.map(each => ({
              ...each,
              lookup: (field: string) => moved(each.lookup(field)),
            })),
          };
    },
    measure: spec => {
      const low = scope.measure(spec).low + 1;
      return { low, high: low };
    },
    silent: () => SILENT,
  };
};

/** Slot 0 is taken. */
const moved = <T extends ReturnType<Scope["lookup"]>>(found: T): T =>
  found.is === "slot" ? { ...found, slot: found.slot + 1 } : found;

/** The numbers that a condition compares with. */
const limitsOf = (judge: Judge, unknown: Float64Array): readonly number[] =>
  judge.parts(unknown).flatMap(({ left, right }) => [left ?? [], right ?? []].flat());

/** Every limit, a value between each two neighbours, and one beyond either end. */
const between = (limits: readonly number[]): readonly number[] => {
  const sorted = [...new Set([...limits, ...WORDS])].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  return [
    first - 1,
    ...sorted.flatMap((limit, at) => [limit, (limit + (sorted[at + 1] ?? limit)) / 2]),
    last + 1,
  ];
};

const someValues = (
  values: Float64Array,
  [slot, ...rest]: readonly number[],
  around: readonly number[],
  holds: () => boolean,
): boolean => {
  if (slot === undefined) return holds();
  return around.some(value => {
    values[slot] = value;
    return someValues(values, rest, around, holds);
  });
};
