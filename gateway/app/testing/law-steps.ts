import fc from "fast-check";
import { SHUT } from "#rules/closing/testing/bench.ts";

/** Points that a closing asks for, and those that an opening does. */
export const POINTS: readonly string[] = [...Object.keys(SHUT), "T1.online", "QUEUE.online"];

/** Who might try: staff, the guard, the duty manager, the director, the one above, a cleaner, and nobody of this hall. */
const WHO = ["E1", "E2", "G1", "M1", "H1", "P1", "F1", "C", "Z9"] as const;
const ITEMS = ["D1", "D2", "D3", "W1", "L-hall", "L-off2", "E-prt", "SEC", "zone:hall", "zone:off2"] as const;

const constant = <const T>(value: T) => fc.constant(value);
const who = fc.constantFrom(...WHO);
const which = fc.nat(9);
const point = fc.constantFrom(...POINTS);
const scope = fc.constantFrom("final", "final", "partial");
const secret = fc.constantFrom("own", "own", "own", "own", "own", "another's", "wrong");
const isRight = fc.boolean();
/** Whose token is shown: that of whoever is named, another's, nobody's. */
const shown = fc.constantFrom("own", "own", "own", "own", "M1", null);

/** What comes in from devices before somebody does something. */
const sensed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: constant("nothing") }) },
  { weight: 4, arbitrary: fc.record({ is: constant("all"), but: fc.option(point), isFailed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ is: constant("one"), point, isRight }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: constant("late"), point, isRight, byS: fc.integer({ min: 1, max: 1500 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: constant("ahead"), point, isRight, byS: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: constant("retained"),
      point,
      isRight,
      byS: fc.option(fc.integer({ min: 1, max: 9000 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: constant("bad"), point }) },
);

/** What somebody asks for over the API. */
const asked = fc.oneof(
  { weight: 6, arbitrary: fc.record({ is: constant("sign"), who, secret, scope }) },
  {
    weight: 7,
    arbitrary: fc.record({
      is: constant("close"),
      scope,
      waitS: fc.integer({ min: 1, max: 60 }),
      mischief: fc.option(fc.constantFrom(...Object.keys(SHUT)), { freq: 2 }),
      dead: fc.option(fc.constantFrom(...Object.keys(SHUT)), { freq: 2 }),
      byS: fc.integer({ min: 0, max: 90 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ is: constant("confirm"), who, shown, item: fc.constantFrom(...ITEMS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: constant("extend"), who, shown, minutes: fc.integer({ min: -10, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.record({ is: constant("approve"), who, secret }) },
  { weight: 1, arbitrary: fc.record({ is: constant("re-enter"), who, secret }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: constant("except"),
      who,
      shown,
      item: fc.constantFrom("T1", "QUEUE", "D1", "task:opening-walk"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: constant("sign-opening"), who, secret }) },
  {
    weight: 3,
    arbitrary: fc.record({
      is: constant("open"),
      isAll: fc.boolean(),
      dead: fc.constantFrom("QUEUE", "T1", null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: constant("take-out"),
      who,
      item: fc.constantFrom("D1", "L-hall", "T1", "hall"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: constant("put-back"),
      who,
      item: fc.constantFrom("D1", "L-hall", "T1", "hall"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: constant("acknowledge"), who, which }) },
  { weight: 2, arbitrary: fc.record({ is: constant("answer"), who, which }) },
  { weight: 1, arbitrary: fc.record({ is: constant("retract"), who, which }) },
  { weight: 1, arbitrary: fc.record({ is: constant("sign-task"), who, secret, which }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: constant("ticket"), who, item: fc.constantFrom("D1", "QUEUE", "T1") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: constant("act"),
      who,
      which,
      act: fc.constantFrom("remove", "close", "note"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: constant("key"), who, act: fc.constantFrom("give", "lost", "lock-replaced") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: constant("activity"),
      who,
      zones: fc.subarray(["hall", "off2", "back"], { minLength: 1 }),
      minutes: fc.integer({ min: 5, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: constant("day"), who, closes: fc.constantFrom("17:30", "18:00", "19:00") }),
  },
);

const waitS = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 120 }) },
  { weight: 1, arbitrary: fc.integer({ min: 120, max: 1500 }) },
);

/** Something that happens: time passes, devices tell, somebody does something. */
export const lawSteps = fc.array(fc.record({ waitS, sensed, asked }), { minLength: 25, maxLength: 29 });

export type LawStep = ReturnType<typeof lawSteps.generate>["value"][number];
export type Sensed = LawStep["sensed"];
export type Asked = LawStep["asked"];
