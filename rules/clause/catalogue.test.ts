import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderDiagnostic } from "../site/diagnostic.ts";
import { parseCatalogue } from "./catalogue.ts";
import type { Clause } from "./clause.ts";
import { shippedCatalogue } from "./testing/shipped.ts";

const { clauses, documents, byId } = shippedCatalogue;

const counted = (key: (clause: Clause) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const clause of clauses) counts[key(clause)] = (counts[key(clause)] ?? 0) + 1;
  return counts;
};

describe("the catalogue that ships", () => {
  test("holds all 316 clauses of 22 documents, by kind and weight", () => {
    expect([clauses.length, documents.length, byId.size]).toEqual([316, 22, 316]);
    expect(counted(({ kind, weight }) => (weight === undefined ? kind : `${kind} ${weight}`))).toEqual({
      out: 82,
      "rule core": 33,
      "rule support": 20,
      "rule duplicate": 1,
      "routine core": 41,
      "routine support": 45,
      "routine duplicate": 19,
      "report core": 4,
      "report support": 5,
      "system core": 35,
      "system support": 20,
      "system duplicate": 11,
    });
  });

  test("has every document in a file of its own, in the order of the sources", () => {
    const files = readdirSync(new URL("../packs/catalogue/", import.meta.url)).toSorted();
    expect(files).toEqual(documents.map(({ key }) => `${key.toLowerCase()}.yaml`).toSorted());
    expect(documents.map(({ key }) => key).join(" ")).toBe(
      "FH TY DM YD DX LT DF AQ TL JS RA KTV DH CT BK RT FG RB SF DZ ZX GA",
    );
    expect(documents.find(({ key }) => key === "KTV")).toMatchObject({ profile: "ktv" });
  });

  test("says every clause in Chinese and in English, each in its own script", () => {
    const wrong = clauses.filter(
      ({ text }) => !/\p{Script=Han}/u.test(text.zh) || /\p{Script=Han}/u.test(text.en),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
    const reasons = clauses.flatMap(({ reason }) => (reason ? [reason] : []));
    expect(reasons).toHaveLength(82);
    expect(reasons.filter(({ zh }) => !/\p{Script=Han}/u.test(zh))).toEqual([]);
  });

  test("keeps what the text states apart from what we propose", () => {
    const { parameters, proposed, document, section, lines } = byId.get("KTV-14b")!;
    expect({ parameters, proposed, document: document.title.en, section, lines }).toEqual({
      parameters: { min_minutes: 10, max_minutes: 20 },
      proposed: {},
      document: "Daily procedure and service rules of a KTV",
      section: "营业前准备 14",
      lines: [30],
    });
    expect(byId.get("GA-1.3-5b")?.proposed).toEqual({ off_threshold_w: 10, grace_after_close_min: 15 });
  });

  test("mentions nothing outside the project", () => {
    const texts = readdirSync(new URL("../packs/catalogue/", import.meta.url)).map(file =>
      readFileSync(new URL(`../packs/catalogue/${file}`, import.meta.url), "utf8"),
    );
    expect(texts.join("").match(/overview|clauses\.yaml|\/work|shared\//g)).toBeNull();
  });
});

/** A right file of one document; what a test changes in it is a mistake. */
const RIGHT = `document: ZZ
title: { zh: 试验, en: Trial }
source: trial.txt
profile: generic
clauses:
  - id: ZZ-1
    section: 一
    lines: [1]
    zh: 门要关好
    en: Doors are closed
    kind: rule
    weight: core
    subject: door
    who: 值班员
  - id: ZZ-2
    section: 二
    lines: [2, 3]
    zh: 礼貌
    en: Courtesy
    kind: out
    subject: people
    reason: { zh: 人事, en: HR }
`;

const mistakes = (text: string): string => told(parseCatalogue([{ file: "zz.yaml", text }]), text);

const told = (parsed: ReturnType<typeof parseCatalogue>, text: string): string =>
  parsed.is === "catalogue" ? "" : parsed.problems.map(each => renderDiagnostic(each, text)).join("\n\n");

test("a right file is read", () => {
  expect(mistakes(RIGHT)).toBe("");
});

describe("a mistake in the catalogue is told at its place", () => {
  const cases: readonly (readonly [what: string, from: string, to: string, told: string])[] = [
    [
      "a key that nobody knows",
      "subject: door",
      "subjct: door",
      `error[CFG102] unknown key "subjct" in clauses.0
  --> zz.yaml:13:5
   |
13 |     subjct: door
   |     ^^^^^^
   = help: did you mean "subject"?`,
    ],
    [
      "a clause without its English text",
      "    en: Doors are closed\n",
      "",
      `error[CFG101] missing key "en" in clauses.0
 --> zz.yaml:6:5
  |
6 |   - id: ZZ-1
  |     ^^^^^^^^
  = help: What it says, in our words, in English`,
    ],
    [
      "a clause that is there twice",
      "id: ZZ-2",
      "id: ZZ-1",
      `error[CFG552] clauses.1.id: clause ZZ-1 is there twice
  --> zz.yaml:15:9
   |
15 |   - id: ZZ-1
   |         ^^^^`,
    ],
    [
      "a clause of another document",
      "id: ZZ-2",
      "id: ZX-2",
      `error[CFG552] clauses.1.id: clause ZX-2 is not of document ZZ
  --> zz.yaml:15:9
   |
15 |   - id: ZX-2
   |         ^^^^
   = help: its id begins with ZZ-`,
    ],
    [
      "a reference that leads nowhere",
      "who: 值班员",
      "who: 值班员\n    see: [ZZ-7]",
      `error[CFG551] clauses.0.see.0: there is no clause "ZZ-7"
  --> zz.yaml:15:11
   |
15 |     see: [ZZ-7]
   |           ^^^^
   = help: did you mean "ZZ-1"?`,
    ],
    [
      "a clause that is out without a reason",
      "    reason: { zh: 人事, en: HR }\n",
      "",
      `error[CFG101] ZZ-2 has no "reason" in clauses.1
  --> zz.yaml:15:5
   |
15 |   - id: ZZ-2
   |     ^^^^^^^^
   = help: every clause that is out has one`,
    ],
    [
      "a reason for what is not out",
      "who: 值班员",
      "who: 值班员\n    reason: { zh: 人事, en: HR }",
      `error[CFG407] clauses.0: "reason" is only for a clause that is out
  --> zz.yaml:15:5
   |
15 |     reason: { zh: 人事, en: HR }
   |     ^^^^^^`,
    ],
    [
      "a duplicate that does not say of what",
      "weight: core",
      "weight: duplicate",
      `error[CFG101] ZZ-1 has no "see" in clauses.0
 --> zz.yaml:6:5
  |
6 |   - id: ZZ-1
  |     ^^^^^^^^
  = help: every clause of weight duplicate has one`,
    ],
  ];
  test.each(cases)("%s", (_what, from, to, expected) => {
    expect(RIGHT).toContain(from);
    expect(mistakes(RIGHT.replace(from, to))).toBe(expected);
  });

  test("ids are unique over all files, references may lead into another file", () => {
    const other = RIGHT.replaceAll("ZZ", "YY").replace("who: 值班员", "who: 值班员\n    see: [ZZ-1]");
    const both = (second: string) =>
      parseCatalogue([
        { file: "zz.yaml", text: RIGHT },
        { file: "yy.yaml", text: second },
      ]);
    expect(told(both(other), other)).toBe("");
    const wrong = other.replace("see: [ZZ-1]", "see: [ZZ-8]");
    expect(told(both(wrong), wrong)).toContain("yy.yaml:15:11");
  });
});
