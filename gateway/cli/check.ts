import { instant } from "#rules/time/instant.ts";
import { energyDoubts } from "../config/energy-doubts.ts";
import { type LoadedHall, loadHall } from "../config/load-hall.ts";
import { rosterDoubts } from "../config/roster-doubts.ts";
import { checkSummary } from "./check-summary.ts";
import { dutyLines } from "./duty-lines.ts";
import { EXIT } from "./exit.ts";
import { problemsText } from "./problems.ts";
import { ruleLines } from "./rule-lines.ts";
import { checkedClauses } from "./uncovered.ts";
import type { Words } from "./words/language.ts";

export type CheckOptions = {
  readonly format: "text" | "json";
  readonly strict: boolean;
  readonly all: boolean;
};

/**
 * Validates site files with the packs they name. Mistakes go to standard error, what the rules need and lack to
 * standard output; as JSON everything goes to standard output, as one document for all files. Exit code 2 when a file
 * is wrong (with `strict`: also when it is doubtful).
 */
export const check = async (
  files: readonly string[],
  { format, strict, all }: CheckOptions,
  words: Words,
): Promise<number> => {
  const checked: Checked[] = [];
  for (const file of files) {
    const loaded = asOfToday(await loadHall(file), file);
    const warnings = loaded.is === "hall" ? loaded.hall.warnings.length : 0;
    checked.push({ file, loaded, isRight: loaded.is === "hall" && !(strict && warnings > 0) });
  }
  const isRight = checked.every(each => each.isRight);
  if (format === "json")
    console.log(JSON.stringify({ schema: 1, ok: isRight, files: checked.map(report) }, null, 2));
  else for (const [index, each] of checked.entries()) print(each, index > 0, all, words);
  return isRight ? EXIT.ok : EXIT.usage;
};

/** With what only the day on which it is checked can tell: days to come without a duty manager or without a tariff. */
const asOfToday = (loaded: LoadedHall, file: string): LoadedHall => {
  if (loaded.is === "refused") return loaded;
  const { hall } = loaded;
  const text = hall.texts.get(file) ?? "";
  const [read, now] = [{ file, text, site: hall.site }, instant(Date.now())];
  const doubts = [...rosterDoubts(read, now), ...energyDoubts(read, now)];
  return { is: "hall", hall: { ...hall, warnings: [...hall.warnings, ...doubts] } };
};

type Checked = { readonly file: string; readonly loaded: LoadedHall; readonly isRight: boolean };

const print = (
  { file, loaded, isRight }: Checked,
  isFurther: boolean,
  isAll: boolean,
  words: Words,
): void => {
  if (loaded.is === "refused") {
    console.error(`${isFurther ? "\n" : ""}${problemsText(loaded.problems, loaded.texts, words)}`);
    return;
  }
  const { warnings, texts } = loaded.hall;
  if (warnings.length > 0) console.error(`${problemsText(warnings, texts, words)}\n`);
  console.log(
    `${isFurther ? "\n" : ""}${checkSummary(file, loaded.hall, { columns: process.stdout.columns, isAll }, words)}`,
  );
  if (!isRight) console.error(words.check.strict);
};

/** What is known of one file, for programs. `rules`, `duties` and `clauses` are null when the file could not be understood. */
const report = ({ file, loaded, isRight }: Checked): object => {
  if (loaded.is === "refused")
    return {
      file,
      ok: false,
      problems: loaded.problems,
      points: null,
      rules: null,
      duties: null,
      clauses: null,
    };
  const { warnings, site } = loaded.hall;
  const rules = ruleLines(loaded.hall).map(({ rule, judged, needs, lacking }) => ({
    rule: rule.id,
    clauses: rule.clauses,
    each: rule.each,
    judged,
    needs,
    lacking: lacking.map(({ target, why }) => ({ target, why })),
  }));
  const duties = dutyLines(loaded.hall).map(({ duty, items, lacks }) => ({
    duty: duty.id,
    clauses: duty.clauses,
    who: duty.who,
    items,
    lacks,
  }));
  const clauses = checkedClauses(loaded.hall).map(({ isOwn: _, ...clause }) => clause);
  return { file, ok: isRight, problems: warnings, points: site.points.length, rules, duties, clauses };
};
