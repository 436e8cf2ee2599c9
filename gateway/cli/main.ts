import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { Fault } from "../ports/fault.ts";
import { EXIT, Stop } from "./exit.ts";
import { VERSION } from "./version.ts";

/**
 * The command line. Each command is imported only when it runs.
 *
 * @returns the exit code
 */
export const main = async (args: readonly string[]): Promise<number> => {
  let code: number = EXIT.ok;
  const program = commands(result => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof Stop) {
      if (error.message !== "") console.error(error.message);
      return error.code;
    }
    if (error instanceof Fault) {
      console.error(`hallwatch: ${error.message}`);
      return error.code === "DATA_DIRECTORY_IN_USE" ? EXIT.unreachable : EXIT.usage;
    }
    throw error;
  }
};

const HELP = `
Examples:
  $ npx hallwatch demo                                   a whole hall, simulated, 60 times as fast
  $ npx hallwatch check hall.yaml                        what is wrong with a site file, and what its rules lack
  $ npx hallwatch start --config hall.yaml --data /var/lib/hallwatch

Environment:
  HALLWATCH_HTTP    host:port of the console (default 127.0.0.1:8080)
  HALLWATCH_DATA    data directory (default ./data)
  HALLWATCH_CONFIG  site file
  HALLWATCH_LOG     error, warn, info or debug (default info; demo: warn)

Exit codes: 0 ok · 1 the check found something · 2 wrong usage or configuration · 3 gateway not reachable or data in use`;

const commands = (done: (code: number) => void): Command => {
  const program = new Command("hallwatch")
    .description("Watches a business hall: readings judged against its house regulations")
    .version(VERSION)
    .showHelpAfterError("(hallwatch --help shows what there is)")
    .addHelpText("after", HELP)
    .exitOverride();

  program
    .command("start")
    .description("run the gateway of one hall")
    .addOption(config().makeOptionMandatory())
    .addOption(data())
    .addOption(http())
    .addOption(
      new Option("--speed <n>", "rehearsal: run the hall's clock n times as fast")
        .argParser(positive)
        .default(1)
        .hideHelp(),
    )
    .addOption(
      new Option("--begin <time>", "rehearsal: the hall's time at start, ISO 8601")
        .argParser(timeOfDay)
        .hideHelp(),
    )
    .addOption(
      new Option("--origin <ms>", "rehearsal: the machine's time that --begin belongs to")
        .argParser(positive)
        .hideHelp(),
    )
    .action(async options => done(await (await import("./start.ts")).start(options)));

  program
    .command("demo")
    .description("run a simulated hall with everything embedded, on a fast clock")
    .addOption(new Option("--speed <n>", "how many times as fast as real").argParser(positive).default(60))
    .addOption(
      new Option("--seed <n>", "the same seed gives the same evening").argParser(positive).default(7),
    )
    .addOption(
      new Option("--begin <time>", "the hall's time at start, ISO 8601")
        .argParser(timeOfDay)
        .default(new Date("2025-07-08T17:00:00+08:00"), "2025-07-08T17:00+08:00"),
    )
    .addOption(
      new Option(
        "--fault <name...>",
        "what goes wrong (default: setpoint, light-left-on, door-unlocked, silent); none: a good evening",
      ),
    )
    .addOption(new Option("--influx <url>", "also write everything to this InfluxDB or VictoriaMetrics"))
    .addOption(data())
    .addOption(http())
    .action(async options => done(await (await import("./demo.ts")).demo(options)));

  program
    .command("simulate")
    .description("run only the devices of a site file, over the wire")
    .addOption(config().makeOptionMandatory())
    .addOption(new Option("--speed <n>", "how many times as fast as real").argParser(positive).default(1))
    .addOption(new Option("--seed <n>", "the same seed gives the same day").argParser(positive).default(7))
    .addOption(new Option("--begin <time>", "the hall's time at start, ISO 8601").argParser(timeOfDay))
    .addOption(
      new Option("--origin <ms>", "the machine's time that --begin belongs to")
        .argParser(positive)
        .hideHelp(),
    )
    .addOption(new Option("--fault <name...>", "what goes wrong from the start, as name or name:target"))
    .action(async options => done(await (await import("./simulate.ts")).simulate(options)));

  program
    .command("check")
    .description("validate a site file and its packs; list what each rule needs and lacks")
    .argument("<file...>", "site files")
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json"]).default("text"))
    .option("--strict", "warnings count as errors", false)
    .action(async (files, options) => done(await (await import("./check.ts")).check(files, options)));

  program
    .command("points")
    .description("show the live values of a running gateway, with age and quality")
    .argument("[id...]", "only points whose id contains one of these")
    .addOption(http())
    .option("--watch", "refresh every second until Ctrl-C", false)
    .option("--json", "machine-readable", false)
    .action(async (ids, options) => done(await (await import("./points.ts")).points(ids, options)));

  program
    .command("schema")
    .description("print the JSON Schema of the site file, for editors")
    .action(async () => done(await (await import("./schema.ts")).schema()));

  return program;
};

const config = (): Option => new Option("--config <file>", "site file").env("HALLWATCH_CONFIG");
const data = (): Option =>
  new Option("--data <dir>", "data directory").env("HALLWATCH_DATA").default("./data");
const http = (): Option =>
  new Option("--http <host:port>", "where the console listens")
    .env("HALLWATCH_HTTP")
    .argParser(address)
    .default({ host: "127.0.0.1", port: 8080 }, "127.0.0.1:8080");

const positive = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError("expected a number above 0, such as 60");
  return value;
};

const timeOfDay = (text: string): Date => {
  const value = new Date(text);
  if (Number.isNaN(value.getTime()))
    throw new InvalidArgumentError("expected a time such as 2025-07-08T17:00+08:00");
  return value;
};

const address = (text: string): { host: string; port: number } => {
  const [, host = "", port = ""] = /^(?:\[?([^\]]*)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  if (port === "" || Number(port) > 65_535)
    throw new InvalidArgumentError("expected host:port, such as 127.0.0.1:8080");
  return { host: host === "" ? "127.0.0.1" : host, port: Number(port) };
};
