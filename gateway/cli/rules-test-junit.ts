import { dirname } from "node:path";
import { renderDiagnostic } from "#rules/site/diagnostic.ts";
import type { Played } from "./rules-test-played.ts";

/** What came of all tests as JUnit XML: a suite for each directory, a case for each file. Times in seconds. */
export const junitText = (played: readonly Played[]): string => {
  const suites = [...Map.groupBy(played, ({ file }) => dirname(file))].map(([name, cases]) =>
    element("testsuite", { name, ...counts(cases), time: seconds(cases) }, cases.map(caseText).join("")),
  );
  const attributes = { name: "hallwatch rules test", ...counts(played), time: seconds(played) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, suites.join(""))}`;
};

const counts = (played: readonly Played[]) => ({
  tests: played.length,
  failures: played.filter(each => each.is === "tested" && !each.run.passed).length,
  errors: played.filter(each => each.is === "refused").length,
});

const tookMs = (each: Played): number => (each.is === "tested" ? each.tookMs : 0);
const seconds = (played: readonly Played[]): string =>
  (played.reduce((sum, each) => sum + tookMs(each), 0) / 1_000).toFixed(3);

const caseText = (each: Played): string => {
  const name = each.is === "tested" ? each.loaded.timeline.title.en : each.file;
  const attributes = { name, classname: each.file, file: each.file, time: seconds([each]) };
  return element("testcase", attributes, outcome(each));
};

const outcome = (each: Played): string => {
  if (each.is === "refused") {
    const text = each.problems.map(problem => renderDiagnostic(problem, each.texts.get(problem.file) ?? ""));
    return element("error", { message: each.problems[0]?.message ?? "" }, escaped(text.join("\n\n")));
  }
  if (each.run.passed) return "";
  const message = each.text.split("\n")[0] ?? "";
  return element("failure", { message }, escaped(each.text));
};

const element = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string,
): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return content === ""
    ? `<${name}${written.join("")}/>\n`
    : `<${name}${written.join("")}>\n${content}</${name}>\n`;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 allows no control characters but these three.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (text: string): string =>
  text.replaceAll(FORBIDDEN, "").replaceAll(/[&<>"]/g, sign => ENTITIES[sign] ?? sign);
