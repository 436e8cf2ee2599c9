import { computed, effect, signal } from "@preact/signals";
import type { WireWords as Both } from "#gateway/wire/common.ts";
import { recall, remember } from "../store/memory.ts";
import { en } from "./en.ts";
import { type Dictionary, zh } from "./zh.ts";

export type WireWords = Both;
export type Language = "zh" | "en";

const dictionaries: Readonly<Record<Language, Dictionary>> = { zh, en };

/** What this console speaks: what was chosen here before, else what the browser prefers. */
export const language = signal<Language>(firstLanguage(recall("language"), globalThis.navigator?.language));

const dictionary = computed(() => dictionaries[language.value]);

/** The texts of the language in use. Reading it inside a component follows every switch. */
export const t = (): Dictionary => dictionary.value;

/** One of two texts that came with the hall. */
export const say = (words: WireWords): string => words[language.value] || words.zh || words.en;

/** Switches to the other language and remembers it on this console. */
export const switchLanguage = (): void => {
  language.value = language.value === "zh" ? "en" : "zh";
  remember("language", language.value);
};

/** Keeps `<html lang>` in step; returns what ends it. */
export const followLanguage = (): (() => void) =>
  effect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  });

/** What was remembered, else Chinese for a Chinese browser and English for all others. */
export function firstLanguage(remembered: string | null, preferred: string | undefined): Language {
  if (remembered === "zh" || remembered === "en") return remembered;
  return preferred?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
