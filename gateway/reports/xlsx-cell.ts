import type { Cell } from "exceljs";
import type { ReportCell } from "#rules/report/facility-report.ts";
import { cellText } from "./sheet.ts";
import type { ReportLanguage } from "./words/language.ts";

/** Format of a cell whose content is text, also after somebody edits it: never a formula. */
const TEXT = "@";

/** A text as it is, whatever it begins with. */
export const putText = (cell: Cell, text: string): void => {
  if (text === "") return;
  cell.value = text;
  cell.numFmt = TEXT;
};

/** What a report says in a cell: numbers as numbers with their digits, times as times on the hall's clock. */
export const putCell = (cell: Cell, said: ReportCell, language: ReportLanguage): void => {
  if (said.is === "number") {
    cell.value = Number(said.value.toFixed(said.decimals));
    cell.numFmt = formatOf(cellText(said, language), said.decimals);
    return;
  }
  const text = cellText(said, language);
  const moment = said.is === "moment" ? /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(:\d\d)?$/.exec(text) : null;
  if (moment === null) {
    putText(cell, text);
    return;
  }
  // A sheet knows no zones: the hall's clock stands in it as it is.
  const [, day, time, seconds] = moment;
  cell.value = new Date(`${day}T${time}${seconds ?? ":00"}Z`);
  cell.numFmt = seconds === undefined ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd hh:mm:ss";
};

/** The digits of a number, and around them what its text says around them: `86.42 kWh` keeps its unit. */
const formatOf = (text: string, decimals: number): string => {
  const digits = decimals === 0 ? "#,##0" : `#,##0.${"0".repeat(decimals)}`;
  const found = /^([^\d]*?)[-−+]?\d[\d,.]*(.*)$/s.exec(text);
  if (found === null) return digits;
  const [, before = "", behind = ""] = found;
  const said = (part: string): string => (part === "" ? "" : `"${part.replaceAll('"', "'")}"`);
  return `${said(before)}${digits}${said(behind)}`;
};

/** A name that a sheet may have, and no other of the book has: at most 31 characters, without `: \ / ? * [ ]`. */
export const sheetName = (title: string, taken: Set<string>): string => {
  const clean =
    title
      .replaceAll(/[:\\/?*[\]]/g, " ")
      .replaceAll(/^'+|'+$/g, "")
      .trim()
      .slice(0, 31) || "-";
  let name = clean;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const tail = ` ${number}`;
    name = `${clean.slice(0, 31 - tail.length)}${tail}`;
  }
  taken.add(name.toLowerCase());
  return name;
};
