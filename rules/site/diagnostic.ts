import { textWidth } from "./text-width.ts";

/** One thing that is wrong (or doubtful) in a file that a person wrote, and where. */
export type Diagnostic = {
  /** A warning does not stop the start. */
  readonly severity: "error" | "warning";
  /** Stable: `CFG102`. `codes.ts` lists them. */
  readonly code: string;
  /** As the file was named by the caller. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units as editors count. */
  readonly column: number;
  /** In UTF-16 units, at least 1; it may reach past the end of the line. */
  readonly length: number;
  /** What is wrong. */
  readonly message: string;
  /** What would be right; empty when the message says it all. */
  readonly help: string;
};

/**
 * The diagnostic as a source frame of plain text: message, place, the line itself with carets under the part that is
 * meant, help. No line break at the end.
 *
 * @param text  the whole file that the diagnostic is about
 */
export const renderDiagnostic = (d: Diagnostic, text: string): string => {
  const source = (text.split("\n")[d.line - 1] ?? "").replace(/\r$/, "");
  const gutter = " ".repeat(String(d.line).length);
  const before = source.slice(0, d.column - 1);
  const meant = source.slice(d.column - 1, d.column - 1 + d.length);
  const indent = [...before].map(c => (c === "\t" ? "\t" : " ".repeat(textWidth(c)))).join("");
  const frame = [
    `${d.severity}[${d.code}] ${d.message}`,
    `${gutter}--> ${d.file}:${d.line}:${d.column}`,
    `${gutter} |`,
    `${d.line} | ${source}`,
    `${gutter} | ${indent}${"^".repeat(Math.max(1, textWidth(meant)))}`,
  ];
  if (d.help !== "") frame.push(`${gutter} = help: ${d.help}`);
  return frame.join("\n");
};

/** By line, then column, as a person goes through the file. */
export const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column);
