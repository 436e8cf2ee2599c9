import type { Site, Words } from "#rules/site/model.ts";
import { en } from "./words/en.ts";
import { type NoticeWords, zh } from "./words/zh.ts";

export type TextOptions = {
  readonly site: Pick<Site, "name" | "zones"> & { readonly timeZone: string };
  /** Where the console is: `https://hall.example`; null: nobody said. */
  readonly console: string | null;
  readonly detail: "full" | "brief";
  /** The person's name; null: nobody in particular. */
  readonly person: string | null;
};

/** A lock screen shows about so many characters of a subject. */
export const SUBJECT_CHARACTERS = 60;
/** More than these make nobody wiser on a phone; the console has them all. */
export const MOST_ITEMS = 10;

export type Language = "zh" | "en";
export const WORDS: Readonly<Record<Language, NoticeWords>> = { zh, en };
/** In the order in which a message has them. */
export const LANGUAGES: readonly Language[] = ["zh", "en"];

/** `1. …`, `2. …` */
export const numbered = (steps: readonly Words[], language: Language): readonly string[] =>
  steps.map((step, i) => `${i + 1}. ${step[language]}`);
