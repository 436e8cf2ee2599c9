import { effect, signal } from "@preact/signals";
import { recall, remember } from "../store/memory.ts";

export type Theme = "day" | "night";

const prefersNight = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

/** Day or night: what was chosen on this console, else what its system asks for. */
export const theme = signal<Theme>("day");

export const switchTheme = (): void => {
  theme.value = theme.value === "day" ? "night" : "day";
  remember("theme", theme.value);
};

/** Puts the theme on the page and keeps it there. */
export const followTheme = (): void => {
  const remembered = recall("theme");
  theme.value =
    remembered === "day" || remembered === "night" ? remembered : prefersNight() ? "night" : "day";
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
};
