import type { Report } from "../site/findings.ts";
import { kinds } from "../site/kinds.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";
import { roleType } from "./attributes.ts";
import type { DutySpan, DutyTime } from "./duty.ts";
import { checkAsks } from "./duty-ask-checks.ts";
import type { LooseDuty, LoosePack } from "./loose-pack.ts";
import { checkEdge, checkLength, type Names } from "./setting-checks.ts";

/** Where a duty stands, and who hears of it. */
type Place = {
  readonly duty: LooseDuty;
  /** As it stands in the file. */
  readonly said: { readonly when?: unknown; readonly each?: unknown };
  readonly path: Path;
  readonly report: Report;
};

/**
 * Tells what is wrong with the duties of a pack though each has its form: twins, settings that are not there, keys that
 * contradict one another, one of which nobody but the doer would hear.
 *
 * @param written  the pack as it stands in the file
 * @param lineOf   the line of the file where something stands
 */
export const checkDuties = (
  written: unknown,
  pack: LoosePack,
  report: Report,
  lineOf: (path: Path) => number,
): void => {
  const seen = new Set<string>();
  for (const [index, duty] of pack.duties.entries()) {
    const path = ["duties", index] as const;
    const { id } = duty;
    if (id !== undefined && seen.has(id)) {
      const first = lineOf(["duties", pack.duties.findIndex(each => each.id === id), "id"]);
      const help = `the first one is in line ${first}`;
      report({
        code: "CFG504",
        path: [...path, "id"],
        at: "value",
        why: `duty "${id}" is there twice`,
        help,
      });
    }
    seen.add(id ?? "");
    const said = saidOf(written, index);
    const place = { duty, said, path, report };
    checkLengths(place, { pack, report });
    checkItems(place);
    checkClosedDay(place);
    checkReading(place);
    checkTold(place);
    checkAsks(duty.ask ?? [], [...path, "ask"], { pack, report });
  }
};

const saidOf = (written: unknown, duty: number): Place["said"] => {
  const { duties } = written as { readonly duties?: readonly unknown[] };
  return (duties?.[duty] ?? {}) as Place["said"];
};

const checkLengths = ({ duty, said, path }: Place, names: Names): void => {
  const { when, pace, within, remind, missed_after, late } = duty;
  for (const [key, length] of Object.entries({ pace, within, missed_after }))
    if (length !== undefined) checkLength(length, [...path, key], names);
  if (remind !== undefined && remind !== "opened")
    checkLength(remind, [...path, "remind"], names, "; or write opened");
  if (late?.escalate !== undefined && late.escalate !== "never")
    checkLength(late.escalate, [...path, "late", "escalate"], names, "; or write never");
  const isListed = Object.hasOwn((said.when ?? {}) as object, "windows");
  if (when !== undefined) checkTime(when, [...path, "when"], names, isListed);
};

const checkTime = (when: DutyTime, path: Path, names: Names, isListed: boolean): void => {
  const checkSpan = ({ from, due }: DutySpan, at: Path) => {
    checkEdge(from, [...at, "from"], names);
    checkEdge(due, [...at, "due"], names);
  };
  switch (when.is) {
    case "day":
      for (const [index, window] of when.windows.entries())
        checkSpan(window, isListed ? [...path, "windows", index] : path);
      return;
    case "week":
      checkSpan(when.window, path);
      return;
    case "every":
      checkLength(when.length, [...path, "every"], names);
      return;
    case "event":
      checkLength(when.delay, [...path, "delay"], names);
      checkLength(when.within, [...path, "within"], names);
      return;
    default:
      return;
  }
};

const checkItems = ({ duty: { each, where, items = [] }, said, path, report }: Place): void => {
  if (where !== undefined && !Object.hasOwn(said, "each"))
    report({
      code: "CFG402",
      path: [...path, "where"],
      at: "key",
      why: "where says which of each, and there is no each",
      help: "write each: [extinguisher], or leave where out",
    });
  if (each !== undefined && items.length > 0)
    report({
      code: "CFG402",
      path: [...path, "items"],
      at: "key",
      why: "it has an item for each thing, and items too",
      help: "make two duties of it: one for each thing, one with items",
    });
  checkTwins(
    items.map(({ id }) => id),
    [...path, "items"],
    report,
  );
};

/** Tells of two entries of a list that have one id. */
const checkTwins = (ids: readonly string[], path: Path, report: Report): void => {
  for (const [index, id] of ids.entries())
    if (ids.indexOf(id) < index)
      report({
        code: "CFG306",
        path: [...path, index, "id"],
        at: "value",
        why: `"${id}" is there twice`,
        help: "give each an id of its own",
      });
};

const checkClosedDay = ({ duty: { when, closed_day }, path, report }: Place): void => {
  if (closed_day !== "defer" || when === undefined) return;
  if (when.is !== "day" && when.is !== "every" && when.is !== "event") return;
  const why =
    when.is === "day"
      ? "the next business day has its own: what falls due every day cannot be deferred"
      : "what waits for something that happens has no other day to be deferred to";
  report({ code: "CFG510", path: [...path, "closed_day"], at: "value", why, help: "write skip or do" });
};

const checkReading = ({ duty, said, path, report }: Place): void => {
  const { evidence = [], reading, each } = duty;
  const isAsked = evidence.includes("reading");
  if (isAsked && reading === undefined)
    report({
      code: "CFG510",
      path: [...path, "evidence"],
      at: "value",
      why: "a reading proves it, and nothing says which",
      help: "write reading: { role: test, word: passed }",
    });
  if (reading === undefined) return;
  const at = (key: string): Path => [...path, "reading", ...(key === "" ? [] : [key])];
  if (!isAsked)
    report({
      code: "CFG402",
      path: at(""),
      at: "key",
      why: "a reading is named, and evidence does not take readings",
      help: "write evidence: [reading, confirmation]",
    });
  if (!Object.hasOwn(said, "each")) {
    const why = "a reading is of a thing, and there is no each";
    report({ code: "CFG402", path: at(""), at: "key", why, help: "write each: [panic-button]" });
    return;
  }
  for (const kind of each ?? []) {
    const type = roleType(kind, reading.role);
    const roles = Object.keys(kinds[kind]).filter(role => roleType(kind, role)?.is === "word");
    const words = type?.is === "word" ? type.words : [];
    if (type === null || type.is !== "word")
      report({
        code: "CFG304",
        path: at("role"),
        at: "value",
        why: `no ${kind} has a "${reading.role}" that says a word`,
        help: nearHelp(reading.role, roles, "roles that do"),
      });
    else if (!words.includes(reading.word))
      report({
        code: "CFG305",
        path: at("word"),
        at: "value",
        why: `${kind}.${reading.role} never says "${reading.word}"`,
        help: nearHelp(reading.word, words, "its words"),
      });
  }
};

const nearHelp = (word: string, known: readonly string[], what: string): string => {
  const near = nearest(word, known);
  return near === null ? `${what}: ${known.join(", ") || "none"}` : `did you mean "${near}"?`;
};

const checkTold = ({ duty: { who, late }, path, report }: Place): void => {
  if (late?.tell === undefined || who === undefined || late.tell.some(role => role !== who)) return;
  report({
    code: "CFG510",
    path: [...path, "late", "tell"],
    at: "value",
    why: `only the ${who} would hear that the ${who} did not do it`,
    help: "name somebody else too: [hall-director]",
  });
};
