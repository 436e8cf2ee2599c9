import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CIRCUIT_USES } from "./circuit-use.ts";
import { kindNames } from "./kind-names.ts";
import { kinds, type Role } from "./kinds.ts";
import type { EquipmentKind } from "./model.ts";
import { pointClasses } from "./point-classes.ts";
import { TAGS } from "./tags.ts";

const docs = readFileSync(new URL("../../docs/site-file.md", import.meta.url), "utf8");

const measured = ({ class: id }: Role): string => {
  const found = pointClasses.get(id);
  if (found?.words !== undefined) return found.words.join("/");
  return found?.unit === "1" ? "number" : `${found?.unit}`;
};
const rowOf = ([kind, roles]: [string, Readonly<Record<string, Role>>]): string => {
  const { alias, plural } = kindNames[kind as EquipmentKind];
  const name = plural === null ? `\`${alias}\`` : `\`${alias}\`, \`${plural}\``;
  const told = Object.entries(roles).map(([role, what]) => `\`${role}\` (${measured(what)})`);
  return `| \`${kind}\` | ${name} | ${told.join(", ")} |`;
};

it("the page on site files lists every kind with its names and roles", () => {
  expect(
    Object.entries(kinds)
      .map(rowOf)
      .filter(row => !docs.includes(`\n${row}\n`)),
  ).toEqual([]);
});

it("the page on site files lists every tag and every use of a circuit", () => {
  const tags = Object.entries(TAGS).map(([word, { zh, en }]) => `| \`${word}\` | ${zh} | ${en} |`);
  const uses = Object.entries(CIRCUIT_USES).map(([word, { zh, en }]) => `| \`${word}\` | ${zh} | ${en} |`);
  expect([...tags, ...uses].filter(row => !docs.includes(row))).toEqual([]);
});
