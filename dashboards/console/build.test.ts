import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { builtConsole } from "./testing/built-console.ts";
import { zhLater } from "./words/zh-later.ts";

const KILO = 1000;
let directory = "";
const files = () =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).filter(file => /\.\w+$/.test(file));
const read = (file: string) => readFileSync(join(directory, file), "utf8");
const size = (file: string) => gzipSync(readFileSync(join(directory, file)), { level: 9 }).length;
const sum = (names: readonly string[]) => names.reduce((total, file) => total + size(file), 0);
const filesIn = (text: string) =>
  [...text.matchAll(/\/assets\/([\w-]+\.(?:js|css))/g)].map(([, name]) => `assets/${name}`);

/** What a page loads before it draws anything: what its HTML names, and what those scripts import at their head. */
const firstLoad = (): readonly string[] => {
  const found = new Set(filesIn(read("index.html")));
  for (const file of found)
    if (file.endsWith(".js"))
      for (const [, name] of read(file).matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g))
        found.add(`assets/${name}`);
  return [...found];
};

beforeAll(async () => {
  directory = await builtConsole();
});

it("the first load stays within its budget: 36 kB of script, 6 kB of style", () => {
  const first = firstLoad();
  expect(first.filter(file => file.endsWith(".js")).length).toBeGreaterThan(1);
  expect(sum(first.filter(file => file.endsWith(".js")))).toBeLessThan(36 * KILO);
  expect(sum(first.filter(file => file.endsWith(".css")))).toBeLessThan(6 * KILO);
});

it("nothing of the first load asks for texts that come later", () => {
  const later = Object.keys(zhLater).join("|");
  const asks = firstLoad()
    .filter(file => file.endsWith(".js"))
    .flatMap(file =>
      [...read(file).matchAll(new RegExp(`\\(\\)\\.(?:${later})\\b`, "g"))].map(([found]) => found),
    );
  expect(asks).toEqual([]);
});

it("no part that comes later is larger than 30 kB, and all of it stays under 300 kB", () => {
  const first = firstLoad();
  const later = files().filter(file => /\.(js|css)$/.test(file) && !first.includes(file));
  expect(later.length).toBeGreaterThan(5);
  expect(later.filter(file => size(file) > 30 * KILO)).toEqual([]);
  expect(sum(files())).toBeLessThan(300 * KILO);
});

it("the library that draws charts is a part of its own, and no first load waits for it", () => {
  const plots = files().filter(file => /^assets\/uplot-[\w-]+\.js$/.test(file));
  expect(plots.length).toBe(1);
  expect(firstLoad().filter(file => plots.includes(file))).toEqual([]);
  const others = files().filter(file => file.endsWith(".js") && !plots.includes(file));
  expect(others.filter(file => read(file).includes("u-cursor-pt"))).toEqual([]);
  expect(read(plots[0] ?? "")).toContain("u-cursor-pt");
});

it("the service worker keeps every file of the build, and nothing of the API", () => {
  const worker = read("sw.js");
  expect(filesIn(worker).sort()).toEqual(
    files()
      .filter(file => file.startsWith("assets/"))
      .sort(),
  );
  expect(worker).not.toContain("/api/");
});

it("the page carries no script or style of its own, which its policy forbids, and loads nothing from elsewhere", () => {
  const html = read("index.html");
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/);
  const [icon, ...rest] = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, to]) => to);
  expect(icon).toBe("data:,");
  expect(rest.length).toBeGreaterThan(1);
  for (const to of rest) expect(to).toMatch(/^\/assets\/[\w-]+\.(js|css)$/);
});

it("the schemas of the wire stay with the gateway: the page takes their types only", () => {
  const script = files()
    .filter(file => file.endsWith(".js"))
    .map(read)
    .join("");
  expect(script).not.toMatch(/ZodError|invalid_type|safeParse/);
});
