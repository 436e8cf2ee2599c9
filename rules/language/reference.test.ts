import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLASSES } from "./classes.ts";
import { compileCondition, compileNumber, compileStatic } from "./compile.ts";
import { completeHall } from "./complete-hall.ts";
import { dutyEntry } from "./duty-schema.ts";
import { edge, PHASES } from "./edges.ts";
import { QUANTIFIERS } from "./groups.ts";
import { MEASURES } from "./over-time.ts";
import { parsePack } from "./pack.ts";
import { packFile, ruleEntry } from "./pack-schema.ts";
import { CUE_EXAMPLE, DUTY_EXAMPLE } from "./reference/duties.ts";
import { ASK_EXAMPLES, DUTY_KEYS, DUTY_OPTIONAL, LATE_KEYS, TIME_EXAMPLES } from "./reference/duty-keys.ts";
import { EXAMPLE_SETTINGS, type Example } from "./reference/example.ts";
import { SUPPRESSION_EXAMPLE } from "./reference/explaining.ts";
import { FIRST_PACK, FIRST_TEST } from "./reference/first-rule.ts";
import { COLLECTIONS, FUNCTIONS, METHODS, WINDOWS } from "./reference/functions.ts";
import {
  EDGE_EXAMPLES,
  GAPS,
  OPTIONAL,
  PACK_KEYS,
  PHASE_WORDS,
  RULE_KEYS,
  SUPPRESSION_KEYS,
  SUPPRESSION_OPTIONAL,
} from "./reference/keys.ts";
import { NAMES, OPERATORS, UNITS, VALUES } from "./reference/names.ts";
import { rulesPage } from "./reference.ts";
import { suppressionEntry } from "./suppression-schema.ts";

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
    expect(Object.keys(SUPPRESSION_KEYS)).toEqual(Object.keys(suppressionEntry.shape));
    const lacking = suppressionEntry.safeParse({}).error?.issues.map(({ path }) => String(path[0]));
    expect(Object.keys(SUPPRESSION_KEYS).filter(key => !SUPPRESSION_OPTIONAL.has(key as never))).toEqual(
      lacking,
    );
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

  it("shows each of them", () => {
    const page = rulesPage();
    for (const { written, says } of examples) {
      expect(page).toContain(written.replaceAll("|", "\\|"));
      expect(page).toContain(says.replaceAll("|", "\\|"));
    }
    for (const text of [FIRST_PACK, FIRST_TEST]) expect(page).toContain(text);
  });

  it("shows a suppression that a pack can have, and every class", () => {
    const parsed = parsePack(`${FIRST_PACK}\n${SUPPRESSION_EXAMPLE}`, "my-rules.yaml");
    expect(parsed.is === "refused" ? parsed.problems : parsed.pack.suppressions).toHaveLength(1);
    for (const word of Object.keys(CLASSES)) expect(rulesPage()).toContain(`| \`${word}\` |`);
  });

  it("tells every key of duties, and reads each time and question that it shows", () => {
    expect(Object.keys(DUTY_KEYS)).toEqual(Object.keys(dutyEntry.shape));
    const missing = dutyEntry.safeParse({}).error?.issues.map(({ path }) => String(path[0]));
    expect(Object.keys(DUTY_KEYS).filter(key => !DUTY_OPTIONAL.has(key as never))).toEqual(missing);
    expect(Object.keys(LATE_KEYS)).toEqual(Object.keys(dutyEntry.shape.late.unwrap().shape));
    const times = TIME_EXAMPLES.map(([when]) => DUTY_EXAMPLE.replace(/when: .*/, `when: ${when}`));
    const asks = ASK_EXAMPLES.map(([ask]) => DUTY_EXAMPLE.replace(/- \{ id: gauge.*/, `- ${ask}`));
    for (const text of [DUTY_EXAMPLE, ...times, ...asks]) {
      const parsed = parsePack(`${FIRST_PACK}\n${text}`, "my-rules.yaml");
      expect(parsed.is === "refused" ? parsed.problems : parsed.pack.duties).toHaveLength(1);
    }
    const cue = parsePack(`${FIRST_PACK.split("rules:")[0]}${CUE_EXAMPLE}`, "my-rules.yaml");
    expect(cue.is === "refused" ? cue.problems : cue.pack.rules[0]?.level).toBe("cue");
  });

  it("is what docs/rules.md says", () => {
    expect(readFileSync(join(import.meta.dirname, "../../docs/rules.md"), "utf8")).toBe(rulesPage());
  });
});
