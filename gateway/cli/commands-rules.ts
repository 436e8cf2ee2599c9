import { type Command, Option } from "commander";
import type { Words } from "./words/language.ts";

/** The commands about rules, `hallwatch rules …`; each one's file is imported only when it runs. */
export const rulesCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const command = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch rules ${example}\n`);

  command("test", "play rule tests (*.timeline.yaml) and say what is not as they expect", "test -v my-tests/")
    .argument("[path...]", "files and directories (default: the tests of the packs)")
    .option("-v, --verbose", "one line for every test", false)
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json"]).default("text"))
    .option("--junit <file>", "also write the result as JUnit XML")
    .action(async (paths, options) =>
      done(await (await import("./rules-test.ts")).rulesTest(paths, options, words)),
    );
};
