import { type Command, InvalidArgumentError, Option } from "commander";
import { moment } from "./moments.ts";
import { optionsFor } from "./options.ts";
import { whereabouts } from "./whereabouts.ts";
import type { Words } from "./words/language.ts";

/** The reports, `hallwatch report …`; each one's file is imported only when it runs. */
export const reportCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const time = (flags: string, description: string) =>
    new Option(flags, description).argParser((text: string) => {
      const value = moment(text);
      if (value === null) throw new InvalidArgumentError(words.expected.moment);
      return value;
    });

  group
    .command("alarm-load")
    .description("say how the alerts of a time were to live with, and what to change at what price")
    .addHelpText(
      "before",
      "Example:\n  $ npx hallwatch report alarm-load hall.yaml --from 2025-07-01 --to 2025-08-01 --per week\n",
    )
    .argument("[site]", "site file (default: HALLWATCH_CONFIG)")
    .addOption(option.data())
    .addOption(time("--from <time>", "first moment (default: seven days before the end)"))
    .addOption(time("--to <time>", "moment before which it ends (default: now)"))
    .addOption(
      new Option("--per <period>", "a row for each shift or week")
        .choices(["shift", "week"])
        .default("shift"),
    )
    .addOption(
      new Option(
        "--history <where>",
        "also try dead-bands on these readings: embedded:<data dir>, influx:<name> or csv:<file>",
      ).argParser((text: string) => {
        const value = whereabouts(text);
        if (value === null) throw new InvalidArgumentError(words.expected.history);
        return value;
      }),
    )
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async (site, options) =>
      done(await (await import("./report-alarm-load.ts")).reportAlarmLoad(site, options, words)),
    );
};
