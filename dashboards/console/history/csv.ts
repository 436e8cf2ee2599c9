/** A cell that a spreadsheet would take for a formula when it opens the file. @see OWASP, CSV injection */
const FORMULA = /^\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/**
 * Rows as a CSV file that a spreadsheet opens: UTF-8 with its mark, lines ended by CR LF, every text quoted. A text that
 * would be taken for a formula gets an apostrophe before it, so that nothing that somebody typed is ever run.
 *
 * @see RFC 4180
 */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\ufeff${rows.map(row => `${row.map(cellOf).join(",")}\r\n`).join("")}`;

const cellOf = (value: string | number | null): string => {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
};
