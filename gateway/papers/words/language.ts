import { en } from "./en.ts";
import { type PaperWords, zh } from "./zh.ts";

export type PaperLanguage = "zh" | "en";

export const PAPER_LANGUAGES: readonly PaperLanguage[] = ["zh", "en"];

const dictionaries: Readonly<Record<PaperLanguage, PaperWords>> = { zh, en };

export const paperWords = (language: PaperLanguage): PaperWords => dictionaries[language];
