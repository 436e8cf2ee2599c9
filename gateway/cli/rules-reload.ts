import { z } from "zod";
import { problem } from "../wire/common.ts";
import { rulesRefused, rulesReloaded } from "../wire/rules.ts";
import { type Address, ask } from "./api.ts";
import { EXIT } from "./exit.ts";
import { problemsText } from "./problems.ts";
import type { Words } from "./words/language.ts";

/** The gateway plays rule tests before it answers, and gives them two minutes. */
const PATIENCE_S = 150;

const answer = z.union([rulesReloaded, rulesRefused, problem]);

/**
 * Has a running gateway read its rules again. Exit code 2 when they are wrong, with every mistake at its place; 1 when it
 * cannot be done now.
 */
export const rulesReload = async ({ http }: { readonly http: Address }, words: Words): Promise<number> => {
  const { reload: say } = words;
  const manner = { method: "POST", patienceS: PATIENCE_S } as const;
  const said = await ask(http, "/api/rules/reload", answer, words, manner);
  if ("is" in said) {
    const { rules = 0, instances = 0, tests = 0 } = said;
    const done = `${say.done(rules, instances)}; ${say.tests(tests)}`;
    console.log(said.is === "unchanged" ? say.unchanged : done);
    return EXIT.ok;
  }
  if ("problems" in said) {
    const problems = said.problems.map(each => ({ ...each, severity: "error", length: 1 }) as const);
    console.error(`${problemsText(problems, new Map(), words)}\n\n${say.refused}`);
    return EXIT.usage;
  }
  console.error(say.not(said.message));
  return EXIT.failed;
};
