import { type Command, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** The commands about who may sign in, `hallwatch account …`; their file is imported only when one runs. */
export const accountCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const command = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch account ${example}\n`)
      .addOption(option.data());

  command("list", "who has an account, and which programs have a token", "list --data /var/lib/hallwatch")
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async options => done(await (await import("./account.ts")).accountList(options, words)));

  command("link", "make a link with which a person sets his PIN or password, once", "link G1")
    .argument("[person]", "id or name; not needed for the first account")
    .addOption(option.http("where the console is, for the link"))
    .action(async (person, options) =>
      done(await (await import("./account.ts")).accountLink(person, options, words)),
    );

  command("remove", "take an account away, with its sign-ins and tokens", "remove G1")
    .argument("<person>", "id or name")
    .action(async (person, options) =>
      done(await (await import("./account.ts")).accountRemove(person, options, words)),
    );

  command("token", "give a program a token, or revoke it", "token backup-script --as F1")
    .argument("<name>", "of the token")
    .option("--as <person>", "in whose name the program acts")
    .option("--relay", "the program signs people in itself and names them (Grafana)", false)
    .option("--revoke", "the token is worth nothing any more", false)
    .action(async (name, options) =>
      done(await (await import("./account.ts")).accountToken(name, options, words)),
    );
};
