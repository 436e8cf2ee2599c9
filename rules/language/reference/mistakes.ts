import { renderDiagnostic } from "../../site/diagnostic.ts";
import { compileCondition } from "../compile.ts";
import { completeHall } from "../complete-hall.ts";
import { parsePack } from "../pack.ts";
import type { Rule } from "../rule.ts";
import { EXAMPLE_SETTINGS } from "./example.ts";
import { FIRST_PACK } from "./first-rule.ts";

/** Mistakes that are made most often, with what is said to each. */
const MISTAKES: readonly (readonly [each: Rule["each"], written: string])[] = [
  ["light-circuit", "light.powr > 10"],
  ["light-circuit", 'light.lock == "locked"'],
  ["light-circuit", "light.power > light_of_below"],
  ["air-conditioner", "ac.setpoint > ac.power"],
  ["door", 'door.lock == "loked"'],
  ["door", "door.lock == locked"],
  ["door", "door.lock == 1"],
  ["light-circuit", "light.power > 10 W"],
  ["light-circuit", "light.power = 10"],
  ["light-circuit", "light.power > 10 and zone.occupancy == 0"],
  ["door", 'door.lock == "locked'],
  ["light-circuit", 'avg(light.power, "5 min") > 10'],
  ["light-circuit", "average(light.power) > 10"],
  ["light-circuit", 'average(light.power, "15 minutes") > 10'],
  ["light-circuit", "average(light.power, 15) > 10"],
  ["door", 'door.contact == "open" && "escpe" in door.tags'],
  ["light-circuit", 'door.lock == "locked"'],
  ["zone", "doors > 3"],
  ["zone", "10 < zone.temperature < 26"],
];

/** What is said to each of the mistakes: what was written, what is wrong, what would be right. */
export const mistakes = (): readonly (readonly [written: string, message: string, help: string])[] =>
  MISTAKES.map(([each, written]) => {
    const { message, help } = mistake(each, written);
    return [written, message, help];
  });

/** What is wrong with a condition. */
export const mistake = (
  each: Rule["each"],
  written: string,
): { readonly message: string; readonly help: string } => {
  const compiled = compileCondition(written, completeHall(each, EXAMPLE_SETTINGS));
  if (!("is" in compiled)) throw new Error(`nothing is wrong with ${written}`);
  return { message: compiled.message, help: compiled.help ?? "" };
};

/** What a person sees who misspelt something in the first pack. */
export const shownMistake = (): string => {
  const text = FIRST_PACK.replace("w.contact", "w.contct").replace("hold: window_grace", "hold: 5 minutes");
  const parsed = parsePack(text, "my-rules.yaml");
  if (parsed.is === "pack") throw new Error("nothing is wrong with the pack");
  return parsed.problems.map(problem => renderDiagnostic(problem, text)).join("\n\n");
};
