import type { Words } from "#rules/site/model.ts";
import { en } from "./en.ts";
import { type ReportWords, zh } from "./zh.ts";

export type ReportLanguage = keyof Words;

export const REPORT_LANGUAGES: readonly ReportLanguage[] = ["zh", "en"];

const dictionaries: Readonly<Record<ReportLanguage, ReportWords>> = { zh, en };

export const reportWords = (language: ReportLanguage): ReportWords => dictionaries[language];
