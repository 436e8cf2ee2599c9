import { type Command, InvalidArgumentError, Option } from "commander";
import { moment } from "./moments.ts";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

const number = (words: Words) => (text: string) => {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError(words.expected.number);
  return value;
};

/** `hallwatch energy`; its file is imported only when it runs. */
export const energyCommand = (command: Command, words: Words, done: (code: number) => void): void => {
  const day = (text: string): string => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
      throw new InvalidArgumentError(words.expected.moment);
    return text;
  };
  command
    .addOption(new Option("--from <day>", "first day (default: today)").argParser(day))
    .addOption(new Option("--to <day>", "last day (default: today)").argParser(day))
    .addOption(optionsFor(words).http("where the gateway listens"))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async options => done(await (await import("./energy.ts")).energy(options, words)));
};

/** `hallwatch meters`, `meters correct`, `meters replaced`; their file is imported only when one runs. */
export const meterCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const when = (text: string) => {
    const given = moment(text);
    if (given === null) throw new InvalidArgumentError(words.expected.moment);
    return given;
  };
  const by = () => new Option("--by <person>", "who says so, id or name").makeOptionMandatory();

  group
    .addOption(option.http("where the gateway listens"))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async options => done(await (await import("./meters.ts")).meters(options, words)));

  group
    .command("correct")
    .description("book so many kWh more (or less) of a meter for a time; it stays visible for ever")
    .addHelpText(
      "before",
      'Example:\n  $ npx hallwatch meters correct M-main --from "2025-07-08 09:00" --to "2025-07-08 12:00" --kwh 12.5 --why "read from a photo" --by F1\n',
    )
    .argument("<meter>", "id of the meter")
    .addOption(new Option("--from <time>", "beginning").argParser(when).makeOptionMandatory())
    .addOption(new Option("--to <time>", "end").argParser(when).makeOptionMandatory())
    .addOption(
      new Option("--kwh <n>", "so much more; less with a minus")
        .argParser(number(words))
        .makeOptionMandatory(),
    )
    .addOption(new Option("--why <text>", "the reason").makeOptionMandatory())
    .addOption(by())
    .action(async (meter, _, command) =>
      done(await (await import("./meters.ts")).metersCorrect(meter, command.optsWithGlobals(), words)),
    );

  group
    .command("replaced")
    .description("say that a new meter was put in")
    .addHelpText(
      "before",
      'Example:\n  $ npx hallwatch meters replaced M-main --at "2025-07-08 10:20" --end 84213.6 --start 0 --by F1\n',
    )
    .argument("<meter>", "id of the meter")
    .addOption(new Option("--at <time>", "when").argParser(when).makeOptionMandatory())
    .addOption(
      new Option("--start <kWh>", "what the new one began with")
        .argParser(number(words))
        .makeOptionMandatory(),
    )
    .addOption(new Option("--end <kWh>", "what the old one ended with").argParser(number(words)))
    .addOption(new Option("--serial <text>", "serial number of the new one"))
    .addOption(new Option("--why <text>", "anything to add"))
    .addOption(by())
    .action(async (meter, _, command) =>
      done(await (await import("./meters.ts")).metersReplaced(meter, command.optsWithGlobals(), words)),
    );
};
