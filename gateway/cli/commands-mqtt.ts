import { type Command, InvalidArgumentError, Option } from "commander";
import { parseDuration } from "#rules/site/durations.ts";
import type { Words } from "./words/language.ts";

/** `hallwatch mqtt listen`; its file is imported only when it runs. */
export const mqttCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const length = (text: string): number => {
    const value = parseDuration(text);
    if (value === null || value <= 0) throw new InvalidArgumentError(words.install.expected.length);
    return value;
  };
  group
    .command("listen")
    .description("list who speaks on a broker and what model each could be; publishes nothing")
    .addHelpText("before", "Example:\n  $ npx hallwatch mqtt listen mqtt://10.0.0.2 --for 2min\n")
    .argument("[url]", "of the broker", "mqtt://127.0.0.1:1883")
    .addOption(new Option("--for <time>", "how long").argParser(length).default(60_000, "60 s"))
    .addOption(new Option("--username <name>", "the password is read from HALLWATCH_MQTT_PASSWORD"))
    .addOption(new Option("--client-id <id>", "where the broker lets a user in only under one"))
    .addOption(new Option("--zone <id>", "zone of what is found, for the site file").default("hall"))
    .addOption(new Option("--json", "for programs: one document of JSON").default(false))
    .action(async (url, options) =>
      done(await (await import("./mqtt-listen.ts")).mqttListen(url, options, words)),
    );
};
