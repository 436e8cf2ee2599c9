import { type Command, InvalidArgumentError, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** The commands about what was certified, `hallwatch certificate …`; their file is imported only when one runs. */
export const certificateCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const command = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch certificate ${example}\n`)
      .addOption(option.http("where the gateway listens"));
  const json = () => new Option("--json", "for programs: one document of JSON").default(false);
  const day = (text: string): string => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
      throw new InvalidArgumentError(words.expected.moment);
    return text;
  };

  command("list", "certificates of the last 31 days, and the days that have none", "list --from 2025-07-01")
    .addOption(new Option("--from <day>", "first business day").argParser(day))
    .addOption(new Option("--to <day>", "last business day").argParser(day))
    .addOption(json())
    .action(async options => done(await (await import("./certificate.ts")).certificateList(options, words)));

  command("show", "one certificate, and what became of it since", "show closing-2025-07-10-1")
    .argument("<id>", "number of the certificate")
    .addOption(json())
    .action(async (id, options) =>
      done(await (await import("./certificate.ts")).certificateShow(id, options, words)),
    );

  command("verify", "is a PDF, a page or a JSON file as it was issued", "verify copy.pdf")
    .argument("<file>", "what somebody brought")
    .addOption(json())
    .action(async (file, options) =>
      done(await (await import("./certificate-file.ts")).certificateVerify(file, options, words)),
    );

  command("export", "save a certificate as it was archived", "export closing-2025-07-10-1 --pdf out.pdf")
    .argument("<id>", "number of the certificate")
    .addOption(new Option("--pdf <file>", "as a PDF").conflicts("html"))
    .option("--html <file>", "as a page")
    .action(async (id, options) =>
      done(await (await import("./certificate-file.ts")).certificateExport(id, options, words)),
    );
};
