import { type Command, InvalidArgumentError, Option } from "commander";
import { moment } from "./moments.ts";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** `hallwatch history` and `hallwatch history export`; their files are imported only when one runs. */
export const historyCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const time = (flags: string, description: string) =>
    new Option(flags, description).makeOptionMandatory().argParser((text: string) => {
      const value = moment(text);
      if (value === null) throw new InvalidArgumentError(words.expected.moment);
      return value;
    });

  group
    .addOption(option.data())
    .addOption(new Option("--verify", "read every file and compare its checksum").default(false))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async options => done(await (await import("./history.ts")).history(options, words)));

  group
    .command("export")
    .description("write readings of points to a file, also while the gateway runs")
    .addHelpText(
      "before",
      "Example:\n  $ npx hallwatch history export hall.yaml --points meter.power,D1.lock --from 2025-07-01 --to 2025-08-01 --out july.csv\n",
    )
    .argument("[site]", "site file (default: HALLWATCH_CONFIG)")
    .addOption(option.data())
    .addOption(
      new Option("--points <ids>", "which points: a,b (default: all)").argParser((text: string) =>
        text.split(",").filter(id => id !== ""),
      ),
    )
    .addOption(time("--from <time>", "first moment"))
    .addOption(time("--to <time>", "moment before which it ends"))
    .addOption(
      new Option("--format <form>", "of the file").choices(["csv", "parquet", "lines"]).default("csv"),
    )
    .addOption(new Option("--out <file>", "file to write (default: standard output)"))
    // `--data` is an option of the group as well, which takes it wherever it stands.
    .action(async (site, _options, command: Command) =>
      done(await (await import("./history-export.ts")).historyExport(site, command.optsWithGlobals(), words)),
    );
};
