import type { Faults } from "./faults.ts";

/** What a command at run time comes to. */
export type Reply =
  | { readonly is: "fault"; readonly fault: string; readonly state: "on" | "off" }
  | { readonly is: "faults"; readonly active: readonly string[] }
  | { readonly is: "refused"; readonly why: string };

/** Obeys `fault on <name>[:<target>]`, `fault off <name>[:<target>]` and `fault list`; refuses anything else. */
export const obey = (line: string, faults: Faults): Reply => {
  const [word, verb, text, ...more] = line.trim().split(/\s+/);
  const isWhole = word === "fault" && more.length === 0;
  if (isWhole && verb === "list" && text === undefined) return { is: "faults", active: faults.list() };
  if (isWhole && (verb === "on" || verb === "off") && text !== undefined) {
    const result = faults.set(text, verb);
    return result.is === "refused" ? result : { is: "fault", fault: result.fault, state: verb };
  }
  const usage = 'say "fault on <name>[:<target>]", "fault off <name>[:<target>]" or "fault list"';
  return { is: "refused", why: `"${line.trim()}": ${usage}` };
};
