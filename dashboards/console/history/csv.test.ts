import { expect, it } from "vitest";
import { csvOf } from "./csv.ts";

it("a file is opened as a table in the right letters: mark, quotes, line ends", () => {
  expect(
    csvOf([
      ["告警", "n"],
      ['说 "好"', 2],
      ["两\n行", null],
    ]),
  ).toBe('\ufeff"告警","n"\r\n"说 ""好""",2\r\n"两\n行",\r\n');
});

it("nothing that somebody typed is a formula for the spreadsheet", () => {
  const evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "＋1", "－1", "＠x"];
  for (const text of evil) expect(csvOf([[text]])).toBe(`\ufeff"'${text}"\r\n`);
  expect(csvOf([["a=1", "室温 -3 度"]])).toBe('\ufeff"a=1","室温 -3 度"\r\n');
});

it("a negative number is a number, since nobody typed it", () => {
  expect(csvOf([[-3.5]])).toBe("\ufeff-3.5\r\n");
});
