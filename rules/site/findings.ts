import type { Code } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Path, YamlSource } from "./yaml-source.ts";

/** Something wrong at a place of the tree. */
export type Finding = {
  readonly code: Code;
  readonly path: Path;
  /** `key`: the key is wrong; `value`: what it holds; `missing`: the last step of the path is not there. */
  readonly at: "key" | "value" | "missing";
  /** Without the place, which is put before or after it. */
  readonly why: string;
  readonly help?: string;
  /** Doubtful rather than wrong. */
  readonly isWarning?: true;
};

export type Report = (finding: Finding) => void;

/**
 * Turns findings into diagnostics with their place in the file. What an alias repeats is told once.
 *
 * @param pathText  what people call a place of the tree
 */
export const findingsIn = (
  source: YamlSource,
  file: string,
  pathText: (path: Path) => string = dotted,
): { readonly report: Report; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const told = new Set<string>();
  const report: Report = ({ code, path, at, why, help = "", isWarning }) => {
    const { line, column, length, usedAt } = source.place(path, at === "value" ? "value" : "key");
    const key = `${line}:${column}:${code}:${why}`;
    if (told.has(key)) return;
    told.add(key);
    const used = usedAt === undefined ? "" : `used through an alias in line ${usedAt}`;
    diagnostics.push({
      severity: isWarning === true ? "warning" : "error",
      code,
      file,
      line,
      column,
      length,
      message:
        at === "value" ? `${pathText(path)}: ${why}` : aboutKey(code, pathText(path.slice(0, -1)), why),
      help: [help, used].filter(part => part !== "").join("; "),
    });
  };
  return { report, diagnostics };
};

const aboutKey = (code: Code, parent: string, why: string): string =>
  code === "CFG101" || code === "CFG102" ? `${why} in ${parent}` : `${parent}: ${why}`;

/** A place of the tree by its keys: `zones.hall.points`. */
export const dotted = (path: Path): string => (path.length === 0 ? "the file" : path.join("."));
