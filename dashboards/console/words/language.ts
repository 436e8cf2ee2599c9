import { computed, effect, signal } from "@preact/signals";
import type { WireWords as Both } from "#gateway/wire/common.ts";
import { recall, remember } from "../store/memory.ts";
import { type Dictionary, zh } from "./zh.ts";

export type WireWords = Both;
export type Language = "zh" | "en";

/**
 * English comes only where it is spoken, and what no first page says comes with the parts that say it (`loadLater`): until
 * then those texts are missing, and nothing of the first load may ask for them.
 */
const dictionaries = signal<Readonly<{ zh: Dictionary; en?: Dictionary }>>({ zh: zh as Dictionary });

let isWhole = false;

/** What this console speaks: what was chosen here before, else what the browser prefers. */
export const language = signal<Language>(firstLanguage(recall("language"), globalThis.navigator?.language));

const dictionary = computed(() => dictionaries.value[language.value] ?? dictionaries.value.zh);

/** The texts of the language in use. Reading it inside a component follows every switch. */
export const t = (): Dictionary => dictionary.value;

/** One of two texts that came with the hall. */
export const say = (words: WireWords): string => words[language.value] || words.zh || words.en;

/** Fetches the texts of the language in use; where that fails the console speaks Chinese until it succeeds. */
export const loadLanguage = async (wanted: Language = language.value): Promise<void> => {
  if (dictionaries.value[wanted]) return;
  const { en } = await import("./en.ts");
  dictionaries.value = { ...dictionaries.value, en };
};

/** Fetches the Chinese texts of what is not in the first load; English comes whole. */
export const loadLater = async (): Promise<void> => {
  const { zhLater } = await import("./zh-later.ts");
  if (isWhole) return;
  isWhole = true;
  dictionaries.value = { ...dictionaries.value, zh: { ...zh, ...zhLater } };
};

/** Switches to the other language and remembers it on this console. It stays as it is where that cannot be fetched. */
export const switchLanguage = async (): Promise<void> => {
  const other = language.value === "zh" ? "en" : "zh";
  try {
    await loadLanguage(other);
  } catch {
    return;
  }
  language.value = other;
  remember("language", other);
};

/** Keeps `<html lang>` in step; returns what ends it. */
export const followLanguage = (): (() => void) =>
  effect(() => {
    document.documentElement.lang = dictionary.value === dictionaries.value.zh ? "zh-CN" : "en";
  });

/** What was remembered, else Chinese for a Chinese browser and English for all others. */
export function firstLanguage(remembered: string | null, preferred: string | undefined): Language {
  if (remembered === "zh" || remembered === "en") return remembered;
  return preferred?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
