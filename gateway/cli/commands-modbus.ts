import { type Command, InvalidArgumentError, Option } from "commander";
import type { SerialFormat } from "#rules/site/modbus.ts";
import { QUANTITIES } from "../install/quantity.ts";
import { serialFormat, unitsIn } from "../install/wire-address.ts";
import { optionsFor } from "./options.ts";
import type { Words } from "./words/language.ts";

const LAST_ADDRESS = 65_535;
const MOST_COUNT = 500;
const LONGEST_MS = 60_000;

/** `hallwatch modbus scan`, `modbus read` and `modbus forget`; their files are imported only when one runs. */
export const modbusCommands = (group: Command, words: Words, done: (code: number) => void): void => {
  const { expected } = words.install;
  const whole =
    (least: number, most: number) =>
    (text: string): number => {
      const value = /^0x[0-9a-f]+$/i.test(text) ? Number.parseInt(text, 16) : Number(text);
      if (!Number.isInteger(value) || value < least || value > most)
        throw new InvalidArgumentError(expected.whole(least, most));
      return value;
    };
  const units = (text: string): readonly number[] => {
    const found = unitsIn(text);
    if (!found) throw new InvalidArgumentError(expected.units);
    return found;
  };
  const format = (text: string): SerialFormat => {
    const found = serialFormat(text);
    if (!found) throw new InvalidArgumentError(expected.format);
    return found;
  };
  const wired = (command: Command): Command =>
    command
      .argument("<where>", "host[:port], /dev/ttyUSB0 or usb:<serial number>")
      .addOption(
        new Option("--framing <form>", "frames on the network").choices(["tcp", "rtu"]).default("tcp"),
      )
      .addOption(new Option("--baud <n>", "of a serial port").argParser(whole(300, 921_600)).default(9_600))
      .addOption(new Option("--format <form>", "of a serial port").argParser(format).default("8N1"))
      .addOption(new Option("--json", "for programs: one document of JSON").default(false));
  const timeout = (ms: number) =>
    new Option("--timeout <ms>", "longest wait for an answer").argParser(whole(20, LONGEST_MS)).default(ms);
  const at = (table: string) =>
    new Option(`--${table} <address>`, "first address on the wire, from 0; 0x… is hexadecimal").argParser(
      whole(0, LAST_ADDRESS),
    );

  wired(
    group
      .command("scan")
      .description("find the units on a wire and what model each is; only reads")
      .addHelpText(
        "before",
        "Example:\n  $ npx hallwatch modbus scan 10.0.0.8:4001 --framing rtu --units 1-32\n",
      ),
  )
    .addOption(
      new Option("--units <list>", "which, such as 1-32 or 1,3,7")
        .argParser(units)
        .default(unitsIn("1-247"), "1-247"),
    )
    .addOption(timeout(300))
    .addOption(new Option("--gap <ms>", "pause between two requests").argParser(whole(0, 5_000)).default(50))
    .addOption(new Option("--line <name>", "what the line is called in the site file").default("bus1"))
    .addOption(new Option("--zone <id>", "zone of what is found, for the site file").default("hall"))
    .action(async (where, options) =>
      done(await (await import("./modbus-scan.ts")).modbusScan(where, options, words)),
    );

  wired(
    group
      .command("read")
      .description("read registers in every form, the likeliest first; only reads")
      .addHelpText(
        "before",
        "Example:\n  $ npx hallwatch modbus read 10.0.0.7 --unit 3 --input 0 --count 20 --expect voltage\n",
      ),
  )
    .requiredOption("--unit <id>", "unit on the wire", whole(0, 255))
    .addOption(at("input"))
    .addOption(at("holding"))
    .addOption(at("coil"))
    .addOption(at("discrete"))
    .addOption(new Option("--count <n>", "how many").argParser(whole(1, MOST_COUNT)).default(10))
    .addOption(
      new Option("--expect <quantity>", "what the numbers should be").choices(Object.keys(QUANTITIES)),
    )
    .addOption(
      new Option("--profile <id>", "read the points of this model, and refuse it where it cannot be"),
    )
    .addOption(
      new Option("--index <n>", "which unit behind a gateway, from 0").argParser(whole(0, 1_000)).default(0),
    )
    .addOption(timeout(1_000))
    .action(async (where, options) =>
      done(await (await import("./modbus-read.ts")).modbusRead(where, options, words)),
    );

  group
    .command("forget")
    .description(
      "have a running gateway try once more what a unit refused, after it was set right or replaced",
    )
    .addHelpText("before", "Example:\n  $ npx hallwatch modbus forget --line plant --unit 3\n")
    .requiredOption("--line <name>", "line, as the site file calls it")
    .requiredOption("--unit <id>", "unit on the wire", whole(0, 255))
    .addOption(optionsFor(words).http("where the gateway listens"))
    .action(async options => done(await (await import("./modbus-forget.ts")).modbusForget(options, words)));
};
