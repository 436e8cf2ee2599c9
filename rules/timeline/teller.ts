import type { Code } from "../site/codes.ts";
import type { Report } from "../site/findings.ts";
import type { Told } from "../site/form.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";

/** Which part of a place is wrong: the key itself, or what it holds. */
export type Part = "key" | "value";

/** Tells what is wrong with names and texts of a file, each at its place. */
export type Teller = {
  wrong(code: Code, path: Path, why: string, help: string, at?: Part): void;
  /** What a text says; where it says nothing, why is told and `otherwise` stands in. */
  read<T>(result: Told<T>, path: Path, otherwise: T): T;
  /** Whether a name is one of a list; if not, the nearest of them is told, or some. */
  isOneOf(list: readonly string[], name: string, mistake: Mistake, path: Path, at?: Part): boolean;
};

/** `why` stands before the name: `the hall has no zone`. */
export type Mistake = { readonly code: Code; readonly why: string };

const SHOWN_AT_MOST = 12;

export const tellerOf = (report: Report): Teller => {
  const wrong: Teller["wrong"] = (code, path, why, help, at = "value") =>
    report({ code, path, at, why, help });
  return {
    wrong,
    read: (result, path, otherwise) => {
      if (result.is === "told") return result.value;
      wrong(result.code, path, result.why, result.help);
      return otherwise;
    },
    isOneOf: (list, name, { code, why }, path, at) => {
      if (list.includes(name)) return true;
      wrong(code, path, `${why} "${name}"`, helpFor(name, list), at);
      return false;
    },
  };
};

const helpFor = (name: string, list: readonly string[]): string => {
  const close = nearest(name, list);
  if (close !== null) return `did you mean "${close}"?`;
  const some = list.slice(0, SHOWN_AT_MOST).join(", ");
  return `there are: ${some}${list.length > SHOWN_AT_MOST ? ", …" : ""}`;
};
