import { type Code, codes } from "#rules/site/codes.ts";
import { nearest } from "#rules/site/nearest.ts";
import { codeExamples } from "./code-examples.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

const known = Object.keys(codes) as Code[];

/** Prints what codes of diagnostics mean and what to do about them; without a code, all of them in one line each. */
export const explain = async (asked: readonly string[], words: Words): Promise<number> => {
  const { meanings } = words.explain;
  if (asked.length === 0) console.log(known.map(code => `${code}  ${meanings[code]}`).join("\n"));
  else console.log(asked.map(text => explanation(codeOf(text, words), words)).join("\n\n"));
  return EXIT.ok;
};

/** A code as people type it: `CFG102`, `cfg102`, `102`. */
const codeOf = (text: string, words: Words): Code => {
  const typed = text.toUpperCase().replace(/^\d+$/, digits => `CFG${digits.padStart(3, "0")}`);
  const code = known.find(each => each === typed);
  if (code === undefined) throw new Stop(EXIT.usage, words.explain.unknown(text, nearest(typed, known)));
  return code;
};

const explanation = (code: Code, { explain }: Words): string => {
  const group = Number(code[3]);
  const severity = explain.severity[group === 9 ? "warning" : "error"];
  const example = codeExamples[code];
  return [
    `${code}  ${explain.meanings[code]}`,
    `  ${severity}`,
    `  ${explain.next[group]}`,
    ...(example ? [`  ${explain.wrong}  ${example.wrong}`, `  ${explain.right}  ${example.right}`] : []),
  ].join("\n");
};
