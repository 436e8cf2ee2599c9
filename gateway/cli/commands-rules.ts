import { type Command, Option } from "commander";
import { optionsFor } from "./options.ts";
import { replayOptions } from "./replay-options.ts";
import type { Words } from "./words/language.ts";

/** The commands about rules, `hallwatch rules …`; each one's file is imported only when it runs. */
export const rulesCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const command = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch rules ${example}\n`);

  command("test", "play rule tests (*.timeline.yaml) and say what is not as they expect", "test -v my-tests/")
    .argument("[path...]", "files and directories (default: the tests of the packs)")
    .option("-v, --verbose", "one line for every test", false)
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json"]).default("text"))
    .option("--junit <file>", "also write the result as JUnit XML")
    .action(async (paths, options) =>
      done(await (await import("./rules-test.ts")).rulesTest(paths, options, words)),
    );

  const option = replayOptions(words);
  const replaying = (each: Command): Command =>
    each
      .addOption(option.from())
      .addOption(option.to())
      .addOption(option.history())
      .addOption(option.acknowledgeAfter())
      .addOption(option.warmUp())
      .addOption(option.shifts())
      .addOption(option.rule())
      .addOption(option.target())
      .addOption(option.zone())
      .addOption(option.role())
      .addOption(new Option("--format <form>", "how to print").choices(["text", "json"]).default("text"));

  replaying(
    command(
      "replay",
      "let the rules judge what was recorded, and say what they would have found",
      "replay hall.yaml --from 2025-06-01 --to 2025-07-01",
    ).argument("[site]", "site file (default: HALLWATCH_CONFIG)"),
  ).action(async (site, options) =>
    done(await (await import("./rules-replay.ts")).rulesReplay(site, options, words)),
  );

  replaying(
    command(
      "diff",
      "say which alerts would come, go or move if other rules had judged what was recorded",
      "diff old-rules.yaml new-rules.yaml --config hall.yaml --from 2025-06-01",
    )
      .argument("<old>", "site file, pack, or directory of packs")
      .argument("<new>", "another one of the same kind")
      .addOption(new Option("--config <file>", "site file, when packs are compared").env("HALLWATCH_CONFIG")),
  ).action(async (before, after, options) =>
    done(await (await import("./rules-diff.ts")).rulesDiff(before, after, options, words)),
  );

  command(
    "reload",
    "have a running gateway read its rules again: all of them or, if one is wrong, none",
    "reload --http 127.0.0.1:8080",
  )
    .addOption(optionsFor(words).http("where the gateway listens"))
    .action(async options => done(await (await import("./rules-reload.ts")).rulesReload(options, words)));
};
