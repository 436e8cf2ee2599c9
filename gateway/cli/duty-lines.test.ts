import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadHall } from "../config/load-hall.ts";
import { dutiesText, dutyLines } from "./duty-lines.ts";
import { wordsOf } from "./words/language.ts";

const directory = await mkdtemp(join(tmpdir(), "hallwatch-duties-"));
afterAll(() => rm(directory, { recursive: true, force: true }));

const SITE = `hallwatch: 1
site: { id: s, name: { zh: 厅, en: Hall }, timezone: Asia/Shanghai, packs: [./p.yaml] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources: { mqtt: { broker: embedded, port: 1883 } }
people:
  - { id: G, name: 甲, roles: [guard] }
  - { id: H, name: 乙, roles: [hall-director] }
zones: { wc: { name: { zh: 厕, en: WC } } }
equipment:
  P1: { kind: panic-button, zone: wc, name: { zh: 一, en: One }, mqtt: { topic: p }, points: { button: { path: $.b } } }
`;
const PACK = `pack: p
title: { zh: 包, en: Pack }
rules:
  - { id: rain, title: { zh: 雨, en: Rain }, clauses: [x-a], each: weather-station, condition: weather.rain > 1, hold: 0 s, fact: rain, level: cue }
duties:
  - { id: fine, title: { zh: 好, en: Fine }, clauses: [x-a], who: guard, when: { every: month }, items: [{ id: a, zh: 甲, en: a }, { id: b, zh: 乙, en: b }] }
  - { id: nobody, title: { zh: 无, en: Nobody }, clauses: [x-a], who: cleaner, when: { on: rain, within: 5 min } }
  - { id: unsigned, title: { zh: 签, en: Unsigned }, clauses: [x-a], who: guard, sign: safety-officer, when: { every: month } }
  - { id: unheard, title: { zh: 迟, en: Unheard }, clauses: [x-a], who: guard, when: { every: month }, late: { tell: [guard, superior] } }
  - { id: nothing, title: { zh: 空, en: Nothing }, clauses: [x-a], who: guard, when: { every: month }, each: [extinguisher] }
  - { id: blind, title: { zh: 盲, en: Blind }, clauses: [x-a], who: guard, when: { every: month }, each: panic-button, evidence: [reading], reading: { role: test, word: passed } }
  - { id: never, title: { zh: 绝, en: Never }, clauses: [x-a], who: guard, when: { on: storm, within: 5 min } }
`;

test("every duty says for how much it is and what the hall lacks for it", async () => {
  await writeFile(join(directory, "hall.yaml"), SITE);
  await writeFile(join(directory, "p.yaml"), PACK);
  const loaded = await loadHall(join(directory, "hall.yaml"));
  if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
  const text = dutiesText(dutyLines(loaded.hall), Number.POSITIVE_INFINITY, wordsOf("en"));
  expect(text.split("\n").map(line => line.replaceAll(/ {2,}/g, " | "))).toEqual([
    "Duties:",
    "✓ | fine | x-a | guard | 2 items",
    "✕ | nobody | x-a | cleaner | 1 item | nobody is cleaner: there is nobody to do it",
    "✕ | unsigned | x-a | guard | 1 item | nobody is safety-officer: nobody can sign it",
    "✕ | unheard | x-a | guard | 1 item | nobody is superior: nobody else hears when it is late",
    "✕ | nothing | x-a | guard | 0 × extinguisher | the hall has no extinguisher",
    "! | blind | x-a | guard | 1 × panic-button | P1: no point test, and nothing else is taken as proof",
    "✕ | never | x-a | guard | 1 item | no rule finds storm: it never falls due",
  ]);
  expect(dutiesText(dutyLines(loaded.hall), 40, wordsOf("zh"))).toContain("没有人担任 cleaner：没有人来做");
});
