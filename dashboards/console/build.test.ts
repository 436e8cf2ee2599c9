import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildConsole } from "./testing/stage.ts";

const KILO = 1000;
let directory = "";
const files = () =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).filter(file => /\.\w+$/.test(file));
const read = (file: string) => readFileSync(join(directory, file), "utf8");
const packed = (end: string) =>
  files()
    .filter(file => file.endsWith(end))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(directory, file)), { level: 9 }).length, 0);

beforeAll(async () => {
  directory = await buildConsole();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it("the first load stays within its budget: 35 kB of script, 6 kB of style", () => {
  expect(packed(".js")).toBeLessThan(35 * KILO);
  expect(packed(".css")).toBeLessThan(6 * KILO);
});

it("the page carries no script or style of its own, which its policy forbids, and loads nothing from elsewhere", () => {
  const html = read("index.html");
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\son\w+=/);
  expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, to]) => to)).toEqual([
    "data:,",
    expect.stringMatching(/^\/assets\/index-[\w-]+\.js$/),
    expect.stringMatching(/^\/assets\/index-[\w-]+\.css$/),
  ]);
});

it("the schemas of the wire stay with the gateway: the page takes their types only", () => {
  const script = files()
    .filter(file => file.endsWith(".js"))
    .map(read)
    .join("");
  expect(script).not.toMatch(/ZodError|invalid_type|safeParse/);
});
