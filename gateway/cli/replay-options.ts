import { InvalidArgumentError, Option } from "commander";
import { shiftPlan } from "#rules/replay/shift-plan.ts";
import { parseDuration } from "#rules/site/durations.ts";
import { minutes, seconds } from "#rules/time/instant.ts";
import { moment } from "./moments.ts";
import { whereabouts } from "./whereabouts.ts";
import type { Words } from "./words/language.ts";

/** Shorter than this nobody acknowledges anything, and a year of it takes long. */
const SOONEST = seconds(10);

/** A list of ids, `a,b`. */
const chosen = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text: string) => text.split(",").filter(id => id !== ""));

/** The options that commands over recorded readings have, the same everywhere. */
export const replayOptions = ({ expected, roles }: Words) => {
  /** What a reader makes of the text, or what it expected instead. */
  const told =
    <T>(read: (text: string) => T | null, instead: string) =>
    (text: string): T => {
      const value = read(text);
      if (value === null) throw new InvalidArgumentError(instead);
      return value;
    };
  const patience = (text: string): number | null => {
    const length = parseDuration(text);
    return length === null || length < SOONEST ? null : length;
  };
  return {
    from: () =>
      new Option("--from <time>", "first moment (default: the first recorded)").argParser(
        told(moment, expected.moment),
      ),
    to: () =>
      new Option("--to <time>", "moment before which it ends (default: after the last recorded)").argParser(
        told(moment, expected.moment),
      ),
    history: () => {
      const directory = process.env.HALLWATCH_DATA ?? "./data";
      return new Option(
        "--history <where>",
        "embedded:<data dir>, influx:<name in the site file> or csv:<file>",
      )
        .argParser(told(whereabouts, expected.history))
        .default({ is: "embedded", directory }, `embedded:${directory}`);
    },
    acknowledgeAfter: () =>
      new Option("--acknowledge-after <length>", "within which time a person acknowledges an alert, or never")
        .argParser((text: string) => (text === "never" ? null : told(patience, expected.length)(text)))
        .default(minutes(5), "5 min"),
    warmUp: () =>
      new Option("--warm-up <length>", "begin so much earlier, to know signals and holds at --from")
        .argParser(told(parseDuration, expected.length))
        .default(parseDuration("1 d"), "1 d"),
    shifts: () =>
      new Option("--shifts <times>", "when shifts begin")
        .argParser(told(shiftPlan, expected.shifts))
        .default(shiftPlan("08:00,20:00"), "08:00,20:00"),
    rule: () => chosen("--rule <ids>", "report only what these rules find: a,b"),
    target: () => chosen("--target <ids>", "report only what is about these: equipment, zones, sources"),
    zone: () => chosen("--zone <ids>", "report only what is in these zones"),
    role: () =>
      new Option("--role <role>", "whose load to show").choices(Object.keys(roles)).default("guard"),
  };
};
