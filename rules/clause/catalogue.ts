import { type Diagnostic, inOrder } from "../site/diagnostic.ts";
import { findingsIn, type Report } from "../site/findings.ts";
import { reportIssues } from "../site/schema-issues.ts";
import { readYaml } from "../site/yaml-source.ts";
import type { Catalogue, Clause, SourceDocument } from "./clause.ts";
import { type CatalogueFile, type ClauseEntry, catalogueFile } from "./clause-schema.ts";
import { unknownClause } from "./nearest-clause.ts";

export type ParsedCatalogue =
  | { readonly is: "catalogue"; readonly catalogue: Catalogue }
  /** At least one, by file and then in order of place. */
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/** One file of the catalogue: its text, and its name for diagnostics. */
export type CatalogueText = { readonly file: string; readonly text: string };

/**
 * Reads the catalogue of the regulations, one document a file. Every mistake of every file is told at once: of form,
 * ids that are there twice, references that lead nowhere, a clause that is out without a reason.
 */
export const parseCatalogue = (texts: readonly CatalogueText[]): ParsedCatalogue => {
  const read = texts.map(readDocument);
  const parts = read.flatMap(({ part }) => (part === null ? [] : [part]));
  const owners = new Map<string, string>();
  for (const { tree, report } of parts) reportTwins(tree, report, owners);
  const ids = new Set(owners.keys());
  for (const { tree, report } of parts) reportMeaning(tree, report, ids);
  const problems = read.flatMap(({ problems, diagnostics }) => inOrder([...problems, ...diagnostics]));
  if (problems.length > 0) return { is: "refused", problems };
  return { is: "catalogue", catalogue: catalogueOf(parts.map(({ tree }) => tree)) };
};

const readDocument = ({ file, text }: CatalogueText) => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { problems, diagnostics: [], part: null };
  const { report, diagnostics } = findingsIn(source, file);
  const parsed = catalogueFile.safeParse(source.value);
  if (!parsed.success) reportIssues(catalogueFile, source.value, report);
  return { problems, diagnostics, part: parsed.success ? { tree: parsed.data, report } : null };
};

const reportTwins = ({ document, clauses }: CatalogueFile, report: Report, owners: Map<string, string>) => {
  for (const [index, { id }] of clauses.entries()) {
    const path = ["clauses", index, "id"];
    if (owners.has(id)) report({ code: "CFG552", path, at: "value", why: `clause ${id} is there twice` });
    if (!id.startsWith(`${document}-`)) {
      const why = `clause ${id} is not of document ${document}`;
      report({ code: "CFG552", path, at: "value", why, help: `its id begins with ${document}-` });
    }
    owners.set(id, document);
  }
};

const reportMeaning = ({ clauses }: CatalogueFile, report: Report, ids: ReadonlySet<string>) => {
  for (const [index, clause] of clauses.entries()) {
    const path = ["clauses", index];
    for (const { key, isDue, isAllowed, of } of demands(clause)) {
      const isThere = clause[key] !== undefined;
      if (isDue && !isThere)
        report({
          code: "CFG101",
          path: [...path, key],
          at: "missing",
          why: `${clause.id} has no "${key}"`,
          help: `every clause ${of} has one`,
        });
      if (isThere && !isAllowed)
        report({
          code: "CFG407",
          path: [...path, key],
          at: "key",
          why: `"${key}" is only for a clause ${of}`,
        });
    }
    for (const [at, other] of (clause.see ?? []).entries()) {
      if (ids.has(other) && other !== clause.id) continue;
      const told =
        other === clause.id ? { why: `${other} refers to itself` } : unknownClause(other, [...ids]);
      report({ code: "CFG551", path: [...path, "see", at], at: "value", ...told });
    }
  }
};

/** Which keys the kind and weight of a clause ask for, and which say nothing there. */
const demands = ({ kind, weight }: ClauseEntry) => {
  const isOut = kind === "out";
  const hasDate = kind === "routine" || kind === "report";
  return [
    { key: "reason", isDue: isOut, isAllowed: isOut, of: "that is out" },
    { key: "weight", isDue: !isOut, isAllowed: !isOut, of: "that is not out" },
    { key: "who", isDue: !isOut, isAllowed: !isOut, of: "that is not out" },
    { key: "due", isDue: hasDate, isAllowed: hasDate, of: "of kind routine or report" },
    { key: "see", isDue: weight === "duplicate", isAllowed: true, of: "of weight duplicate" },
    { key: "not_judged", isDue: false, isAllowed: kind === "rule", of: "of kind rule" },
    {
      key: "today",
      isDue: false,
      isAllowed: hasDate || kind === "system",
      of: "of kind routine, report or system",
    },
  ] as const;
};

const catalogueOf = (files: readonly CatalogueFile[]): Catalogue => {
  const order = (file: CatalogueFile) => [
    file.source,
    Math.min(...file.clauses.map(({ lines }) => lines[0] ?? 0)),
  ];
  const sorted = files
    .map(file => ({ file, order: order(file) }))
    .toSorted((a, b) => compare(a.order[0], b.order[0]) || compare(a.order[1], b.order[1]))
    .map(({ file }) => ({ document: documentOf(file), clauses: file.clauses }));
  const clauses = sorted.flatMap(({ document, clauses }) =>
    clauses.map(clause => clauseOf(document, clause)),
  );
  return {
    documents: sorted.map(({ document }) => document),
    clauses,
    byId: new Map(clauses.map(clause => [clause.id, clause])),
  };
};

const compare = <T extends string | number | undefined>(a: T, b: T): number =>
  a === b ? 0 : (a ?? 0) < (b ?? 0) ? -1 : 1;

const documentOf = ({ document, title, source, profile }: CatalogueFile): SourceDocument => ({
  key: document,
  title,
  source,
  profile,
});

const clauseOf = (document: SourceDocument, entry: ClauseEntry): Clause => {
  const { zh, en, escalate_to, not_judged, today, open = "", who = "", see = [], ...rest } = entry;
  const { weight, due, reason, parameters, proposed, ...plain } = rest;
  return {
    ...plain,
    document,
    text: { zh, en },
    who,
    open,
    see,
    parameters: parameters as Clause["parameters"],
    proposed: proposed as Clause["proposed"],
    ...(weight && { weight }),
    ...(due && { due }),
    ...(reason && { reason }),
    ...(escalate_to && { escalateTo: escalate_to }),
    ...(not_judged && { notJudged: not_judged }),
    ...(today && {
      today: { extent: today.extent, how: { zh: today.zh, en: today.en }, tests: today.tests },
    }),
  };
};
