import { type Command, InvalidArgumentError, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

const MOST_DAYS = 60;

/** `hallwatch roster` and `hallwatch roster import`; their files are imported only when one runs. */
export const rosterCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const days = (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > MOST_DAYS)
      throw new InvalidArgumentError(words.expected.count(MOST_DAYS));
    return value;
  };

  group
    .argument("[site]", "site file (default: what the running gateway says)")
    .addOption(
      new Option("--days <n>", `how many days, ${MOST_DAYS} at most`).argParser(days).default(14, "14"),
    )
    .addOption(option.begin("the hall's time that is taken for now, ISO 8601"))
    .addOption(option.http("where the gateway listens"))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async (site, options) => done(await (await import("./roster.ts")).roster(site, options, words)));

  group
    .command("import")
    .description("check a roster (CSV: date,from,to,role,person) and put it beside the site file")
    .addHelpText("before", "Example:\n  $ npx hallwatch roster import july.csv --config hall.yaml\n")
    .argument("<csv>", "roster to take")
    .addOption(option.config())
    .action(async (csv, options) =>
      done(await (await import("./roster-import.ts")).rosterImport(csv, options, words)),
    );
};
