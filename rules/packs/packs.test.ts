import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rulebook } from "../engine/rulebook.ts";
import { classOf, NOT_FOR_GUARDS } from "../language/classes.ts";
import type { Duty } from "../language/duty.ts";
import { parsePack } from "../language/pack.ts";
import type { Pack, Rule } from "../language/rule.ts";
import { parseSite } from "../site/parse.ts";

// What no rule test can say of the packs that ship: it plays one hall and sees the rules that it names.
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const yamlIn = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url)).filter(file => /^[a-z-]+\.yaml$/.test(file));

const packs = yamlIn("./").map((file): Pack => {
  const parsed = parsePack(read(file), file);
  if (parsed.is === "refused")
    throw new Error(`${file}: ${parsed.problems.map(({ message }) => message).join("; ")}`);
  return parsed.pack;
});

describe("the packs that ship", () => {
  test.each(yamlIn("./sites/"))("fit %s without a mistake", file => {
    const parsed = parseSite(read(`./sites/${file}`), file);
    if (parsed.is === "refused") throw new Error(`${file} does not load`);
    const { site } = parsed;
    const own = packs.filter(({ name }) => site.packs.includes(name));
    expect(own).toHaveLength(site.packs.length);
    expect(rulebook(site, own).problems).toEqual([]);
  });

  test("mean the same by a setting that several of them name", () => {
    const settings = packs.flatMap(pack => Object.entries(pack.settings));
    const meanings = Map.groupBy(settings, ([name]) => name);
    for (const [name, each] of meanings)
      expect.soft(new Set(each.map(([, setting]) => JSON.stringify(setting))), name).toHaveLength(1);
    expect([...meanings.values()].some(each => each.length > 1)).toBe(true);
  });

  test("give every rule and every duty a name of its own", () => {
    for (const ids of [rulesIn(packs), dutiesIn(packs)].map(all => all.map(({ id }) => id))) {
      expect(ids.length).toBeGreaterThan(40);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  test("tell of what nobody did somebody else than whoever should have done it, and never a guard of housekeeping", () => {
    for (const { id, who, late } of dutiesIn(packs)) {
      expect
        .soft(
          late.tell.some(role => role !== who),
          id,
        )
        .toBe(true);
      expect.soft(late.tell.includes("guard") && NOT_FOR_GUARDS.has(late.class), id).toBe(false);
    }
  });

  test("wait in their duties for facts that one of their rules finds", () => {
    const facts = new Set(rulesIn(packs).map(({ fact }) => fact));
    const awaited = dutiesIn(packs).flatMap(({ when }) => (when.is === "event" ? [when.fact] : []));
    expect(awaited.length).toBeGreaterThan(4);
    expect(awaited.filter(fact => !facts.has(fact))).toEqual([]);
  });

  test("hold for life safety what fire, panic and break-in are, and nothing else", () => {
    const deadly = rulesIn(packs).filter(rule => classOf(rule) === "life-safety");
    expect(deadly.map(({ id }) => id).toSorted()).toEqual([
      "door-opened-when-empty",
      "glass-broken",
      "intrusion-alarm",
      "panic-button",
      "smoke",
      "smoke-at-night",
      "smoke-detector-lost",
    ]);
    const latched = rulesIn(packs).filter(({ latch }) => latch);
    expect(latched.map(({ id }) => id)).toEqual(
      deadly.map(({ id }) => id).filter(id => id !== "smoke-detector-lost"),
    );
    const silent = rulesIn(packs).filter(rule => rule.silent);
    expect(silent.map(({ id, resetBy }) => [id, resetBy])).toEqual([["panic-button", ["safety-officer"]]]);
  });

  test("never tell a guard of energy or housekeeping", () => {
    const forGuards = rulesIn(packs).filter(({ tell }) => tell.includes("guard"));
    expect(forGuards.length).toBeGreaterThan(20);
    expect(forGuards.filter(rule => NOT_FOR_GUARDS.has(classOf(rule)))).toEqual([]);
  });

  test("explain by facts that are found only what is found, and never what goes on without mains", () => {
    const facts = new Set(rulesIn(packs).map(({ fact }) => fact));
    const all = packs.flatMap(({ suppressions = [] }) => suppressions);
    expect(all.map(({ id }) => id)).toEqual(["line-lost", "mains-lost", "fire", "system-lost"]);
    for (const { cause, facts: named } of all)
      for (const fact of [cause, ...named]) expect(facts).toContain(fact);
    const mains = all.find(({ id }) => id === "mains-lost");
    for (const kind of ["ups", "emergency-light", "alarm-panel", "camera", "recorder"] as const)
      expect(mains?.kinds).not.toContain(kind);
  });
});

const dutiesIn = (all: readonly Pack[]): readonly Duty[] => all.flatMap(({ duties = [] }) => duties);

const rulesIn = (all: readonly Pack[]): readonly Rule[] => all.flatMap(({ rules }) => rules);
