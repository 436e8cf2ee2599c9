import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadHall } from "#gateway/config/load-hall.ts";
import { renderDiagnostic } from "../site/diagnostic.ts";
import { draftTimeline } from "./draft.ts";
import { renderFailures } from "./render.ts";
import { resolveTimeline } from "./resolve.ts";
import { runTimeline } from "./run.ts";
import { LATER, timelineFile } from "./schema.ts";
import { matcher } from "./schema-matcher.ts";
import { messageMatcher } from "./schema-message.ts";
import {
  certificateMatcher,
  checklistForm,
  handoverMatcher,
  orderMatcher,
  reportMatcher,
  taskMatcher,
  ticketMatcher,
} from "./schema-papers.ts";
import { testHall } from "./test-hall.ts";

// What docs/rule-tests.md says is what the code does: its example passes, its failure looks like that, its rows can be copied.
const root = join(import.meta.dirname, "../..");
const docs = readFileSync(join(root, "docs/rule-tests.md"), "utf8");
const loaded = await loadHall(join(root, "rules/packs/sites/site-a.yaml"));
if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join("\n"));
const { packs, catalogue } = loaded.hall;
const KEY = { id: "K1", name: { zh: "大门钥匙", en: "Key of the door" }, opens: ["D2"], holder: null };
const site = { ...loaded.hall.site, keys: loaded.hall.site.keys ?? [KEY] };

/** As the page has it: with one rule only, so that it need not change when others come. */
const lunch = packs.map(pack => ({
  ...pack,
  rules: pack.rules.filter(({ id }) => id === "light-in-empty-room"),
}));

const play = (text: string, rules = packs): string => {
  const drafted = draftTimeline(text, "lunch.timeline.yaml");
  const show = (problems: readonly Parameters<typeof renderDiagnostic>[0][]): string =>
    problems.map(each => renderDiagnostic(each, text)).join("\n");
  if (drafted.is === "refused") return show(drafted.problems);
  const { draft } = drafted;
  const hall = testHall(site, rules, draft.form.settings, [...catalogue.byId.keys()]);
  const resolved = resolveTimeline(draft, hall, []);
  if (resolved.is === "refused") return show(resolved.problems);
  const lineOf = (path: Parameters<typeof draft.source.place>[0]) => draft.source.place(path, "value").line;
  return renderFailures(runTimeline(resolved.timeline, hall), {
    timeZone: site.calendar.timeZone,
    language: "en",
    lineOf,
  });
};

const fences = [...docs.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, kind = "", text = ""]) => ({
  kind,
  text,
}));
const example = fences.find(({ kind }) => kind === "yaml")?.text ?? "";

test("the complete example passes", () => {
  expect(play(example, lunch)).toBe("");
});

test("a wrong time in it looks as the page shows", () => {
  const shown = fences.find(({ text }) => text.startsWith("✗"))?.text ?? "";
  const failed = play(example.replace('opened: "12:08"', 'opened: "12:07"'), lunch);
  const lines = failed.split("\n").map(line => (line === "" ? "" : `  ${line}`));
  expect(shown).toBe(`✗ lunch.timeline.yaml  Lunch break, office empty, lights on\n\n${lines.join("\n")}\n`);
});

/** Papers with the heading that explains them and the key that asks for them. */
const PAPERS = [
  ["A task", "no_tasks"],
  ["A check", "checklist"],
  ["A certificate", "no_certificates"],
  ["A ticket", "no_tickets"],
  ["A command", "no_orders"],
  ["A report", "no_reports"],
  ["A handover", "no_handovers"],
] as const;

/** The rows of the table below a heading: the keys of the first cell, the examples of the last. */
const rows = (
  heading: string,
): readonly { readonly keys: readonly string[]; readonly examples: readonly string[] }[] => {
  const section = docs.split(`## ${heading}\n`)[1]?.split(/\n##+ /)[0] ?? "";
  return section
    .split("\n")
    .filter(line => line.startsWith("| `"))
    .map(line => {
      const cells = line
        .split(" | ")
        .map(cell => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));
      return { keys: cells[0] ?? [], examples: cells.at(-1) ?? [] };
    });
};

const whole = (step: string): string =>
  `timeline: t\nsite: s\nstart: 2025-07-08 11:50\nsteps:\n  - { at: "12:00", ${step} }\n`;

describe("every row can be copied", () => {
  const steps = rows("What a step does").flatMap(({ examples }) => examples);
  test.each(steps.filter(each => each !== "expect"))("%s", text => {
    expect(play(whole(`${text}, expect: { only: false }`))).not.toContain("error[");
  });

  const matchers = rows("What an alert must be like").flatMap(({ keys, examples }) =>
    keys.flatMap(key => examples.map(each => `{ ${key}: ${each} }`)),
  );
  const messages = rows("What a message must be like").flatMap(({ keys, examples }) =>
    keys.flatMap(key => examples.map(each => `{ ${key}: ${each} }`)),
  );
  test.each(PAPERS.flatMap(([heading, key]) => rows(heading).map(row => [key, row] as const)))(
    "%s %o",
    (key, { keys, examples }) => {
      for (const each of examples) {
        const wanted = `{ ${keys[0]}: ${each} }`;
        const list = key === "checklist" ? wanted : `[${wanted}]`;
        expect(play(whole(`expect: { ${key}: ${list} }`))).not.toContain("error[");
      }
    },
  );

  test.each(messages)("message %s", text => {
    expect(play(whole(`expect: { no_messages: [${text}] }`))).not.toContain("error[");
  });

  test.each(matchers)("%s", text => {
    expect(play(whole(`expect: { no_alerts: [${text}] }`))).not.toContain("error[");
  });
});

describe("every key is explained", () => {
  const shapeOf = (schema: z.ZodType): readonly string[] =>
    schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const step = (timelineFile.shape.steps as z.ZodArray<z.ZodObject>).element;
  const expectation = (step.shape.expect as z.ZodOptional<z.ZodObject>).unwrap();
  const later: readonly string[] = [...LATER.steps, ...LATER.expect];
  const tables = [
    ["The head", shapeOf(timelineFile)],
    ["What a step does", shapeOf(step).filter(key => key !== "at" && !later.includes(key))],
    ["What a step expects", shapeOf(expectation).filter(key => !later.includes(key))],
    ["What a message must be like", shapeOf(messageMatcher)],
    ["What an alert must be like", shapeOf(matcher)],
    ["A task", shapeOf(taskMatcher)],
    ["A check", shapeOf(checklistForm)],
    ["A certificate", shapeOf(certificateMatcher)],
    ["A ticket", shapeOf(ticketMatcher)],
    ["A command", shapeOf(orderMatcher)],
    ["A report", shapeOf(reportMatcher)],
    ["A handover", shapeOf(handoverMatcher)],
  ] as const;
  test.each(tables)("%s", (heading, keys) => {
    const explained = rows(heading).flatMap(each => each.keys.map(key => key.split(":")[0]));
    expect(explained.toSorted()).toEqual(keys.toSorted());
  });

  test("and what is kept for later is named", () => {
    const section = docs.split("## Kept for later\n")[1] ?? "";
    for (const key of later) expect(section).toContain(`\`${key}\``);
  });
});
