import { type Command, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** `hallwatch store check`; its file is imported only when it runs. */
export const storeCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  group
    .command("check")
    .description("look at each database of a site file: reachable, writes and reads back, retention, spool")
    .addHelpText("before", "Example:\n  $ npx hallwatch store check hall.yaml --name influx\n")
    .argument("[site]", "site file (default: HALLWATCH_CONFIG)")
    .addOption(option.data())
    .addOption(new Option("--name <name>", "only this one of history.influx"))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async (site, options) =>
      done(await (await import("./store-check.ts")).storeCheck(site, options, words)),
    );
};
