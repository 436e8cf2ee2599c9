import { en } from "./en.ts";
import type { Language } from "./shapes.ts";
import { type Dictionary, zh } from "./zh.ts";

export type Words = Dictionary;

const dictionaries: Readonly<Record<Language, Words>> = { zh, en };

export const wordsOf = (language: Language): Words => dictionaries[language];

/**
 * What a command speaks: what `--lang` says, else Chinese in a Chinese locale and English in all others.
 *
 * @param environment  of which the first of LC_ALL, LC_MESSAGES and LANG that is not empty counts
 * @see POSIX.1-2024, 8.2 Internationalization Variables
 */
export const languageOf = (
  args: readonly string[],
  { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv,
): Language => {
  const index = args.findIndex(arg => arg === "--lang" || arg.startsWith("--lang="));
  const asked = args[index]?.split("=")[1] ?? args[index + 1];
  if (index >= 0 && (asked === "zh" || asked === "en")) return asked;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "zh" : "en";
};
