import { type Command, Option } from "commander";
import type { Words } from "./words/language.ts";

/** The commands about the floor plan, `hallwatch plan …`; their file is imported only when one runs. */
export const planCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  group
    .command("check")
    .description("list zones and points without a place, and ids in pictures that the hall does not have")
    .addHelpText("before", "Example:\n  $ npx hallwatch plan check hall.yaml\n")
    .argument("<file>", "site file")
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async (file, options) =>
      done(await (await import("./plan-check.ts")).planCheck(file, options, words)),
    );
};
