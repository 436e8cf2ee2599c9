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

  const day = (text: string): string => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
      throw new InvalidArgumentError(words.expected.moment);
    return text;
  };
  const json = () => new Option("--json", "for programs: one document of JSON").default(false);
  const number = () =>
    new Option("--number <version>", "which version (default: the latest)").argParser((text: string) => {
      if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError(words.expected.count(99_999));
      return Number(text);
    });
  const asked = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch report ${example}\n`)
      .addOption(option.http("where the gateway listens"));

  asked("list", "reports by the time that they tell of, the latest first", "list --cycle daily")
    .addOption(
      new Option("--cycle <cycle>", "only of one kind").choices([
        "daily",
        "weekly",
        "monthly",
        "quarterly",
        "half-yearly",
        "yearly",
        "flash",
      ]),
    )
    .addOption(new Option("--from <day>", "first day").argParser(day))
    .addOption(new Option("--to <day>", "last day").argParser(day))
    .addOption(json())
    .action(async options => done(await (await import("./report-read.ts")).reportsList(options, words)));

  asked("show", "what a report says, and who stands by it", "show daily-facility/2025-07-21")
    .argument("<id>", "as report list names it")
    .addOption(number())
    .addOption(json())
    .action(async (id, options) =>
      done(await (await import("./report-read.ts")).reportShow(id, options, words)),
    );

  asked("draft", "what a report that is not drawn up yet would say now", "draft monthly-energy/2025-07-01")
    .argument("<id>", "as report list names it")
    .addOption(json())
    .action(async (id, options) =>
      done(await (await import("./report-read.ts")).reportDraft(id, options, words)),
    );

  asked(
    "export",
    "save all files of a report as they were archived",
    "export daily-facility/2025-07-21 --to .",
  )
    .argument("<id>", "as report list names it")
    .addOption(number())
    .addOption(new Option("--to <directory>", "where to").default("."))
    .action(async (id, options) =>
      done(await (await import("./report-read.ts")).reportExport(id, options, words)),
    );

  group
    .command("verify")
    .description("are all archived reports as they were written, and is every version of the record there")
    .addHelpText("before", "Example:\n  $ npx hallwatch report verify --data /var/lib/hallwatch\n")
    .addOption(option.data())
    .addOption(json())
    .action(async options => done(await (await import("./report-verify.ts")).reportVerify(options, words)));

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
