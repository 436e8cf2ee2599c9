import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUDGET } from "./budget.ts";
import { compileCondition, compileNumber, compileStatic } from "./compile.ts";
import { parsePack } from "./pack.ts";
import type { Collection, Scope } from "./scope.ts";
import { anyCondition } from "./testing/any-condition.ts";
import { smallHall } from "./testing/small-hall.ts";

/** Far longer than any condition needs, far shorter than a person would notice. */
const SLOWEST_MS = 1_000;

/** Compiles a text in every way, judges it, and says how long all of it took. */
const survived = (text: string, hall = smallHall()): number => {
  const from = performance.now();
  const results = [
    compileCondition(text, hall.scope),
    compileNumber(text, hall.scope, "W"),
    compileStatic(text, hall.scope),
  ];
  for (const result of results) {
    if (typeof result === "boolean") continue;
    if ("is" in result) {
      const { start, end, message } = result;
      expect(message).not.toBe("");
      expect([0 <= start, start <= end, end <= text.length]).toEqual([true, true, true]);
    } else if ("truth" in result) {
      const slots = hall.slots({});
      expect([0, 1, 2]).toContain(result.truth(slots));
      expect(result.parts(slots).length).toBeLessThanOrEqual(BUDGET.parts);
    } else expect(typeof result.number(hall.slots({}))).toBe("number");
  }
  return performance.now() - from;
};

const written = [
  'average(light.power, "15 min") > limit && zone.occupancy == 0',
  'terminals.filter(t, "staffed" in t.tags).all(t, t.online == "online" || silent(t.online))',
  'time_in(door.contact == "open", "closing") > grace',
  "has(light.command) ? light.power > 5 : rate(zone.temperature, '1 h') > steep",
  "today > extinguisher.due_on - notice && !zone.approved",
  'circuit.use in ["sockets", "sign"] && energy(circuit.power, "midnight") * 2 > 1.5',
  "since_change(door.lock) > 3 * grace || age(door.badge) < '1 min'",
  "outdoor.temperature - zone.temperature > step + 1 && zone.humidity > share",
];
const tokens = [...new Set(written.flatMap(text => text.match(/[\w.]+|"[^"]*"|'[^']*'|\S/g) ?? []))];

describe("nothing that anybody can write as a condition does harm", () => {
  it("any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: "binary", maxLength: 80 })),
        text => {
          expect(survived(text)).toBeLessThan(SLOWEST_MS);
        },
      ),
      { seed: 7, numRuns: 1_500 },
    );
  });

  it("any row of words that conditions are made of", () => {
    const token = fc.constantFrom(
      ...tokens,
      "==",
      "&&",
      "||",
      "!",
      "?",
      ":",
      "[",
      "]",
      "(",
      ")",
      "-",
      "1",
      "0.5",
      "null",
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), row => {
        expect(survived(row.join(" "))).toBeLessThan(SLOWEST_MS);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("any right condition with a piece cut out, doubled, swapped or replaced", () => {
    const edit = fc.record({
      at: fc.nat({ max: 200 }),
      length: fc.nat({ max: 12 }),
      how: fc.constantFrom("cut", "double", "replace", "swap"),
      by: fc.constantFrom(...tokens),
    });
    const right = fc.oneof(fc.constantFrom(...written), anyCondition);
    fc.assert(
      fc.property(right, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        const broken = edits.reduce((now, { at, length, how, by }) => {
          const [before, piece, after] = [
            now.slice(0, at),
            now.slice(at, at + length),
            now.slice(at + length),
          ];
          const middle = {
            cut: "",
            double: piece + piece,
            replace: by,
            swap: [...piece].toReversed().join(""),
          }[how];
          return before + middle + after;
        }, text);
        expect(survived(broken)).toBeLessThan(SLOWEST_MS);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it.each([
    ["brackets", "(".repeat(1_999)],
    ["negations", `${"!".repeat(1_980)}zone.approved`],
    ["minus signs", `${"-".repeat(1_980)}light.power > 1`],
    ["a sum", `${"1+".repeat(990)}1 > 0`],
    ["an alternative of 400", Array.from({ length: 180 }, () => "x.y > 1").join(" || ")],
    ["lists in lists", `${"[".repeat(900)}${"]".repeat(900)}`],
    ["a name of many parts", `a${".b".repeat(900)} > 1`],
    ["quotes", '"'.repeat(1_999)],
    ["a huge number", `light.power > ${"9".repeat(1_500)}`],
    ["in, in a list, in a list", `${"(".repeat(60)}1 in [1]${") in [true]".repeat(60)}`],
    ["conditionals", `${"zone.approved ? light.power > 1 : ".repeat(50)}true`],
  ])("%s", (_, text) => expect(survived(text)).toBeLessThan(SLOWEST_MS));

  it("collections of collections in a hall with a thousand terminals", () => {
    const { scope } = smallHall();
    const members = Array.from({ length: 1_000 }, (_, at) => ({
      id: `T${at}`,
      lookup: (name: string) => scope.lookup(`T1.${name}`),
      collection: () => null,
    }));
    const terminals: Collection = { is: "collection", lack: "", members };
    const large: Scope = { ...scope, collection: name => (name === "terminals" ? terminals : null) };
    const nested = (depth: number): string =>
      depth === 0 ? "light.power > 1" : `terminals.all(x${depth}, ${nested(depth - 1)})`;
    for (const text of [
      nested(1),
      nested(2),
      nested(20),
      "terminals.filter(t, t.power > 1).filter(t, t.power > 2).size() > 5",
    ]) {
      const from = performance.now();
      expect(compileCondition(text, large)).toMatchObject({ is: "costly" });
      expect(performance.now() - from).toBeLessThan(SLOWEST_MS);
    }
    const each = compileCondition("terminals.exists(t, t.power > 1)", {
      ...large,
      collection: () => ({ ...terminals, members: members.slice(0, 400) }),
    });
    expect(each).toMatchObject({ slots: [expect.any(Number)] });
  });
});

describe("nothing that anybody can write as a pack does harm", () => {
  const pack = `pack: p
title: { zh: 试, en: Test }
settings:
  limit: { value: 10, unit: W, zh: 限, en: limit }
rules:
  - id: r
    title: { zh: 试, en: Test }
    clauses: [GA-1]
    each: light-circuit
    in_force: [lunch, { from: closing + 5 min, to: opening }]
    condition: light.power > limit
    hold: 5 min
    fact: f
    level: violation
    priority: 3
`;
  it("a pack with characters cut out or replaced is refused or read, at once", () => {
    const edit = fc.record({
      at: fc.nat({ max: pack.length }),
      cut: fc.nat({ max: 10 }),
      put: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
        const broken = edits.reduce(
          (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
          pack,
        );
        const parsed = parsePack(broken, "p.yaml");
        if (parsed.is === "refused") expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });

  it("as it stands it is right", () => expect(parsePack(pack, "p.yaml").is).toBe("pack"));
});
