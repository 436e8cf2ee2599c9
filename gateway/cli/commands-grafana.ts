import { type Command, InvalidArgumentError, Option } from "commander";
import { parseDuration } from "#rules/site/durations.ts";
import type { Words } from "./words/language.ts";

/** The commands about a Grafana, `hallwatch grafana …`; their file is imported only when one runs. */
export const grafanaCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const length = (text: string): number => {
    const value = parseDuration(text);
    if (value === null) throw new InvalidArgumentError(words.expected.length);
    return value;
  };
  const command = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ GRAFANA_TOKEN=… npx hallwatch grafana ${example}\n`)
      .requiredOption("--url <url>", "of Grafana, such as http://grafana:3000")
      .addOption(
        new Option("--token-env <name>", "environment variable with the token of a service account").default(
          "GRAFANA_TOKEN",
        ),
      )
      .option("--token-file <file>", "file with the token instead")
      .addOption(
        new Option("--variant <language>", "of the database that Grafana asks: InfluxDB or VictoriaMetrics")
          .choices(["influxql", "promql"])
          .default("influxql"),
      )
      .option("--boards <dir>", "boards of your own instead of those that come with this version")
      .option("--config <file>", "site file: boards get the hall's time zone and its link to the console")
      .addOption(new Option("--json", "for programs: one document of JSON").default(false));

  command(
    "push",
    "write folder, boards and data source into Grafana; what is there already stays as it is",
    "push --url http://grafana:3000 --config hall.yaml",
  )
    .option("--store <url>", "make the data source too: the database as Grafana reaches it (role Admin)")
    .option("--database <name>", "of InfluxDB", "hallwatch")
    .option("--store-user <name>", "user of the database that only reads")
    .option("--store-password-env <name>", "environment variable with its password")
    .option("--gateway <url>", "make the sources of alerts and rules too: the gateway as Grafana reaches it")
    .option("--gateway-token-env <name>", "environment variable with a relay's token, for silences")
    .option("--force", "write what is there already too: somebody may have changed it by hand", false)
    .action(async options => done(await (await import("./grafana-push.ts")).grafanaPush(options, words)));

  command(
    "check",
    "ask Grafana every query of every board, and how its data sources do",
    "check --url http://grafana:3000 --last '24 h'",
  )
    .option("--source <uid>", "data source that the boards ask (default: the one that push makes)")
    .option("--last <length>", "ask for this long instead of each board's own time", length)
    .option("--strict", "an empty panel counts as a problem", false)
    .action(async options => done(await (await import("./grafana-check.ts")).grafanaCheck(options, words)));
};
