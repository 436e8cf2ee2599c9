/** Fields of a CSV, read strictly as RFC 4180 has it. */
export const csvRows = (text: string): readonly (readonly string[])[] => {
  if (!text.startsWith("\ufeff")) throw new Error("no byte order mark");
  const rows: string[][] = [];
  let rest = text.slice(1);
  let row: string[] = [];
  while (rest !== "") {
    const found = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (found === null) throw new Error(`no field: ${rest.slice(0, 40)}`);
    row.push((found[1] ?? found[2] ?? "").replaceAll('""', '"'));
    if (found[3] === "\r\n") {
      rows.push(row);
      row = [];
    }
    rest = rest.slice(found[0].length);
  }
  return rows;
};
