import { type Command, CommanderError } from "commander";
import { Fault } from "../ports/fault.ts";
import { commands } from "./commands.ts";
import { EXIT, Stop } from "./exit.ts";
import { faultText } from "./fault-text.ts";
import { languageOf, type Words, wordsOf } from "./words/language.ts";

/**
 * Runs a command line and says on standard error why it cannot be done.
 *
 * @returns the exit code
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const words = wordsOf(languageOf(args, process.env));
  let code: number = EXIT.ok;
  const program = commands(words, result => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return misunderstood(error, program, args, words);
    if (error instanceof Stop) {
      if (error.message !== "") console.error(error.message);
      return error.code;
    }
    if (error instanceof Fault) {
      console.error(faultText(error, words));
      return error.code === "DATA_DIRECTORY_IN_USE" ? EXIT.unreachable : EXIT.usage;
    }
    throw error;
  }
};

/** The command that a command line names, and the one below it: `rules`, `replay`. */
const named = (command: Command, args: readonly string[]): readonly string[] => {
  const found = command.commands.find(each => args.includes(each.name()));
  return found ? [found.name(), ...named(found, args.slice(args.indexOf(found.name()) + 1))] : [];
};

/** Help and version end here too: they were printed. */
const misunderstood = (
  { code, exitCode, message }: CommanderError,
  program: Command,
  args: readonly string[],
  words: Words,
): number => {
  if (exitCode === 0) return EXIT.ok;
  if (code === "commander.help") return EXIT.usage;
  const [first = "", ...hints] = message.split("\n");
  const usage = {
    code,
    message,
    named: [...first.matchAll(/'([^']*)'/g)].map(([, name = ""]) => name),
    meant: /Did you mean (?:one of )?(.*)\?/.exec(hints.join(" "))?.[1] ?? "",
    rest: /is invalid\. (.*)$/.exec(first)?.[1] ?? "",
  };
  console.error(`${words.usage(usage)}\n${words.seeHelp(["hallwatch", ...named(program, args)].join(" "))}`);
  return EXIT.usage;
};
