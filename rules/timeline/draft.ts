import type { z } from "zod";
import { type Diagnostic, inOrder } from "../site/diagnostic.ts";
import { otherSort } from "../site/file-sort.ts";
import { findingsIn } from "../site/findings.ts";
import { reportIssues } from "../site/schema-issues.ts";
import { readYaml, type YamlSource } from "../site/yaml-source.ts";
import { type TimelineFile, timelineFile, type Values, valuesFile } from "./schema.ts";

/** A file whose form is right; what its names mean is seen when it meets its hall. */
export type Draft<T> = { readonly file: string; readonly form: T; readonly source: YamlSource };

export type Drafted<T> =
  | { readonly is: "draft"; readonly draft: Draft<T> }
  | { readonly is: "refused"; readonly problems: readonly Diagnostic[] };

/** Reads a rule test. Every mistake of form is told at once. `file` as the diagnostics shall name it. */
export const draftTimeline = (text: string, file: string): Drafted<TimelineFile> => {
  const { source } = readYaml(text, file);
  const other = source && otherSort("timeline", source, file);
  return other ? { is: "refused", problems: [other] } : draftOf(timelineFile, text, file);
};

/** Reads a file of values that several rule tests share. */
export const draftValues = (text: string, file: string): Drafted<Values> => draftOf(valuesFile, text, file);

const draftOf = <S extends z.ZodType>(schema: S, text: string, file: string): Drafted<z.output<S>> => {
  const { source, problems } = readYaml(text, file);
  if (source === null) return { is: "refused", problems: inOrder(problems) };
  const { report, diagnostics } = findingsIn(source, file);
  reportIssues(schema, source.value, report);
  const parsed = schema.safeParse(source.value);
  const all = [...problems, ...diagnostics];
  if (all.length > 0 || !parsed.success) return { is: "refused", problems: inOrder(all) };
  return { is: "draft", draft: { file, form: parsed.data, source } };
};
