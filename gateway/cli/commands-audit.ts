import { type Command, InvalidArgumentError, Option } from "commander";
import type { TrailHead } from "../ports/audit.ts";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** The commands about the trail of what happened, `hallwatch audit …`; their file is imported only when one runs. */
export const auditCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const json = () => new Option("--json", "for programs: one document of JSON").default(false);
  const noted = (text: string): TrailHead => {
    const [, seq = "", hash = ""] =
      /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text.replaceAll(/\s/g, "")) ?? [];
    if (hash === "") throw new InvalidArgumentError(words.audit.expected);
    return { seq: Number(seq), hash: hash.toLowerCase() };
  };

  group
    .command("verify")
    .description("go over all that was recorded: is anything edited, deleted, inserted, moved or cut off")
    .addHelpText("before", "Example:\n  $ npx hallwatch audit verify --data /var/lib/hallwatch\n")
    .addOption(option.data())
    .option("--anchors <file>", "a copy of the anchors from elsewhere (default: those in the directory)")
    .addOption(new Option("--head <seq:hash>", "an end that `audit head` printed earlier").argParser(noted))
    .addOption(json())
    .action(async options => done((await import("./audit.ts")).auditVerify(options, words)));

  group
    .command("head")
    .description("print the end of the trail, to be kept where nobody can change it")
    .addHelpText("before", "Example:\n  $ npx hallwatch audit head --data /var/lib/hallwatch\n")
    .addOption(option.data())
    .addOption(json())
    .action(async options => done((await import("./audit.ts")).auditHead(options)));
};
