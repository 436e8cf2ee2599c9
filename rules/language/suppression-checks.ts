import type { Report } from "../site/findings.ts";
import type { Path } from "../site/yaml-source.ts";
import { classOf } from "./classes.ts";
import type { LoosePack, LooseRule } from "./loose-pack.ts";
import type { Rule } from "./rule.ts";

/**
 * Tells what is wrong with the suppressions of a pack though each has its form: twins, one that explains nothing, itself,
 * or a matter of life and death.
 *
 * @param lineOf  the line of the file where something stands
 */
export const checkSuppressions = (
  { suppressions, rules }: LoosePack,
  report: Report,
  lineOf: (path: Path) => number,
): void => {
  const seen = new Set<string>();
  for (const [index, { id, cause, facts, kinds }] of suppressions.entries()) {
    const path = ["suppressions", index] as const;
    if (id !== undefined && seen.has(id)) {
      const first = suppressions.findIndex(each => each.id === id);
      const help = `the first one is in line ${lineOf(["suppressions", first, "id"])}`;
      const why = `suppression "${id}" is there twice`;
      report({ code: "CFG504", path: [...path, "id"], at: "value", why, help });
    }
    seen.add(id ?? "");
    if (facts?.length === 0 && kinds?.length === 0)
      report({
        code: "CFG508",
        path: [...path, "id"],
        at: "value",
        why: "it names neither facts nor kinds: it explains nothing",
        help: "facts: [device-down], or kinds: [air-conditioner]",
      });
    for (const [item, fact] of (facts ?? []).entries()) {
      const deadly = rules.find(rule => rule.fact === fact && isLifeSafety(rule));
      const at = { path: [...path, "facts", item], at: "value" } as const;
      if (fact === cause)
        report({ code: "CFG508", ...at, why: `"${fact}" cannot explain itself`, help: "leave it out" });
      else if (deadly !== undefined) report({ code: "CFG508", ...at, ...lifeSafety(fact, deadly.id ?? "") });
    }
  }
};

/** Why a fact cannot be suppressed that a rule of the class life-safety finds. */
export const lifeSafety = (fact: string, rule: string): { readonly why: string; readonly help: string } => ({
  why: `"${fact}" is a matter of life safety (rule ${rule}): nothing explains it away`,
  help: "leave it out",
});

const isLifeSafety = ({ class: said, each, level }: LooseRule): boolean =>
  each !== undefined && level !== undefined && isOfLifeSafety({ each, level, ...(said && { class: said }) });

/** Whether what a rule finds can never be put aside. */
export const isOfLifeSafety = (rule: Pick<Rule, "class" | "each" | "level">): boolean =>
  classOf(rule) === "life-safety";
