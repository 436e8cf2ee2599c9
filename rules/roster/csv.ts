import type { Code } from "../site/codes.ts";
import type { Diagnostic } from "../site/diagnostic.ts";
import type { Person, Role } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { wallMinute } from "../site/opening-hours.ts";
import { ROLES } from "../site/roles.ts";
import type { Shift } from "../site/roster.ts";
import { instantOf } from "../site/wall-moment.ts";
import { isDate } from "../time/dates.ts";

const COLUMNS = ["date", "from", "to", "role", "person"] as const;
type Column = (typeof COLUMNS)[number];

/** For whom a roster is. */
export type RosterHall = { readonly people: readonly Person[]; readonly timeZone: string };

/** Duties of a roster, with every mistake in it; the duties of lines with a mistake are left out. */
export type ReadRoster = { readonly shifts: readonly Shift[]; readonly problems: readonly Diagnostic[] };

/**
 * Reads a roster: CSV with the columns `date,from,to,role,person` in any order, named in its first line. A duty whose `to`
 * is not later than its `from` ends on the day after: `2025-07-23,17:30,07:50,guard,G1`. Who has the duty is told by id,
 * or by a name that one person alone has.
 *
 * @param file  as the diagnostics shall name it
 * @see RFC 4180 for quotes and line ends
 */
export const readRoster = (text: string, file: string, hall: RosterHall): ReadRoster => {
  const [header, ...rows] = linesOf(text);
  const problems: Diagnostic[] = [];
  const report = (cell: Cell, code: Code, message: string, help = ""): void => {
    const { line, column, text: written } = cell;
    const length = Math.max(1, written.length);
    problems.push({ severity: "error", code, file, line, column, length, message, help });
  };
  const foreign = [header ?? [], ...rows].flat().find(({ text: cell }) => cell.includes(UNREADABLE));
  if (foreign !== undefined) {
    report(foreign, "CFG211", "the roster is not written in UTF-8", "save it anew, in Excel as CSV UTF-8");
    return { shifts: [], problems };
  }
  const places = columnsOf(header, report);
  if (places === null) return { shifts: [], problems };
  const shifts = rows.flatMap(cells => {
    const before = problems.length;
    const shift = shiftOf(cells, places, hall, report);
    return shift && problems.length === before ? [shift] : [];
  });
  return { shifts, problems };
};

type Cell = { readonly text: string; readonly line: number; readonly column: number };
type Report = (cell: Cell, code: Code, message: string, help?: string) => void;
type Places = ReadonlyMap<Column, number>;

/** What a decoder puts in the place of bytes that are no UTF-8. */
const UNREADABLE = "\uFFFD";
const HELP = `the first line names the columns: ${COLUMNS.join(",")}`;

const columnsOf = (header: readonly Cell[] | undefined, report: Report): Places | null => {
  if (header === undefined) {
    report({ text: "", line: 1, column: 1 }, "CFG211", "the roster is empty", HELP);
    return null;
  }
  const places = new Map<Column, number>();
  let isRight = true;
  for (const [index, cell] of header.entries()) {
    const name = COLUMNS.find(column => column === cell.text.toLowerCase());
    if (name !== undefined && !places.has(name)) places.set(name, index);
    else {
      isRight = false;
      report(cell, "CFG211", name ? `"${name}" is there twice` : `unknown column "${cell.text}"`, HELP);
    }
  }
  const missing = COLUMNS.filter(column => !places.has(column));
  if (isRight && missing.length > 0)
    report({ text: "", line: header[0]?.line ?? 1, column: 1 }, "CFG211", `no column ${missing[0]}`, HELP);
  return isRight && missing.length === 0 ? places : null;
};

const shiftOf = (
  cells: readonly Cell[],
  places: Places,
  hall: RosterHall,
  report: Report,
): Shift | undefined => {
  const last = cells.at(-1) ?? { text: "", line: 1, column: 1 };
  if (cells.length !== places.size) {
    const why = `${cells.length} of ${places.size} columns`;
    report(last, "CFG211", why, "write every column, without a comma in any");
    return undefined;
  }
  const cell = (column: Column): Cell => cells[places.get(column) ?? 0] ?? last;
  const [date, from, to] = [cell("date"), wallMinute(cell("from").text), wallMinute(cell("to").text)];
  if (!isDate(date.text)) report(date, "CFG202", `date: "${date.text}" is no date`, "write it as 2025-07-23");
  for (const column of ["from", "to"] as const)
    if (wallMinute(cell(column).text) === null)
      report(
        cell(column),
        "CFG203",
        `${column}: "${cell(column).text}" is no time of day`,
        "write it as 07:50",
      );
  const role = ROLES.find(each => each === cell("role").text);
  if (role === undefined)
    report(cell("role"), "CFG104", `role: nobody knows "${cell("role").text}"`, roleHelp(cell("role").text));
  const person = personOf(cell("person"), role, hall.people, report);
  if (!isDate(date.text) || from === null || to === null || !role || !person) return undefined;
  const end = to > from ? to : to + 1440;
  const moment = (minute: number) => instantOf({ date: date.text, minute }, hall.timeZone);
  return { person: person.id, role, from: moment(from), to: moment(end) };
};

const roleHelp = (written: string): string => {
  const near = nearest(written, ROLES);
  return near === null ? `one of ${ROLES.join(", ")}` : `did you mean "${near}"?`;
};

const personOf = (
  cell: Cell,
  role: Role | undefined,
  people: readonly Person[],
  report: Report,
): Person | undefined => {
  const named = people.filter(({ name }) => name === cell.text);
  const person = people.find(({ id }) => id === cell.text) ?? (named.length === 1 ? named[0] : undefined);
  if (!person) {
    const near = nearest(
      cell.text,
      people.map(({ id }) => id),
    );
    const why =
      named.length > 1
        ? `person: "${cell.text}" is the name of two`
        : `person: there is nobody "${cell.text}"`;
    report(
      cell,
      "CFG309",
      why,
      near === null ? "give the id of one of the people" : `did you mean "${near}"?`,
    );
  } else if (role && !person.roles.includes(role))
    report(cell, "CFG309", `person: ${person.id} is no ${role}`, `roles: ${person.roles.join(", ")}`);
  return person;
};

/** The cells of every line that is not empty, without quotes and the blanks around them. */
const linesOf = (text: string): readonly (readonly Cell[])[] =>
  text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .flatMap((written, index) => (written.trim() === "" ? [] : [cellsOf(written, index + 1)]));

const CELL = /\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(,|$)/y;

const cellsOf = (written: string, line: number): readonly Cell[] => {
  const cells: Cell[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const at = CELL.lastIndex;
    const [, quoted, plain = "", end] = CELL.exec(written) ?? [];
    const text = quoted?.replaceAll('""', '"') ?? plain;
    // What does not parse as a cell is one, up to the end of the line, and will be told as it stands.
    if (end === undefined) return [...cells, { text: written.slice(at).trim(), line, column: at + 1 }];
    const blanks = /^\s*/.exec(written.slice(at))?.[0].length ?? 0;
    cells.push({ text, line, column: at + blanks + 1 });
    if (end === "") return cells;
  }
};
