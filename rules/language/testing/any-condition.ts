import fc from "fast-check";

/** The points that random conditions are about, with values that make comparisons turn both ways. */
export const NUMBERS = ["light.power", "zone.occupancy", "T1.power", "T2.power", "T3.power"] as const;
export const WORDS = {
  "door.lock": ["locked", "unlocked", "jammed"],
  "ac.mode": ["off", "auto", "cool"],
} as const;
export const FLAG = "zone.approved";

/** What every point says, or null where nobody knows. */
export type World = Readonly<Record<string, number | string | null>>;

const value = fc.integer({ min: 0, max: 4 });
const words = (list: readonly string[]) => fc.constantFrom(...list);

/** A world in which everything is known. */
export const world: fc.Arbitrary<World> = fc.record({
  ...Object.fromEntries(NUMBERS.map(name => [name, value])),
  ...Object.fromEntries(Object.entries(WORDS).map(([name, list]) => [name, words(list)])),
  [FLAG]: fc.constantFrom(0, 1),
});

/** Which points of a world nobody knows. */
export const hidden: fc.Arbitrary<readonly string[]> = fc.subarray([...NUMBERS, ...Object.keys(WORDS), FLAG]);

const literal = value.map(n => `${n}.0`);
const wordIs = fc.constantFrom(...Object.entries(WORDS)).chain(([name, list]) =>
  fc.oneof(
    fc.tuple(fc.constantFrom("==", "!="), words(list)).map(([op, word]) => `${name} ${op} "${word}"`),
    fc
      .uniqueArray(words(list), { minLength: 1 })
      .map(some => `${name} in [${some.map(word => `"${word}"`).join(", ")}]`),
  ),
);
const comparator = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");

const { truth } = fc.letrec<{ number: string; truth: string }>(tie => {
  const number = tie("number");
  const truth = tie("truth");
  const pair = (left: fc.Arbitrary<string>, op: string, right: fc.Arbitrary<string>) =>
    fc.tuple(left, right).map(([a, b]) => `(${a} ${op} ${b})`);
  const powers = fc.constantFrom("light.power", "T1.power");
  return {
    number: fc.oneof(
      { maxDepth: 3, depthIdentifier: "condition" },
      powers,
      literal,
      pair(number, "+", number),
      pair(number, "-", number),
      pair(number, "*", literal),
      number.map(a => `-(${a})`),
      fc.tuple(truth, number, number).map(([when, a, b]) => `((${when}) ? ${a} : ${b})`),
    ),
    truth: fc.oneof(
      { maxDepth: 4, depthIdentifier: "condition" },
      fc.tuple(number, comparator, number).map(parts => parts.join(" ")),
      wordIs,
      fc.constant(FLAG),
      fc.tuple(fc.constant("zone.occupancy"), comparator, literal).map(parts => parts.join(" ")),
      pair(truth, "&&", truth),
      pair(truth, "||", truth),
      truth.map(a => `!(${a})`),
      fc.tuple(truth, truth, truth).map(([when, a, b]) => `((${when}) ? (${a}) : (${b}))`),
      fc
        .tuple(fc.constantFrom("all", "exists", "exists_one"), comparator, number)
        .map(([method, op, bound]) => `terminals.${method}(t, t.power ${op} ${bound})`),
      fc
        .tuple(comparator, number, comparator, value)
        .map(([op, bound, size, n]) => `terminals.filter(t, t.power ${op} ${bound}).size() ${size} ${n}`),
    ),
  };
});

/** A condition about these points that has no mistake. */
export const anyCondition: fc.Arbitrary<string> = truth.filter(text => text.length < 1_500);
