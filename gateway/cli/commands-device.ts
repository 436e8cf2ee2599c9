import { type Command, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** The commands about credentials of devices, `hallwatch device …`; their file is imported only when one runs. */
export const deviceCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const command = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch device ${example}\n`)
      .addOption(option.data());

  command("list", "who may come to the hall's own broker", "list --data /var/lib/hallwatch")
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async options => done((await import("./device.ts")).deviceList(options, words)));

  command(
    "add",
    "give a device, a bridge or a program a token",
    "add z2m --for D1 D2 --topic 'zigbee2mqtt/#'",
  )
    .argument("<id>", "its user name and client id: usually the id in the site file")
    .option("--for <id...>", "equipment and zones that it speaks for, instead of its own id")
    .option("--topic <filter...>", "further topics on which it may publish and subscribe")
    .option("--service", "a program that reads what all devices say, and is none itself", false)
    .option("--config <file>", "site file: check that what it speaks for is there")
    .action(async (id, options) => done(await (await import("./device.ts")).deviceAdd(id, options, words)));

  command("rotate", "give a device a new token; the one before holds until the next", "rotate D1")
    .argument("<id>", "of the credential")
    .option("--now", "the old tokens are worth nothing from now on", false)
    .action(async (id, options) =>
      done(await (await import("./device.ts")).deviceRotate(id, options, words)),
    );

  command("remove", "take a credential away; who uses it is cut off", "remove D1")
    .argument("<id>", "of the credential")
    .action(async (id, options) =>
      done(await (await import("./device.ts")).deviceRemove(id, options, words)),
    );
};
