import type { Report } from "../site/findings.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";
import type { AskEntry } from "./duty-schema.ts";
import { checkLimit, type Names } from "./setting-checks.ts";
import { isUnit, meantUnit } from "./unit-words.ts";

/** Tells what is wrong with the questions of a duty though each has its form. */
export const checkAsks = (asks: readonly AskEntry[], path: Path, names: Names): void => {
  const { report } = names;
  for (const [index, ask] of asks.entries()) {
    const at = [...path, index];
    if (asks.findIndex(({ id }) => id === ask.id) < index)
      report({
        code: "CFG306",
        path: [...at, "id"],
        at: "value",
        why: `"${ask.id}" is asked twice`,
        help: "give each question an id of its own",
      });
    checkForm(ask, at, report);
    checkChoice(ask, at, report);
    checkNumber(ask, at, names);
  }
};

/** An answer is one of: a choice, a number, a text, or else yes or no. */
const checkForm = (ask: AskEntry, path: Path, report: Report): void => {
  const [first, second] = (["options", "number", "text"] as const).filter(key => ask[key] !== undefined);
  if (first !== undefined && second !== undefined)
    report({
      code: "CFG402",
      path: [...path, second],
      at: "key",
      why: `an answer is either ${first} or ${second}`,
      help: `leave one of them out`,
    });
};

const checkChoice = ({ options, good }: AskEntry, path: Path, report: Report): void => {
  const ids = options?.map(({ id }) => id) ?? [];
  if (options === undefined) {
    if (good !== undefined)
      report({
        code: "CFG402",
        path: [...path, "good"],
        at: "key",
        why: "good says which options are good, and there are none",
        help: "write options: { green: 绿区|green, low: 红区|low }",
      });
    return;
  }
  if (ids.length < 2)
    report({
      code: "CFG105",
      path: [...path, "options"],
      at: "value",
      why: "there is nothing to choose from",
      help: "write two options or more",
    });
  if (good === undefined)
    report({
      code: "CFG101",
      path: [...path, "good"],
      at: "missing",
      why: 'missing key "good"',
      help: `which of them are good: [${ids[0] ?? "green"}]`,
    });
  for (const [index, id] of (good ?? []).entries())
    if (!ids.includes(id)) {
      const near = nearest(id, ids);
      const help = near === null ? `one of ${ids.join(", ")}` : `did you mean "${near}"?`;
      report({
        code: "CFG104",
        path: [...path, "good", index],
        at: "value",
        why: `"${id}" is no option`,
        help,
      });
    }
};

const checkNumber = ({ number, from, to }: AskEntry, path: Path, names: Names): void => {
  const { report } = names;
  if (number === undefined) {
    const key = from !== undefined ? "from" : to !== undefined ? "to" : null;
    if (key !== null)
      report({
        code: "CFG402",
        path: [...path, key],
        at: "key",
        why: `${key} is a limit of a number, and no number is asked for`,
        help: "write number: Cel",
      });
    return;
  }
  if (!isUnit(number)) {
    const near = meantUnit(number);
    const help =
      near === null ? "write a UCUM code: Cel, %, W, 1 for a bare number" : `did you mean "${near}"?`;
    report({
      code: "CFG506",
      path: [...path, "number"],
      at: "value",
      why: `"${number}" is no unit that we know`,
      help,
    });
  }
  for (const [key, limit] of Object.entries({ from, to }))
    if (isUnit(number) && typeof limit === "object") checkLimit(limit, number, [...path, key], names);
  if (typeof from === "number" && typeof to === "number" && from > to)
    report({
      code: "CFG403",
      path: [...path, "from"],
      at: "value",
      why: `${from} is more than ${to}`,
      help: "",
    });
};
