import { type Command, Option } from "commander";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

/** The commands about backups, `hallwatch backup …`; their file is imported only when one runs. */
export const backupCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const option = optionsFor(words);
  const json = () => new Option("--json", "for programs: one document of JSON").default(false);
  const to = () => new Option("--to <dir>", "where backups are kept (default: as the site file says)");
  const example = (line: string) => `Example:\n  $ npx hallwatch backup ${line}\n`;

  group
    .command("take", { isDefault: true })
    .description("copy a hall, running or not, and check the copy")
    .addHelpText("before", example("--to /mnt/backup --config hall.yaml --data ./data"))
    .addOption(option.config())
    .addOption(option.data())
    .addOption(to())
    .addOption(json())
    .action(async options => done(await (await import("./backup.ts")).backupTake(options, words)));

  group
    .command("verify")
    .description("read a backup whole: is every bit of it as it was written")
    .addHelpText("before", example("verify /mnt/backup/hall-2025-07-08T18-30-00Z"))
    .argument("<backup>", "its directory")
    .addOption(json())
    .action(async (backup, options) =>
      done((await import("./backup.ts")).backupVerify(backup, options, words)),
    );

  group
    .command("list")
    .description("show the backups of a hall, newest first")
    .addHelpText("before", example("list --to /mnt/backup --config hall.yaml"))
    .addOption(option.config())
    .addOption(to())
    .addOption(json())
    .action(async options => done(await (await import("./backup.ts")).backupList(options, words)));
};

/** `hallwatch restore` */
export const restoreCommand = (command: Command, words: Words, done: (code: number) => void): void => {
  command
    .argument("<backup>", "directory of a backup")
    .requiredOption("--data <dir>", "data directory to make: empty, or not there yet")
    .option("--site <dir>", "where the site file and what it names go (default: site in --data)")
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async (backup, options) =>
      done(await (await import("./restore.ts")).restore(backup, options, words)),
    );
};
