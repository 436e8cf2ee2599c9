import type {
  AnnotationQuery,
  Dashboard,
  Panel,
  VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { type Choice, left, type Range, secondsOf } from "./fill-in.ts";
import type { Series } from "./influx.ts";
import type { Asking, Source, Target } from "./source.ts";

/** Something that a person in front of the board would trip over. */
export type Problem = { readonly where: string; readonly what: string };

/** Runs a query as the board would, notes its problems, and returns the series that hold an answer. */
type Run = (where: string, target: Target, least?: number) => Promise<readonly Series[]>;
type Note = (where: string, what: string) => void;

/**
 * Runs every query of a board, its variables' and annotations' too, against a database as Grafana would, and names each
 * one that fails, is empty, or leaves a variable open; and each panel whose id is missing or taken, or whose settings
 * name a column that no query has.
 */
export const problemsOf = async (
  board: Dashboard,
  source: Source,
  range: Range,
): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  const note: Note = (where, what) => {
    problems.push({ where, what });
  };
  const variables = new Map<string, Choice>();
  const asking = (least = 0): Asking => ({ range, variables, least });
  const noteOpen = (where: string, text: string) => {
    const open = left(text);
    if (open.length > 0) note(where, `nobody fills in ${open.join(", ")}`);
  };
  const run: Run = async (where, target, least = 0) => {
    const filled = target.channel ?? source.text(target, asking(least));
    // What is pushed to Grafana Live is in no database.
    if (target.channel !== undefined) return [];
    noteOpen(where, filled);
    const answer = await source.ask(target, asking(least)).catch((error: Error) => error.message);
    if (typeof answer === "string") note(where, `${answer}: ${filled}`);
    const whole = typeof answer === "string" ? [] : answer.filter(hasAnswer);
    if (whole.length === 0) note(where, `empty: ${filled}`);
    return whole;
  };
  for (const variable of board.templating.list ?? [])
    if (variable.type === "query") {
      const where = `variable ${variable.name}`;
      const { text, values } = await source.values(String(variable.query), asking());
      noteOpen(where, text);
      if (values.length === 0) note(where, `empty: ${text}`);
      variables.set(variable.name, chosenOf(variable, values));
    }
  for (const annotation of board.annotations.list ?? []) await inspectAnnotation(annotation, run, note);
  const panels = (board.panels ?? []) as readonly Panel[];
  for (const panel of panels) await inspectPanel(panel, source, run, note);
  for (const { title, id } of panels) {
    if (id === undefined || id < 1) note(`panel ${title}`, "has no id");
    else if (panels.filter(other => other.id === id).length > 1) note(`panel ${title}`, `id ${id} is taken`);
  }
  return problems;
};

const inspectAnnotation = async (annotation: AnnotationQuery, run: Run, note: Note): Promise<void> => {
  const target = annotation.target as unknown as Target | undefined;
  if (target?.query === undefined && target?.expr === undefined) return;
  const where = `annotation ${annotation.name}`;
  const series = await run(where, target, 60);
  if (target.textColumn !== undefined && series.some(one => !one.columns.includes(target.textColumn ?? "")))
    note(where, `no column "${target.textColumn}"`);
  const { tagKeys } = annotation as { readonly tagKeys?: string };
  if (target.expr !== undefined && series.some(one => !tagKeys?.split(",").some(tag => one.tags?.[tag])))
    note(where, `no label of ${tagKeys}`);
};

const inspectPanel = async (panel: Panel, source: Source, run: Run, note: Note): Promise<void> => {
  const targets = (panel.targets ?? []) as unknown as readonly Target[];
  const columns = new Set<string>();
  let isWhole = true;
  for (const target of targets) {
    const where = `panel ${panel.title}, ${target.refId}`;
    const series = await run(where, target, secondsOf(panel.interval));
    isWhole &&= series.length > 0;
    for (const column of series.flatMap(one => one.columns)) columns.add(column);
    for (const tag of source.named(target))
      if (series.some(one => one.tags?.[tag] === undefined)) note(where, `is not grouped by ${tag}`);
    if (source.isTable(target) && series.some(one => one.tags !== undefined))
      note(where, "is a table grouped by tags, whose columns come in no fixed order");
  }
  const renamed = new Set([...columns].map(column => renames(panel)[column] ?? column));
  // Only tables have columns of their own, and empty ones have none; the names of series come from their tags.
  if (isWhole && targets.every(target => source.isTable(target)))
    for (const name of named(panel))
      if (!renamed.has(name)) note(`panel ${panel.title}`, `no column "${name}"`);
};

/** What a step of the panel calls its columns. */
const renames = (panel: Panel): Readonly<Record<string, string>> =>
  Object.assign({}, ...(panel.transformations ?? []).map(({ options }) => options.renameByName ?? {}));

/** Whether any cell is neither the time nor empty. */
const hasAnswer = ({ columns, values }: Series): boolean =>
  values.some(row => row.some((cell, index) => cell !== null && columns[index] !== "time"));

const chosenOf = (variable: VariableModel, values: readonly string[]): Choice => {
  if (variable.multi === true && variable.allValue !== undefined)
    return { is: "text", text: variable.allValue };
  if (variable.multi === true) return { is: "several", values };
  const current = String(variable.current?.value ?? "");
  return { is: "several", values: values.includes(current) ? [current] : values.slice(0, 1) };
};

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
