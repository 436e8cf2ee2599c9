import { ROLES } from "../site/roles.ts";
import { units } from "../units/units.ts";
import { BUDGET } from "./budget.ts";
import { TARGETS } from "./pack-schema.ts";
import { duties } from "./reference/duties.ts";
import type { Example } from "./reference/example.ts";
import { classes, suppressions } from "./reference/explaining.ts";
import { FIRST_PACK, FIRST_TEST } from "./reference/first-rule.ts";
import { COLLECTIONS, FUNCTIONS, METHODS, WINDOWS } from "./reference/functions.ts";
import { EDGE_EXAMPLES, GAPS, OPTIONAL, PACK_KEYS, PHASE_WORDS, RULE_KEYS } from "./reference/keys.ts";
import { mistake, mistakes, shownMistake } from "./reference/mistakes.ts";
import { NAMES, OPERATORS, UNIT_MISTAKES, UNITS, VALUES } from "./reference/names.ts";
import { code, fence, table } from "./reference/table.ts";
import { and, NO, not, or, type Truth, truthWord, UNKNOWN, YES } from "./truth.ts";
import { TIME_OF_DAY } from "./unit-words.ts";

/** The page that tells how to write rules, as Markdown; it is made from what the code does. */
export const rulesPage = (): string =>
  `${[
    HEAD,
    firstRule(),
    keys(),
    inForce(),
    HOLD,
    classes(),
    conditions(),
    unknowns(),
    LACKS,
    collections(),
    functions(),
    settings(),
    suppressions(),
    duties(),
    limits(),
    wrong(),
    TRYING,
  ].join("\n\n")}\n`;

const HEAD = `<!-- Made by \`npm run reference\` from rules/language: do not edit. -->
# Rules

A rule says in one line what is wrong in a hall, for how long it must be so, and who shall do what about it. Rules stand in packs:
YAML files such as [\`rules/packs/service-hall.yaml\`](../rules/packs/service-hall.yaml). A site file names the packs in force.
Nobody needs to know the code to write one. This page is made from the code: everything on it has been compiled.`;

const firstRule = (): string =>
  [
    "## A first rule",
    "While an air-conditioner cools a room, its windows should be shut. Beside the site file `hall.yaml` (a copy of\n[`simulators/halls/service-hall.yaml`](../simulators/halls/service-hall.yaml)) write `my-rules.yaml`:",
    fence("yaml", FIRST_PACK),
    "Name it in the site file, and let it be checked. Every mistake is told with its line and the nearest right thing:",
    fence("yaml", "site:\n  packs: [generic, service-hall, ./my-rules.yaml]"),
    fence("", "npx hallwatch check hall.yaml"),
    "Then prove it with a rule test, `my-rules.timeline.yaml`: a day of the hall in one file ([how to write one](rule-tests.md)).",
    fence("yaml", FIRST_TEST),
    fence("", "npx hallwatch rules test my-rules.timeline.yaml"),
    "It reads: at 10:05 a window opens while the air-conditioner cools; after five minutes that is found, not a second before. When the\nwindow's sensor falls silent, nobody knows: the alert stays. It is over only when the window is known to be shut.",
  ].join("\n\n");

const keys = (): string => {
  const row = (
    [key, { example, says }]: [string, { example: string; says: string }],
    isOptional: boolean,
  ) => [`${code(key)}${isOptional ? "" : " *"}`, says, example];
  return [
    "## A pack and its rules",
    'An unknown key is a mistake, never ignored. `*`: must be there. A condition that holds a colon, or begins with `!`, `"` or `(`,\ngoes in single quotes; a long one goes over several lines after `>-`. Texts for people are always there in both languages, `zh` and `en`;\none with a comma goes in quotes.',
    table(
      ["key of a pack", "means", "example"],
      Object.entries(PACK_KEYS).map(entry =>
        row(entry, ["settings", "suppressions", "duties"].includes(entry[0])),
      ),
    ),
    table(
      ["key of a rule", "means", "example"],
      Object.entries(RULE_KEYS).map(entry => row(entry, (OPTIONAL as ReadonlySet<string>).has(entry[0]))),
    ),
    `\`each\`: ${TARGETS.map(code).join(" ")}.`,
    `\`tell\`: ${ROLES.map(code).join(" ")}.`,
  ].join("\n\n");
};

const inForce = (): string =>
  [
    "## When it is in force",
    "Phases of the hall's day, windows, or a list of them: any of them is enough.",
    table(
      ["phase", "means"],
      Object.entries(PHASE_WORDS).map(([word, says]) => [code(word), says]),
    ),
    'A window goes from each occurrence of one moment until the first other moment after it: `{ from: "22:00", to: opening }` is from ten\nin the evening until people come in, over a weekend too.',
    table(
      ["moment", "means"],
      EDGE_EXAMPLES.map(([written, says]) => [code(written), says]),
    ),
    `\`opening\`, \`open\` and \`closing\` come only on days on which the hall is open; the night after such a day belongs to it. In a year of
which the calendar knows nothing, whether a rule is in force is unknown.

At the moment at which a rule comes into force, what already holds is judged at once, and its hold starts at that moment, not
before. When it goes out of force, holds that are not over are dropped and its findings end (\`out-of-force\`). While an approved
activity goes on in a zone, rules in force while \`closed\` take that zone for \`open\`; when it ends they come into force again.`,
  ].join("\n\n");

const HOLD = `## Hold and gaps

The condition must hold for all of \`hold\` before it is found, and it is found at the very moment at which that is full: true since
12:03 with a hold of 5 min is found at 12:08:00. If it is known not to hold in between, the count starts anew. Only time in which
the condition could be seen counts; for the rest the rule says what to do with \`gap\`:

${table(
  ["gap", "while nobody can see"],
  Object.entries(GAPS).map(([word, says]) => [code(word), says]),
)}

A finding ends when \`clear\` is known to hold, or without \`clear\` when the condition is known not to. With \`clear\` a value that goes up and
down around a limit does not ring again and again: found above 28 °C, over at 27.5 °C or less. Not knowing ends nothing.

An alert that is over stays on the list until a person has acknowledged it, and until then it goes on to the next role above
(\`escalate\`): that a door stood open at night is news for somebody, also when it is shut by now. One that latches stays until
somebody has looked and reset it too; an incident stays until it has been summed up.`;

const examples = (list: readonly Example[]): string =>
  table(
    ["example", "means"],
    list.map(({ written, says }) => [code(written), says]),
  );

const named = (list: readonly (Example & { readonly what: string })[]): string =>
  table(
    ["what", "example", "means"],
    list.map(({ what, written, says }) => [what, code(written), says]),
  );

const conditions = (): string =>
  [
    "## Conditions",
    "A condition is an expression of [CEL](https://cel.dev): its grammar, our meaning. It says yes, no or unknown.",
    "### Names",
    named(NAMES),
    "### Values",
    named(VALUES),
    "### Operators",
    examples(OPERATORS),
    "`!` binds most tightly, then `* /`, `+ -`, comparisons and `in`, `&&`, `||`, and last `?:`. Brackets never hurt.",
    "### Units",
    "Every point, setting and nameplate value has a unit, and units are checked when the rules are loaded. A bare number takes the unit\nof the other side.",
    examples(UNITS),
    table(
      ["not so", "because"],
      UNIT_MISTAKES.map(({ each, written }) => [code(written), mistake(each, written).message]),
    ),
  ].join("\n\n");

const unknowns = (): string => {
  const every: readonly Truth[] = [YES, NO, UNKNOWN];
  const rows = every.flatMap(a =>
    every
      .map(b => [a, b, and(a, b), or(a, b)].map(truthWord))
      .map((cells, at) => [...cells, at === 0 ? truthWord(not(a)) : ""]),
  );
  return [
    "### What is not known",
    "A reading that is stale, bad or was never there has no value. Every comparison with it is *unknown*, and *unknown* goes on as logic\nhas it: what decides without it decides.",
    table(["a", "b", "a && b", "a || b", "!a"], rows),
    `*Unknown* never finds anything, never ends anything and never passes for well. A point that a rule needs and nobody can read raises
an alert of its own, one for each source, or one for a line or broker of which several fell silent together. A rule that itself asks \`silent(x)\`, or only \`age(x)\`, deals with that silence: because of
it nobody is told that x cannot be read.`,
  ].join("\n\n");
};

const LACKS = `### What a hall lacks

A hall that has no such point cannot be judged by the rule: \`hallwatch check\` says which rules and targets that concerns, and why.
\`has(x)\` is decided when the rules are loaded, and what it rules out is left out of the condition: \`has(x) && …\`, \`!has(x) || …\` and
\`has(x) ? … : …\` make a rule that works with a sensor and without it. \`has(zone.windows)\` asks whether there are any. \`where\` leaves
whole targets out, without a word: it is for what the rule is not about. What is misspelt is a mistake everywhere, also where it
is left out. A tag of your own (\`x-…\`) that nothing in the hall carries is a warning, as are a season that its calendar does not name and a
setting that no rule uses.`;

const collections = (): string =>
  [
    "### Collections",
    "The plural of a kind stands for all of them. What a condition asks of each is written out when the rules are loaded.",
    examples(COLLECTIONS),
    table(
      ["method", "example", "means"],
      Object.entries(METHODS).map(([name, { written, says }]) => [code(`.${name}`), code(written), says]),
    ),
    "*Unknown* members count as they should: one open door is enough for `.exists`, however many others are silent; `.size()` of a filter is\nknown within limits. Where a hall has none of a kind, or a filter leaves none for `.all` and `.exists`, the rule cannot be judged:\nnothing to look at is no proof that all is well.",
  ].join("\n\n");

const functions = (): string =>
  [
    "### Functions over time",
    table(
      ["function", "value", "unit", "known", "example"],
      Object.values(FUNCTIONS).map(({ call, says, unit, known, written }) => [
        code(call),
        says,
        unit,
        known,
        code(written),
      ]),
    ),
    "The window W is a text in quotes:",
    examples(WINDOWS),
    `A window is kept in sixty slices, so that it may reach back up to a sixtieth further than it says. What functions over time have seen
survives a restart. It is seen at all times, also while the rule is not in force: right after opening, \`"1 h"\` reaches back into the
hour before. \`changes\` counts every change: a door that is opened and shut has changed twice. \`time_in\`, \`since_change\`, \`age\` and
\`energy\` grow while nothing happens: they can only be compared with something fixed, and the comparison turns at the very millisecond.
One function over time cannot stand inside another, but for \`silent\`.`,
  ].join("\n\n");

const settings = (): string => {
  const byQuantity = Map.groupBy(units.values(), ({ quantity }) => quantity);
  return [
    "## Settings",
    "What may differ from hall to hall is a setting. It can stand in conditions, and lengths of time and times of day also in `hold`,\n`escalate` and `in_force`.",
    fence(
      "yaml",
      `settings:
  light_off_below: { value: 10, unit: W, zh: 低于此功率算关灯, en: a light circuit below this is off }
  closing_grace: { value: 15, unit: min, zh: 下班后的宽限, en: time after closing }
  sign_off_at: { value: "22:00", unit: ${TIME_OF_DAY}, zh: 招牌熄灯时间, en: the sign goes off at }`,
    ),
    'A site file gives its own values under `settings`: a number in the setting\'s unit, or a text with a unit of its own: `closing_grace: 20`,\n`closing_grace: 0.5 h`, `light_off_below: 0.01 kW`, `sign_off_at: "23:00"`. For a setting in `%` write `130` or `130 %`, not `1.3`. Two packs may\nhave a setting of the same name if they mean the same value.',
    table(
      ["quantity", "units"],
      [
        ...[...byQuantity].map(([quantity, list]) => [quantity, list.map(unit => code(unit.code)).join(" ")]),
        ["time of day", `${code(TIME_OF_DAY)}, written ${code('"22:00"')}`],
        ["rate", `any of these per time: ${code("K/h")} ${code("W/min")}`],
      ],
    ),
    "`Cel` is a temperature, which a value may also write `°C`; `K` is the difference of two; `1` is a bare number.",
  ].join("\n\n");
};

const count = (value: number): string => value.toLocaleString("en-US");

const limits = (): string =>
  `## Limits

No condition can stall a hall: ${count(BUDGET.characters)} characters, ${BUDGET.depth} operators inside one another, ${BUDGET.measures} functions over time, and ${count(BUDGET.parts)}
operators, names and values once collections are written out for the hall. What exceeds that is refused when the rules are loaded,
with the number and the limit.`;

const wrong = (): string =>
  [
    "## When something is wrong",
    fence("", shownMistake()),
    table(
      ["written", "what is said", "help"],
      mistakes().map(([written, message, help]) => [code(written), message, help]),
    ),
    "`npx hallwatch explain CFG503` says more about a code.",
  ].join("\n\n");

const TRYING = `## Before it goes live

- \`npx hallwatch check hall.yaml\`: is it right, for how many targets is it judged, and what does the hall lack for it?
- \`npx hallwatch rules test my-rules.timeline.yaml\`: does it find what it should, when it should, and nothing else?
  [Rule tests](rule-tests.md) tell how. Test the exact limit, the exact edge of the day, and the blind case.
- \`npx hallwatch rules replay hall.yaml --from 2025-06-01\`: what would it have found in what was recorded? \`rules diff\` compares two
  versions of a pack. [Rules on the past](replay.md) tells more.
- \`npx hallwatch rules reload\`: a running gateway reads its rules again, all or none, and goes on with those that did not change.`;
