import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parsePack } from "#rules/language/pack.ts";
import { parseSite } from "#rules/site/parse.ts";
import { controlDiagnostics } from "./control-diagnostics.ts";

const packs = new URL("../../rules/packs/", import.meta.url);
const text = readFileSync(new URL("sites/switched.yaml", packs), "utf8");
const parsed = parsePack(readFileSync(new URL("service-hall.yaml", packs), "utf8"), "service-hall.yaml");
if (parsed.is !== "pack") throw new Error("the pack cannot be read");

/** What is told when this stands in the place of the automation's rule. */
const told = (rule: string): readonly string[] => {
  const changed = text.replace("rule: light-after-closing", `rule: ${rule}`);
  const read = parseSite(changed, "hall.yaml");
  if (read.is !== "site") throw new Error("the hall cannot be read");
  const found = controlDiagnostics(read.site, [parsed.pack], { file: "hall.yaml", text: changed });
  return found.map(
    ({ line, message, help }) => `${changed.split("\n")[line - 1]?.trim().slice(0, 25)}: ${message}; ${help}`,
  );
};

it("an automation is of a rule that the hall has and that proposes something", () => {
  expect(told("light-after-closing")).toEqual([]);
  expect(told("light-after-closin")).toEqual([
    `- { rule: light-after-clo: controls.automations.0.rule: no pack of this hall has a rule "light-after-closin"; did you mean "light-after-closing"?`,
  ]);
  expect(told("comfort-outside-summer")).toEqual([
    "- { rule: comfort-outside: controls.automations.0.rule: rule comfort-outside-summer proposes nothing; known: light-after-closing",
  ]);
});
