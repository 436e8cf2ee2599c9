import type { Catalogue, Clause, SourceDocument } from "./clause.ts";
import type { ClauseCoverage, ClauseState, RuleRef } from "./coverage.ts";

const HEAD = `# Clauses of the regulations, and what covers them

Generated from the catalogue, the packs and the rule tests by \`npm run clauses\`. The paraphrases are ours, in Chinese and English;
the catalogue itself (\`rules/packs/catalogue/\`) also has who is responsible, what the text states and what we propose where it is
silent. How contradictions between clauses are settled: [conflicts.md](conflicts.md).

- **Rule**: readings show its breach. Named are the rules of the packs that find it, and the rule tests that prove it.
- **Routine**: a duty of people. Named are the duties of the packs that ask for it every time that it falls due; what is late or
  missed is told and stays on the record.
- **Routine** without such a duty, **report**, **system**: a paper with a date, a property of the product. *Today* says what there is
  of it, with the tests that show it; *planned* names the part of the product that the rest waits for. Nobody checks yet what is
  only planned.
- **Restated**: other clauses say the same with more force; they are named.
- **Out**: no matter for a gateway, with the reason.
`;

/** The page of the docs that lists every clause with what covers it: Markdown. */
export const clausesPage = ({ documents }: Catalogue, covered: readonly ClauseCoverage[]): string =>
  [HEAD, summary(covered), ...documents.map(document => chapter(document, covered))].join("\n");

const KINDS = ["rule", "routine", "report", "system", "out"] as const;

const summary = (covered: readonly ClauseCoverage[]): string => {
  const rows = KINDS.map(kind => {
    const of = covered.filter(({ clause }) => clause.kind === kind);
    const count = (test: (each: ClauseCoverage) => boolean) => of.filter(test).length || "";
    return row([
      kind,
      of.length,
      count(({ state }) => state.is === "judged"),
      count(({ state, timelines }) => state.is === "judged" && timelines.length > 0),
      count(({ state }) => state.is === "missing"),
      count(({ state }) => state.is === "not-judged"),
      count(({ state }) => state.is === "asked"),
      count(({ state }) => state.is === "duty" && state.planned === null),
      count(
        ({ state, rules }) =>
          state.is === "duty" && state.planned !== null && (state.today !== null || rules.length > 0),
      ),
      count(({ state, rules }) => state.is === "duty" && state.today === null && rules.length === 0),
      count(({ state }) => state.is === "restated"),
      count(({ state }) => state.is === "out"),
    ]);
  });
  const head = [
    "kind",
    "clauses",
    "judged",
    "proved by a test",
    "no rule yet",
    "cannot be judged",
    "asked of people",
    "built",
    "built in part",
    "planned",
    "restated",
    "out",
  ];
  return ["## In numbers", "", ...table(head, rows), ""].join("\n");
};

const chapter = (document: SourceDocument, covered: readonly ClauseCoverage[]): string => {
  const own = covered.filter(({ clause }) => clause.document.key === document.key);
  const kept = own.filter(({ state }) => state.is !== "out");
  const left = own.flatMap(({ clause, state }) =>
    state.is === "out" ? [`- ${named(clause)} ${clause.text.zh} · ${clause.text.en}. ${state.why.en}`] : [],
  );
  const rows = kept.map(each => row([named(each.clause), said(each.clause), state(each), proof(each)]));
  return [
    `## ${document.key}: ${document.title.en}`,
    "",
    `${document.title.zh}. For: ${document.profile}. Source: \`${document.source}\`.`,
    "",
    ...(rows.length > 0
      ? [...table(["clause", "what it says", "what covers it", "proved by"], rows), ""]
      : []),
    ...(left.length > 0 ? ["Out:", "", ...left, ""] : []),
  ].join("\n");
};

/** The clause's id at an address of its own: `clauses.md#ga-5-3-8b`. */
const named = ({ id }: Clause): string => `<a id="${anchor(id)}"></a>**${id}**`;

const anchor = (id: string): string => id.toLowerCase().replaceAll(".", "-");

const said = ({ text, section }: Clause): string => `${text.zh}<br>${text.en}<br><sub>${section}</sub>`;

const state = ({ clause, state, rules, duties }: ClauseCoverage): string => {
  const kind = `*${clause.kind}, ${clause.weight ?? ""}*`;
  return [kind, ...rules.map(ruleLink), ...duties.map(dutyLink), ...stateText(state)].join("<br>");
};

const stateText = (state: ClauseState): readonly string[] => {
  switch (state.is) {
    case "judged":
      return [];
    case "missing":
      return ["**no rule yet**"];
    case "not-judged":
      return [`Not judged: ${state.why.en}`];
    case "restated":
      return [`Restates ${state.by.map(id => `[${id}](#${anchor(id)})`).join(", ")}`];
    case "out":
      return [state.why.en];
    case "asked":
      return state.today === null ? [] : [`Today: ${state.today.how.en}`];
    case "duty":
      return [
        ...(state.today === null ? [] : [`Today: ${state.today.how.en}`]),
        ...(state.planned === null ? [] : [`Planned with ${state.planned.name.en}`]),
      ];
    default:
      return state satisfies never;
  }
};

const ruleLink = ({ pack, rule }: RuleRef): string => `[${rule}](../rules/packs/${pack}.yaml) of ${pack}`;

const dutyLink = ({ pack, rule }: RuleRef): string =>
  `duty of pack [${pack}](../rules/packs/${pack}.yaml): ${rule}`;

const proof = ({ state, timelines }: ClauseCoverage): string => {
  const tests = state.is === "duty" || state.is === "asked" ? (state.today?.tests ?? []) : [];
  const links = [...timelines, ...tests].map(file => `[${fileName(file)}](../${file})`);
  return links.length > 0 ? links.join("<br>") : state.is === "judged" ? "**no test yet**" : "";
};

const fileName = (file: string): string =>
  (file.split("/").at(-1) ?? file).replace(/\.(timeline\.yaml|test\.tsx?)$/, "");

const table = (head: readonly string[], rows: readonly string[]): readonly string[] => [
  row(head),
  row(head.map(() => "---")),
  ...rows,
];

const row = (cells: readonly (string | number)[]): string =>
  `| ${cells.map(cell => String(cell).replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
