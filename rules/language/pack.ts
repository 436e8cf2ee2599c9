import { type Diagnostic, inOrder } from "../site/diagnostic.ts";
import { otherSort } from "../site/file-sort.ts";
import { dotted, findingsIn } from "../site/findings.ts";
import { reportIssues } from "../site/schema-issues.ts";
import { type Path, readYaml, type YamlSource } from "../site/yaml-source.ts";
import { conditionProblems, type FieldProblem, problemCode } from "./condition-checks.ts";
import type { Doubt } from "./doubts.ts";
import { dutyOf } from "./duty-of.ts";
import { whereProblem } from "./duty-where.ts";
import type { Problem } from "./judge.ts";
import { type LoosePack, loosePack } from "./loose-pack.ts";
import { checkPack } from "./pack-checks.ts";
import { type PackFile, packFile, type RuleEntry } from "./pack-schema.ts";
import type { Pack, Rule } from "./rule.ts";

/** A pack that can be used, or everything that is wrong with it, in order of place. */
export type ParsedPack =
  | {
      readonly is: "pack";
      readonly pack: Pack;
      /** Where in the text a part of the pack stands. */
      readonly place: YamlSource["place"];
      /** What is wrong with a text of a rule where it meets a hall; null when the pack has no such rule. */
      readonly diagnose: (rule: string, problem: FieldProblem) => Diagnostic | null;
      /** Where a doubt about a rule of the pack stands, as a warning. */
      readonly warn: (rule: Rule, doubt: Doubt) => Diagnostic;
    }
  | {
      readonly is: "refused";
      readonly problems: readonly Diagnostic[];
      /** What could be read all the same; absent when the text could not. */
      readonly rest?: PackRest;
    };

/** What is right of a pack that is wrong, so that the hall around it can be checked too. */
export type PackRest = {
  readonly settings: Pack["settings"];
  /** Settings that are there but have not their form. */
  readonly broken: ReadonlySet<string>;
  /** The rules in their order; a clause list that has not its form is empty. */
  readonly rules: readonly { readonly id: string; readonly clauses: readonly string[] }[];
  /** The duties in their order, in the same way. */
  readonly duties: readonly {
    readonly id: string;
    readonly clauses: readonly string[];
    readonly asks: readonly { readonly clauses: readonly string[] }[];
  }[];
  readonly place: YamlSource["place"];
};

/**
 * Reads a regulation pack. Every mistake is told at once, those in its conditions too; only what a hall lacks is seen
 * when they meet.
 *
 * @param file  as the diagnostics shall name it
 */
export const parsePack = (text: string, file: string): ParsedPack => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { is: "refused", problems: inOrder(problems) };
  const other = otherSort("pack", source, file);
  if (other !== null) return { is: "refused", problems: [other] };
  const loose = loosePack(source.value);
  const { report, diagnostics } = findingsIn(source, file, path => placeName(path, loose));
  reportIssues(packFile, source.value, report);
  checkPack(source.value, loose, report, path => source.place(path, "value").line);
  const conditions = loose.rules.flatMap((rule, index) =>
    conditionProblems(rule, loose).map(problem =>
      diagnostic({ rule: rule.id ?? `rules.${index}`, index, problem, file, source }),
    ),
  );
  const wheres = loose.duties.flatMap(({ id, each = [], where }, index): readonly Diagnostic[] => {
    const problem =
      where === undefined ? null : whereProblem(where, each, new Map(Object.entries(loose.settings)));
    if (problem === null || loose.broken.has((where ?? "").slice(problem.start, problem.end))) return [];
    const place = { path: ["duties", index, "where"], name: `${id ?? `duties.${index}`}.where` };
    return [placedDiagnostic(problem, place, { file, source })];
  });
  const all = [...problems, ...diagnostics, ...conditions, ...wheres];
  const parsed = packFile.safeParse(source.value);
  if (all.length > 0 || !parsed.success) {
    const { settings, broken } = loose;
    const rules = loose.rules.map(({ id, clauses = [] }, index) => ({ id: id ?? `rules.${index}`, clauses }));
    const duties = loose.duties.map(({ id, clauses = [], ask = [] }, index) => ({
      id: id ?? `duties.${index}`,
      clauses,
      asks: ask,
    }));
    const rest = { settings, broken, rules, duties, place: source.place };
    return { is: "refused", problems: inOrder(all), rest };
  }
  const pack = packOf(parsed.data, loose.settings);
  const diagnose = (rule: string, problem: FieldProblem): Diagnostic | null => {
    const index = pack.rules.findIndex(({ id }) => id === rule);
    return index < 0 ? null : diagnostic({ rule, index, problem, file, source });
  };
  const warn = (rule: Rule, { field, start, end, code, message, help }: Doubt): Diagnostic => {
    const { line, column, length } = source.within(["rules", pack.rules.indexOf(rule), field], start, end);
    const told = `${rule.id}.${field}: ${message}`;
    return { severity: "warning", code, file, line, column, length, message: told, help };
  };
  return { is: "pack", pack, place: source.place, diagnose, warn };
};

/** Rules, suppressions and duties are called by their ids: `light-in-empty-room.hold` is easier to find than `rules.3.hold`. */
const placeName = (path: Path, pack: LoosePack): string => {
  const [first, second, ...rest] = path;
  const list = LISTS.find(({ key }) => key === first);
  const named: readonly { readonly id?: string | undefined }[] = list === undefined ? [] : pack[list.key];
  const id = typeof second === "number" ? named[second]?.id : undefined;
  if (id === undefined || named.filter(each => each.id === id).length > 1) return dotted(path);
  return rest.length === 0 ? `${list?.one} ${id}` : dotted([id, ...rest]);
};

const LISTS = [
  { key: "rules", one: "rule" },
  { key: "suppressions", one: "suppression" },
  { key: "duties", one: "duty" },
] as const;

type Where = {
  readonly rule: string;
  readonly index: number;
  readonly problem: FieldProblem;
  readonly file: string;
  readonly source: YamlSource;
};

const diagnostic = ({ rule, index, problem: found, file, source }: Where): Diagnostic => {
  const { field, item, problem } = found;
  const path = ["rules", index, field, ...(item === undefined ? [] : [item])];
  return placedDiagnostic(problem, { path, name: `${rule}.${field}` }, { file, source });
};

const placedDiagnostic = (
  problem: Problem,
  { path, name }: { readonly path: Path; readonly name: string },
  { file, source }: Pick<Where, "file" | "source">,
): Diagnostic => {
  const { line, column, length } = source.within(path, problem.start, problem.end);
  return {
    severity: "error",
    code: problemCode(problem),
    file,
    line,
    column,
    length,
    message: `${name}: ${problem.message}`,
    help: problem.help ?? "",
  };
};

const packOf = (
  { pack, title, rules, suppressions, duties }: PackFile,
  settings: Pack["settings"],
): Pack => ({
  name: pack,
  title,
  settings,
  rules: rules.map(ruleOf),
  suppressions,
  duties: duties.map(dutyOf),
});

/** What a cue says of its priority: nobody is told of it. */
const OF_A_CUE = 4;

const ruleOf = ({
  priority = OF_A_CUE,
  in_force,
  season,
  clear,
  where,
  waste,
  proof,
  escalate,
  class: stake,
  latch,
  realarm,
  silent,
  reset_by,
  incident,
  propose,
  ...rule
}: RuleEntry): Rule => ({
  ...rule,
  priority,
  inForce: in_force,
  ...(escalate !== undefined && { escalate: escalate === "never" ? null : escalate }),
  ...(stake !== undefined && { class: stake }),
  ...(latch !== undefined && { latch }),
  ...(realarm !== undefined && { realarm: realarm === "never" ? null : realarm }),
  ...(silent !== undefined && { silent }),
  ...(reset_by !== undefined && { resetBy: reset_by }),
  ...(incident !== undefined && { incident }),
  ...(propose !== undefined && { propose }),
  ...(season !== undefined && { season: seasonOf(season) }),
  ...(where !== undefined && { where }),
  ...(clear !== undefined && { clear }),
  ...(waste !== undefined && { waste }),
  ...(proof !== undefined && { proof }),
});

const seasonOf = (text: string): NonNullable<Rule["season"]> => ({
  name: text.replace(/^not /, ""),
  isOutside: text.startsWith("not "),
});
