import { Argument, Command, Option } from "commander";
import { accountCommands } from "./commands-account.ts";
import { auditCommands } from "./commands-audit.ts";
import { backupCommands, restoreCommand } from "./commands-backup.ts";
import { certificateCommands } from "./commands-certificate.ts";
import { deviceCommands } from "./commands-device.ts";
import { doctorCommand } from "./commands-doctor.ts";
import { energyCommand, meterCommands } from "./commands-energy.ts";
import { grafanaCommands } from "./commands-grafana.ts";
import { historyCommands } from "./commands-history.ts";
import { modbusCommands } from "./commands-modbus.ts";
import { mqttCommands } from "./commands-mqtt.ts";
import { notifyCommands } from "./commands-notify.ts";
import { planCommands } from "./commands-plan.ts";
import { reportCommands } from "./commands-report.ts";
import { rosterCommands } from "./commands-roster.ts";
import { rulesCommands } from "./commands-rules.ts";
import { storeCommands } from "./commands-store.ts";
import { optionsFor } from "./options.ts";
import { VERSION } from "./version.ts";
import type { Words } from "./words/language.ts";

const EXAMPLES = `Examples:
  $ npx hallwatch demo               a whole hall, simulated, 60 times as fast
  $ npx hallwatch check hall.yaml    mistakes in a site file; what rules lack
  $ npx hallwatch start --config hall.yaml --data /var/lib/hallwatch
`;

const MORE = `
Environment:
  HALLWATCH_HTTP    host:port of the console (default 127.0.0.1:8080)
  HALLWATCH_DATA    data directory (default ./data)
  HALLWATCH_CONFIG  site file
  HALLWATCH_TOKEN   proves who asks for a change (hallwatch account token)
  HALLWATCH_LOG     error, warn, info or debug (default info; demo: warn)
  LC_ALL, LANG      zh…: Chinese, else English; --lang comes first
  NO_COLOR          set: no colours; FORCE_COLOR: colours in a pipe too

Exit codes:
  0 ok · 1 a check found something, or something stopped · 2 wrong usage or
  configuration · 3 gateway not reachable, or data directory in use`;

/**
 * The commands and their options; each command's file is imported only when it runs.
 *
 * @param done  takes the exit code of the command that ran
 */
export const commands = (words: Words, done: (code: number) => void): Command => {
  const option = optionsFor(words);
  const program = new Command("hallwatch")
    .description("Watches a business hall: readings judged against its house regulations")
    .version(VERSION)
    .addOption(new Option("--lang <language>", "of texts for people").choices(["zh", "en"]))
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", MORE)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => {} }) // `main` says it, in the person's language.
    .exitOverride();
  const command = (name: string, description: string, example: string): Command =>
    program
      .command(name)
      .description(description)
      .addHelpText("before", `Example:\n  $ npx hallwatch ${example}\n`);

  command("init", "write a site file by asking, and by what answers on the wire", "init hall.yaml")
    .argument("[file]", "site file to write", "hall.yaml")
    .option(
      "--answers <file>",
      "take the answers from this file (YAML); what it lacks is asked at a terminal",
    )
    .option("--yes", "ask nothing, overwrite", false)
    .action(async (file, options) => done(await (await import("./init.ts")).init(file, options, words)));

  command("start", "run the gateway of one hall", "start --config hall.yaml --data /var/lib/hallwatch")
    .addOption(option.config())
    .addOption(option.data())
    .addOption(option.http("where console and API listen"))
    .addOption(option.speed("rehearsal: run the hall's clock n times as fast", 1).hideHelp())
    .addOption(option.begin("rehearsal: the hall's time at start, ISO 8601").hideHelp())
    .addOption(option.origin())
    .action(async options => done(await (await import("./start.ts")).start(options, words)));

  command(
    "demo",
    "run a simulated hall with everything embedded, on a fast clock",
    "demo --speed 120 --fault door-unlocked:D3 silent:D4",
  )
    .addOption(option.speed("how many times as fast as real", 60))
    .addOption(option.seed("the same seed gives the same evening"))
    .addOption(option.begin().default(new Date("2025-07-08T17:00:00+08:00"), "2025-07-08T17:00+08:00"))
    .option(
      "--fault <name...>",
      "what goes wrong (default: setpoint, light-left-on, door-unlocked, silent); none: a good evening",
    )
    .option("--influx <url>", "also write everything to this InfluxDB or VictoriaMetrics")
    .addOption(option.data())
    .addOption(option.http("where console and API listen"))
    .action(async options => done(await (await import("./demo.ts")).demo(options, words)));

  command(
    "simulate",
    "run only the devices of a site file, over the wire",
    "simulate --config hall.yaml --fault door-unlocked:D3",
  )
    .addOption(option.config())
    .addOption(option.speed("how many times as fast as real", 1))
    .addOption(option.seed("the same seed gives the same day"))
    .addOption(option.begin())
    .addOption(option.origin())
    .option("--fault <name...>", "what goes wrong from the start, as name or name:target")
    .option(
      "--tokens <file>",
      "the devices' tokens, where the broker asks for them: a line `<id> <token>` each",
    )
    .action(async options => done(await (await import("./simulate.ts")).simulate(options)));

  command(
    "check",
    "validate a site file and its packs; list what each rule needs and lacks",
    "check --strict hall.yaml",
  )
    .argument("<file...>", "site files")
    .addOption(new Option("--format <form>", "how to print").choices(["text", "json"]).default("text"))
    .option("--strict", "warnings count as errors", false)
    .option("--all", "list every clause that is not covered", false)
    .action(async (files, options) => done(await (await import("./check.ts")).check(files, options, words)));

  command("explain", "say what a code of a mistake means and what to do", "explain CFG102")
    .argument("[code...]", "as messages show it; without one, all are listed")
    .action(async codes => done(await (await import("./explain.ts")).explain(codes, words)));

  command(
    "points",
    "show the live values of a running gateway, with age and quality",
    "points --watch AC-hall D3",
  )
    .argument("[id...]", "only points whose id contains one of these")
    .addOption(option.http("where the gateway listens"))
    .option("--watch", "refresh every second until Ctrl-C", false)
    .option("--json", "for programs: one line of JSON each time", false)
    .action(async (ids, options) => done(await (await import("./points.ts")).points(ids, options, words)));

  command(
    "schema",
    "print the JSON Schema of the site file or of rule tests, for editors",
    "schema > hall.schema.json",
  )
    .addArgument(new Argument("[kind]", "of file").choices(["site", "rule-test"]).default("site"))
    .action(async kind => done(await (await import("./schema.ts")).schema(kind)));

  command("profiles", "show the device models that can be read without code", "profiles eastron-sdm630")
    .argument("[id]", "a profile, part of a name, or the path of a page of your own")
    .option("--json", "for programs: one document of JSON", false)
    .action(async (id, options) => done(await (await import("./profiles.ts")).profiles(id, options, words)));

  rulesCommands(command("rules", "test the rules of packs and halls", "rules test"), words, done);

  auditCommands(command("audit", "check that the record is as it was written", "audit verify"), words, done);

  backupCommands(
    command(
      "backup",
      "copy a hall, check and list copies",
      "backup --to /mnt/backup --config hall.yaml --data ./data",
    ),
    words,
    done,
  );

  restoreCommand(
    command(
      "restore",
      "put a backup into an empty data directory",
      "restore /mnt/backup/hall-2025-07-08T18-30-00Z --data ./data",
    ),
    words,
    done,
  );

  accountCommands(command("account", "see and change who may sign in", "account link G1"), words, done);

  deviceCommands(
    command("device", "see and change which devices may come to the hall's broker", "device add D1"),
    words,
    done,
  );

  certificateCommands(
    command("certificate", "see, check and save what was certified", "certificate verify copy.pdf"),
    words,
    done,
  );

  rosterCommands(
    command(
      "roster",
      "show who is on duty, who is away, and the days without a duty manager",
      "roster hall.yaml",
    ),
    words,
    done,
  );

  energyCommand(
    command(
      "energy",
      "what the hall used, by meter, with cost, CO2 and what findings cost",
      "energy --from 2025-07-01",
    ),
    words,
    done,
  );

  meterCommands(
    command("meters", "show what meters stand at and what happened to them; put them right", "meters"),
    words,
    done,
  );

  historyCommands(
    command(
      "history",
      "say what history is kept: days, sizes, what came late, what cannot be read",
      "history --data /var/lib/hallwatch",
    ),
    words,
    done,
  );

  storeCommands(
    command("store", "look at the databases that receive readings as well", "store check hall.yaml"),
    words,
    done,
  );

  planCommands(command("plan", "check the floor plan of a site file", "plan check hall.yaml"), words, done);

  reportCommands(
    command("report", "see, check and save reports; say how alerts were to live with", "report list"),
    words,
    done,
  );

  doctorCommand(
    command(
      "doctor",
      "look at machine, configuration, sources and points; say what to do",
      "doctor --config hall.yaml",
    ),
    words,
    done,
  );

  modbusCommands(
    command("modbus", "find devices on a Modbus wire and read their registers", "modbus scan 10.0.0.7"),
    words,
    done,
  );

  mqttCommands(command("mqtt", "find devices on an MQTT broker", "mqtt listen"), words, done);

  grafanaCommands(
    command(
      "grafana",
      "write the boards into a Grafana, and check them there",
      "grafana check --url http://grafana:3000",
    ),
    words,
    done,
  );

  notifyCommands(command("notify", "see how people are told, and test it", "notify test G1"), words, done);

  return program;
};
