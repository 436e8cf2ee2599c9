import { type DutyInHall, type DutyLack, dutyInHall } from "#rules/language/duty-lacks.ts";
import { settingsOf } from "#rules/language/settings.ts";
import type { Hall } from "../config/load-hall.ts";
import { widthOf } from "./cut.ts";
import { table } from "./table.ts";
import type { Words } from "./words/language.ts";

/** One line for every duty of the hall's packs, in their order. */
export const dutyLines = ({ site, packs }: Hall): readonly DutyInHall[] => {
  const { settings } = settingsOf(packs, site.settings);
  const facts = new Set(packs.flatMap(({ rules }) => rules.map(({ fact }) => fact)));
  return packs.flatMap(({ duties = [] }) => duties.map(duty => dutyInHall(duty, site, facts, settings)));
};

/** Lacks without which the duty is never asked for, or never done. */
const isHopeless = ({ items, lacks }: DutyInHall): boolean =>
  items === 0 || lacks.some(({ is }) => is === "fact" || is === "role");

/** Every duty with whose it is, how many items it has, and what the hall lacks for it. */
export const dutiesText = (lines: readonly DutyInHall[], columns: number, { check }: Words): string => {
  const lacks = lines.map(line => line.lacks.map(lack => lackText(lack, check)).join("; "));
  const rows = lines.map(line => [
    line.lacks.length === 0 ? "✓" : isHopeless(line) ? "✕" : "!",
    line.duty.id,
    line.duty.clauses.join(", "),
    line.duty.who,
    line.duty.each === undefined
      ? check.dutyItems(line.items)
      : `${line.items} × ${line.duty.each.join(", ")}`,
  ]);
  const wide = table(rows.map((row, index) => [...row, lacks[index] ?? ""]));
  if (widthOf(wide) <= columns) return `${check.duties}\n${wide}`;
  const narrow = table(rows)
    .split("\n")
    .flatMap((line, index) => (lacks[index] === "" ? [line] : [line, `     ${lacks[index]}`]));
  return [check.duties, ...narrow].join("\n");
};

const lackText = (lack: DutyLack, { dutyLack }: Words["check"]): string => {
  switch (lack.is) {
    case "role":
      return dutyLack.role[lack.of](lack.roles.join(", "));
    case "things":
      return dutyLack.things(lack.each.join(", "), lack.where);
    case "reading":
      return dutyLack.reading(lack.things.join(", "), lack.role);
    case "fact":
      return dutyLack.fact(lack.fact);
    default:
      return lack satisfies never;
  }
};
