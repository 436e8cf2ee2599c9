import { expect, it } from "vitest";
import { type Diagnostic, inOrder, renderDiagnostic } from "./diagnostic.ts";

const typo: Diagnostic = {
  severity: "error",
  code: "CFG102",
  file: "halls.yaml",
  line: 9,
  column: 5,
  length: 5,
  message: 'unknown key "abvoe" in rules.1',
  help: 'did you mean "above"?',
};
const file = `${"\n".repeat(8)}    abvoe: 0.1 kW\r\n`;

it("shows the line of the file with carets under the part that is wrong", () => {
  expect(renderDiagnostic(typo, file)).toBe(
    [
      'error[CFG102] unknown key "abvoe" in rules.1',
      " --> halls.yaml:9:5",
      "  |",
      "9 |     abvoe: 0.1 kW",
      "  |     ^^^^^",
      '  = help: did you mean "above"?',
    ].join("\n"),
  );
});

it("widens the gutter for a line number of two digits, and leaves out a help that is empty", () => {
  const second = { ...typo, line: 10, help: "" };
  expect(
    renderDiagnostic(second, `${"\n".repeat(9)}    abvoe: 1`)
      .split("\n")
      .slice(1),
  ).toEqual(["  --> halls.yaml:10:5", "   |", "10 |     abvoe: 1", "   |     ^^^^^"]);
});

it("puts the carets under Chinese characters, which take two columns each", () => {
  const wide = { ...typo, line: 1, column: 13, length: 3 };
  expect(renderDiagnostic(wide, "name: { zh: 大厅门, en: Door }").split("\n").slice(3, 5)).toEqual([
    "1 | name: { zh: 大厅门, en: Door }",
    "  |             ^^^^^^",
  ]);
  const after = { ...typo, line: 1, column: 18, length: 2 };
  expect(renderDiagnostic(after, "name: { zh: 大厅门, en: Door }").split("\n")[4]).toBe(
    "  |                     ^^",
  );
});

it("keeps a tab a tab, so that the carets stand below in every terminal", () => {
  expect(renderDiagnostic({ ...typo, line: 1, column: 2 }, "\tabvoe: 1").split("\n")[4]).toBe("  | \t^^^^^");
});

it("shows one caret where the file ends early", () => {
  expect(
    renderDiagnostic({ ...typo, line: 3, column: 1 }, "a: 1\n")
      .split("\n")
      .slice(3, 5),
  ).toEqual(["3 | ", "  | ^"]);
});

it("sorts by place", () => {
  const later = { ...typo, line: 12 };
  const right = { ...typo, column: 9 };
  expect(inOrder([later, right, typo])).toEqual([typo, right, later]);
});
