import { styleText } from "node:util";
import { type Diagnostic, renderDiagnostic } from "#rules/site/diagnostic.ts";
import type { Words } from "./words/language.ts";

const SHOWN_AT_MOST = 20;

/**
 * Mistakes with their source lines, and how many there are: `3 errors in hall.yaml`. For standard error: coloured when
 * that is a terminal.
 */
export const problemsText = (
  problems: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  words: Words,
): string => {
  const frames = problems
    .slice(0, SHOWN_AT_MOST)
    .map(problem => coloured(frameOf(problem, texts.get(problem.file)), problem.severity));
  const more = problems.length - frames.length;
  const files = [...new Set(problems.map(({ file }) => file))].join(", ");
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const count = words.problems.in(words.problems.count(errors, problems.length - errors), files);
  return [...frames, ...(more > 0 ? [words.problems.more(more)] : []), count].join("\n\n");
};

/** A file that could not be read, or that only the gateway has, has no line to show. */
const frameOf = (problem: Diagnostic, text: string | undefined): string =>
  text === undefined
    ? `${problem.severity}[${problem.code}] ${problem.message}\n--> ${placeOf(problem)}\n = help: ${problem.help}`
    : renderDiagnostic(problem, text);

/** A file that could not be read at all has no place in it. */
const placeOf = ({ file, line, column }: Diagnostic): string =>
  line === 1 && column === 1 ? file : `${file}:${line}:${column}`;

const coloured = (frame: string, severity: Diagnostic["severity"]): string => {
  const tone = severity === "error" ? "red" : "yellow";
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    styleText(format, text, { stream: process.stderr });
  return frame
    .split("\n")
    .map((line, index) => {
      if (index === 0) return line.replace(/^\w+\[\w+\]/, label => paint(["bold", tone], label));
      if (index === 4) return line.replace(/\^+$/, carets => paint(tone, carets));
      return line.replace(/^( *)(-->|= help:)/, (_, space, sign) => `${space}${paint("cyan", sign)}`);
    })
    .join("\n");
};
