import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rulebook } from "../engine/rulebook.ts";
import { parsePack } from "../language/pack.ts";
import type { Pack } from "../language/rule.ts";
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

  test("give every rule a name of its own", () => {
    const ids = packs.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});
