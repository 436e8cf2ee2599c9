import { CLASSES, usualClass } from "../classes.ts";
import { TARGETS } from "../pack-schema.ts";
import { SUPPRESSION_KEYS, SUPPRESSION_OPTIONAL } from "./keys.ts";
import { code, fence, table } from "./table.ts";

/** A pack's suppressions as the page shows them; a test reads them. */
export const SUPPRESSION_EXAMPLE = `suppressions:
  - id: mains-lost
    title: { zh: 停电, en: Mains lost }
    cause: power-cut
    within: hall
    facts: [device-down]
    kinds: [air-conditioner, light-circuit, kiosk]
    settle: 2 min
`;

/** What is at stake in what a rule finds, and what that means. */
export const classes = (): string => {
  const usual = Map.groupBy(TARGETS, each => usualClass(each, "violation"));
  return [
    "## Classes",
    "The class says what is at stake, and with that who may do what with an alert and who is told. A rule says it, or it follows from\nwhat the rule is judged for. Faults of things that only use power are `equipment`, advice about a zone is `housekeeping`.",
    table(
      ["class", "means", "without `class` for"],
      Object.entries(CLASSES).map(([word, says]) => [
        code(word),
        says,
        (usual.get(word as keyof typeof CLASSES) ?? []).map(code).join(" "),
      ]),
    ),
  ].join("\n\n");
};

/** Which facts explain others. */
export const suppressions = (): string =>
  [
    "## What explains what",
    "In a power cut nobody wants to hear of twenty things without power. A suppression says which fact explains which others:",
    fence("yaml", SUPPRESSION_EXAMPLE.trimEnd()),
    table(
      ["key of a suppression", "means", "example"],
      Object.entries(SUPPRESSION_KEYS).map(([key, { says, example }]) => [
        `${code(key)}${(SUPPRESSION_OPTIONAL as ReadonlySet<string>).has(key) ? "" : " *"}`,
        says,
        example,
      ]),
    ),
    `While an alert of the fact \`cause\` is open and not over, alerts that it explains are judged and recorded as ever, name their cause, and
are told to nobody. That the cause itself cannot be seen any more ends nothing; that what it is about is out of service ends it. When
it is over they have \`settle\` to be well again; what then still holds is told as if it were new. An alert of the class \`life-safety\` is
never explained away: to name its fact is a mistake, and one that is about a thing of \`kinds\` is told all the same.`,
  ].join("\n\n");
