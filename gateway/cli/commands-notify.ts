import { type Command, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** The commands about how people are told, `hallwatch notify …`; their file is imported only when one runs. */
export const notifyCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);

  group
    .command("test")
    .description("have a running gateway send a marked test message to one person")
    .addHelpText("before", "Example:\n  $ npx hallwatch notify test G1 --channel mail\n")
    .argument("<person>", "id or name")
    .option("--channel <name>", "only by this one (default: all of the person's)")
    .addOption(option.http("where the gateway listens"))
    .action(async (person, options) =>
      done(await (await import("./notify.ts")).notifyTest(person, options, words)),
    );

  group
    .command("status")
    .description("list the channels with what last went out and what last failed, and who cannot be told")
    .addHelpText("before", "Example:\n  $ npx hallwatch notify status\n")
    .addOption(option.http("where the gateway listens"))
    .addOption(new Option("--json", "for programs: one line of JSON").default(false))
    .action(async options => done(await (await import("./notify.ts")).notifyState(options, words)));
};
