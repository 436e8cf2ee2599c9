import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { contrast, difference, sights } from "../testing/colour.ts";

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), "utf8");
const all = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith(".css"))
  .map(read)
  .join("\n");

const colours = (theme: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...theme.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
const [dayText = "", nightText = ""] = read("tokens.css").split('[data-theme="night"]');
const themes = { day: colours(dayText), night: colours(nightText) };

// biome-ignore format: a table is read one row a line.
const POLICY: readonly (readonly [string, string, string])[] = [
  ["ground", "#d8dadc", "#1c1f22"],
  ["panel",  "#e6e7e8", "#26292d"],
  ["ink",    "#1b1f23", "#d5d8db"],
  ["ink2",   "#4a5057", "#9ba1a8"],
  ["p1",     "#b3001b", "#e8383d"],
  ["p2",     "#e86a00", "#f2912e"],
  ["p3",     "#ffd60a", "#fff08a"],
  ["p4",     "#2f6db5", "#3f8fe8"],
  ["blind",  "#4b1d6b", "#f2b8f5"],
  ["off",    "#8a9097", "#7c838b"],
  ["edge",   "#1b1f23", "#0d0f10"],
];

it("the colours are those of the colour policy", () => {
  for (const [role, day, night] of POLICY)
    expect([role, themes.day[role], themes.night[role]]).toEqual([role, day, night]);
});

it("text can be read on every ground it stands on, by day and by night", () => {
  const pairs = ["ground", "panel", "lift"].flatMap(ground =>
    ["ink", "ink2", "blind"].map(ink => [ink, ground] as const),
  );
  for (const theme of [themes.day, themes.night])
    for (const [ink, ground] of [
      ...pairs,
      ["on-blind", "blind"],
      ["on-p2", "p2"],
      ["on-p3", "p3"],
      ["on-p4", "p4"],
    ] as const)
      expect([ink, ground, contrast(theme[ink]!, theme[ground]!) >= 4.5]).toEqual([ink, ground, true]);
});

it("the bold digit of a critical badge can be read, as large text must be", () => {
  for (const theme of [themes.day, themes.night])
    expect(contrast(theme["on-p1"]!, theme.p1!)).toBeGreaterThan(3);
});

it("priorities and blindness look different to everybody, however they see colours", () => {
  const roles = ["p1", "p2", "p3", "p4", "blind"];
  const worst = (theme: Readonly<Record<string, string>>) =>
    Math.min(
      ...(Object.keys(sights) as (keyof typeof sights)[]).flatMap(sight =>
        roles.flatMap((a, i) => roles.slice(i + 1).map(b => difference(theme[a]!, theme[b]!, sight))),
      ),
    );
  expect(worst(themes.day)).toBeGreaterThan(17);
  expect(worst(themes.night)).toBeGreaterThan(13);
});

it("nothing is animated but opacity and transform", () => {
  const frames = [...all.matchAll(/@keyframes [\w-]+ \{((?:[^{}]*\{[^{}]*\})*)\s*\}/g)].map(
    ([, body]) => body ?? "",
  );
  const properties = frames.flatMap(body => [...body.matchAll(/([\w-]+):/g)].map(([, name]) => name));
  expect(frames.length).toBe(all.match(/@keyframes/g)?.length);
  expect([...new Set(properties)].filter(name => name !== "opacity" && name !== "transform")).toEqual([]);
  expect(all).not.toMatch(/\btransition/);
});

it("only the bars of alerts blink, once a second, and not for those who asked for less motion", () => {
  expect([...all.matchAll(/animation: ([^;]+);/g)].map(([, value]) => value)).toEqual([
    "blink 1s infinite",
    "none",
    "none",
  ]);
  expect(all).toMatch(/prefers-reduced-motion: reduce\) \{\s*\.blink \{[^}]*animation: none/);
});

it("no text is smaller than 14 px", () => {
  const sizes = [...all.matchAll(/font-size: ([\d.]+)(rem|px)/g)].map(
    ([, size, unit]) => Number(size) * (unit === "rem" ? 16 : 1),
  );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(14);
});
