import type {
  AnnotationQuery,
  Dashboard,
  Panel,
  VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { type Choice, fillIn, left, type Range } from "./fill-in.ts";
import { ask, type Database, type Series } from "./influx.ts";

/** Something that a person in front of the board would trip over. */
export type Problem = { readonly where: string; readonly what: string };

/** Runs a query as the board would, notes its problems, and returns the series that hold an answer. */
type Run = (where: string, query: string) => Promise<readonly Series[]>;
type Note = (where: string, what: string) => void;
type Target = {
  readonly refId: string;
  readonly query: string;
  readonly resultFormat: string;
  readonly alias?: string;
  readonly textColumn?: string;
};

/**
 * Runs every query of a board, its variables' and annotations' too, against a database as Grafana would, and names each
 * one that fails, is empty, or leaves a variable open; and each panel whose id is missing or taken, or whose settings
 * name a column that no query has.
 */
export const problemsOf = async (
  board: Dashboard,
  database: Database,
  range: Range,
): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  const note: Note = (where, what) => {
    problems.push({ where, what });
  };
  const variables = new Map<string, Choice>();
  const run: Run = async (where, query) => {
    const filled = fillIn(query, range, variables);
    const open = left(filled);
    if (open.length > 0) note(where, `nobody fills in ${open.join(", ")}`);
    const answer = await ask(database, filled).catch((error: Error) => error.message);
    if (typeof answer === "string") note(where, `${answer}: ${filled}`);
    const whole = typeof answer === "string" ? [] : answer.filter(hasAnswer);
    if (whole.length === 0) note(where, `empty: ${filled}`);
    return whole;
  };
  for (const variable of board.templating.list ?? [])
    if (variable.type === "query")
      variables.set(
        variable.name,
        chosenOf(variable, await run(`variable ${variable.name}`, String(variable.query))),
      );
  for (const annotation of board.annotations.list ?? []) await inspectAnnotation(annotation, run, note);
  const panels = (board.panels ?? []) as readonly Panel[];
  for (const panel of panels) await inspectPanel(panel, run, note);
  for (const { title, id } of panels) {
    if (id === undefined || id < 1) note(`panel ${title}`, "has no id");
    else if (panels.filter(other => other.id === id).length > 1) note(`panel ${title}`, `id ${id} is taken`);
  }
  return problems;
};

const inspectAnnotation = async (annotation: AnnotationQuery, run: Run, note: Note): Promise<void> => {
  const target = annotation.target as Target | undefined;
  if (target?.query === undefined) return;
  const where = `annotation ${annotation.name}`;
  const series = await run(where, target.query);
  if (series.some(one => !one.columns.includes(target.textColumn ?? "")))
    note(where, `no column "${target.textColumn}"`);
};

const inspectPanel = async (panel: Panel, run: Run, note: Note): Promise<void> => {
  const targets = (panel.targets ?? []) as unknown as readonly Target[];
  const columns = new Set<string>();
  let isWhole = true;
  for (const target of targets) {
    const where = `panel ${panel.title}, ${target.refId}`;
    const series = await run(where, target.query);
    isWhole &&= series.length > 0;
    for (const column of series.flatMap(one => one.columns)) columns.add(column);
    for (const tag of aliased(target))
      if (series.some(one => one.tags?.[tag] === undefined)) note(where, `is not grouped by ${tag}`);
    if (target.resultFormat === "table" && series.some(one => one.tags !== undefined))
      note(where, "is a table grouped by tags, whose columns come in no fixed order");
  }
  // Only tables have columns of their own, and empty ones have none; the names of series come from their tags.
  if (isWhole && targets.every(target => target.resultFormat === "table"))
    for (const name of named(panel))
      if (!columns.has(name)) note(`panel ${panel.title}`, `no column "${name}"`);
};

/** Whether any cell is neither the time nor empty. */
const hasAnswer = ({ columns, values }: Series): boolean =>
  values.some(row => row.some((cell, index) => cell !== null && columns[index] !== "time"));

const chosenOf = (variable: VariableModel, series: readonly Series[]): Choice => {
  if (variable.multi === true && variable.allValue !== undefined)
    return { is: "text", text: variable.allValue };
  const values = [...new Set(series.flatMap(one => one.values.map(row => String(row.at(-1)))))];
  if (variable.multi === true) return { is: "several", values };
  const current = String(variable.current?.value ?? "");
  return { is: "several", values: values.includes(current) ? [current] : values.slice(0, 1) };
};

const aliased = (target: Target): readonly string[] =>
  [...(target.alias ?? "").matchAll(/\$tag_(\w+)/g)].map(match => match[1]!);

/** Columns that transformations, overrides and sorting name. */
const named = (panel: Panel): readonly string[] => {
  const transformed = (panel.transformations ?? []).flatMap(({ options }): readonly string[] => [
    ...(options.byField === undefined ? [] : [options.byField]),
    ...(options.include?.names ?? []),
  ]);
  const overridden = (panel.fieldConfig?.overrides ?? [])
    .filter(({ matcher }) => matcher.id === "byName")
    .map(({ matcher }) => String(matcher.options));
  const sorted = (panel.options?.sortBy ?? []).map((one: { displayName: string }) => one.displayName);
  return [...new Set([...transformed, ...overridden, ...sorted])].filter(name => name !== "Time");
};
