import { type Command, InvalidArgumentError, Option } from "commander";
import { parseDuration } from "#rules/site/durations.ts";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** `hallwatch doctor`; its file is imported only when it runs. */
export const doctorCommand = (command: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const length = (text: string): number => {
    const value = parseDuration(text);
    if (value === null || value <= 0) throw new InvalidArgumentError(words.install.expected.length);
    return value;
  };
  command
    .addOption(new Option("--config <file>", "site file").env("HALLWATCH_CONFIG"))
    .addOption(option.data())
    .addOption(option.http("where the gateway listens, or would"))
    .addOption(
      new Option("--for <time>", "how long to listen to points where no gateway runs")
        .argParser(length)
        .default(10_000, "10 s"),
    )
    .addOption(new Option("--all", "a line for every point, the good ones too").default(false))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async options => done(await (await import("./doctor.ts")).doctor(options, words)));
};
