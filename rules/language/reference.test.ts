import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rulebook } from "../engine/rulebook.ts";
import { parseSite } from "../site/parse.ts";
import { draftTimeline } from "../timeline/draft.ts";
import { renderFailures } from "../timeline/render.ts";
import { resolveTimeline } from "../timeline/resolve.ts";
import { runTimeline } from "../timeline/run.ts";
import { testHall } from "../timeline/test-hall.ts";
import { compileCondition, compileNumber, compileStatic } from "./compile.ts";
import { completeHall } from "./complete-hall.ts";
import { edge, PHASES } from "./edges.ts";
import { QUANTIFIERS } from "./groups.ts";
import { MEASURES } from "./over-time.ts";
import { parsePack } from "./pack.ts";
import { packFile, ruleEntry } from "./pack-schema.ts";
import { EXAMPLE_SETTINGS, type Example } from "./reference/example.ts";
import { FIRST_PACK, FIRST_TEST } from "./reference/first-rule.ts";
import { COLLECTIONS, FUNCTIONS, METHODS, WINDOWS } from "./reference/functions.ts";
import { EDGE_EXAMPLES, GAPS, OPTIONAL, PACK_KEYS, PHASE_WORDS, RULE_KEYS } from "./reference/keys.ts";
import { NAMES, OPERATORS, UNITS, VALUES } from "./reference/names.ts";
import { rulesPage } from "./reference.ts";

const examples: readonly Example[] = [
  ...NAMES,
  ...VALUES,
  ...OPERATORS,
  ...UNITS,
  ...COLLECTIONS,
  ...Object.values(METHODS),
  ...Object.values(FUNCTIONS),
  ...WINDOWS,
];
const SITE = readFileSync(join(import.meta.dirname, "../../simulators/halls/service-hall.yaml"), "utf8");

const firstPack = () => {
  const parsed = parsePack(FIRST_PACK, "my-rules.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.pack;
};

describe("the reference", () => {
  it.each(examples.map(example => [example.written, example] as const))("%s can be written", (_, example) => {
    const { written, each, as } = example;
    const scope = completeHall(each, EXAMPLE_SETTINGS);
    const compiled =
      as === "where"
        ? compileStatic(written, scope)
        : as === "value" || as === "waste"
          ? compileNumber(written, scope, "W")
          : compileCondition(written, scope);
    const problem = typeof compiled === "object" && "is" in compiled ? compiled : null;
    // Tags and uses of the complete hall are none, so that a filter by them leaves nothing.
    if (problem?.is !== "missing") expect(problem).toBeNull();
  });

  it("tells every key of packs and rules, and which may be left out", () => {
    expect(Object.keys(RULE_KEYS)).toEqual(Object.keys(ruleEntry.shape));
    expect(Object.keys(PACK_KEYS)).toEqual(Object.keys(packFile.shape));
    const missing = ruleEntry.safeParse({}).error?.issues.map(({ path }) => String(path[0]));
    expect(Object.keys(RULE_KEYS).filter(key => !OPTIONAL.has(key as never))).toEqual(missing);
  });

  it("tells every function, method, phase and gap", () => {
    expect(Object.keys(FUNCTIONS).toSorted()).toEqual(Object.keys(MEASURES).toSorted());
    for (const [name, { written, call }] of Object.entries(FUNCTIONS)) {
      expect(call).toMatch(new RegExp(`^${name}\\(`));
      expect(written).toContain(`${name}(`);
    }
    expect(Object.keys(METHODS).toSorted()).toEqual(Object.keys(QUANTIFIERS).toSorted());
    expect(Object.keys(PHASE_WORDS).toSorted()).toEqual(Object.keys(PHASES).toSorted());
    expect(Object.keys(GAPS).toSorted()).toEqual([...ruleEntry.shape.gap.unwrap().options].toSorted());
  });

  it.each(EDGE_EXAMPLES)("%s is a moment of the day", written => {
    expect(edge(written.replaceAll('"', "")).is).toBe("told");
  });

  it("is what docs/rules.md says", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/rules.md"), "utf8");
    expect(page).toBe(rulesPage());
  });
});

describe("the first rule", () => {
  it("is judged in the example hall, for every room that has an air-conditioner and a window", () => {
    const parsed = parseSite(SITE, "hall.yaml");
    if (parsed.is === "refused") throw new Error("the example hall is wrong");
    const book = rulebook({ ...parsed.site, settings: {} }, [firstPack()]);
    expect([book.problems, book.lacking]).toEqual([[], []]);
    expect(book.instances.map(({ key }) => key)).toEqual([
      "cooling-with-window-open/AC-off1",
      "cooling-with-window-open/AC-off2",
    ]);
  });

  it("passes its rule test, and fails it when it is changed", () => {
    const failures = (text: string): string => {
      const parsed = parseSite(SITE, "hall.yaml");
      const drafted = draftTimeline(text, "my-rules.timeline.yaml");
      if (parsed.is === "refused" || drafted.is === "refused")
        throw new Error("the first rule test is wrong");
      const hall = testHall({ ...parsed.site, settings: {} }, [firstPack()], {}, ["GA-1.2-15"]);
      const resolved = resolveTimeline(drafted.draft, hall, []);
      if (resolved.is === "refused")
        throw new Error(resolved.problems.map(({ message }) => message).join("\n"));
      const look = { timeZone: "Asia/Shanghai", language: "en", lineOf: () => 1 } as const;
      return renderFailures(runTimeline(resolved.timeline, hall), look);
    };
    expect(failures(FIRST_TEST)).toBe("");
    expect(failures(FIRST_TEST.replace('opened: "10:10"', 'opened: "10:11"'))).toContain("≠");
  });
});
