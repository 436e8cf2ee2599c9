import { ASK_EXAMPLES, DUTY_KEYS, DUTY_OPTIONAL, LATE_KEYS, TIME_EXAMPLES } from "./duty-keys.ts";
import { code, fence, table } from "./table.ts";

/** A pack's duties and a cue as the page shows them; a test reads them. */
export const DUTY_EXAMPLE = `duties:
  - id: fire-equipment-weekly
    title: { zh: 周一消防器材巡检, en: Monday inspection of fire equipment }
    clauses: [DZ-2.1c]
    who: duty-manager
    when: { every: week, on: monday, from: opening, due: open }
    each: [extinguisher]
    evidence: [scan, confirmation]
    ask:
      - { id: gauge, zh: 压力表, en: gauge, options: { green: 绿区|green, low: 红区|low }, good: [green], clauses: [GA-5.3-1b], ticket: true }
    pace: 20 s
    sign: duty-manager
    late: { priority: 3, tell: [hall-director], escalate: 30 min, fire: true }
`;

/** A rule that makes no alert, and the duty that waits for it. */
export const CUE_EXAMPLE = `rules:
  - id: rain
    title: { zh: 下雨, en: Rain }
    clauses: [GA-1.2-16]
    each: weather-station
    condition: weather.rain >= 0.5
    hold: 2 min
    fact: rain
    level: cue
duties:
  - id: rain-mats
    title: { zh: 雨天铺防滑垫, en: Mats out in the rain }
    clauses: [GA-1.2-16]
    who: guard
    when: { on: rain, within: 15 min, during: [opening, open, lunch] }
    items: [{ id: mats, zh: 防滑垫, en: mats }, { id: sign, zh: 小心地滑牌, en: wet-floor sign }]
`;

const pairs = (list: readonly (readonly [string, string])[], head: string): string =>
  table(
    [head, "means"],
    list.map(([written, says]) => [code(written), says]),
  );

/** What people have to do, and how a pack says so. */
export const duties = (): string =>
  [
    "## Duties",
    "What no sensor can see is the duty of somebody. Duties stand in packs, beside the rules; every time that one falls due is a task, which\npeople do item by item on the page of tasks, or on a phone.",
    fence("yaml", DUTY_EXAMPLE.trimEnd()),
    table(
      ["key of a duty", "means", "example"],
      Object.entries(DUTY_KEYS).map(([key, { says, example }]) => [
        `${code(key)}${(DUTY_OPTIONAL as ReadonlySet<string>).has(key) ? "" : " *"}`,
        says,
        example,
      ]),
    ),
    "### When it falls due",
    pairs(TIME_EXAMPLES, "`when`"),
    "A window is from each `from` until the first `due` after it: from `closing` until `opening` is through the night. Lengths of time and times\nof day may be settings. In a year of which the calendar knows nothing a task opens all the same and says so. When a day's hours are\nannounced late, what is to come is planned anew, and people hear what changed.",
    "### What is asked",
    pairs(ASK_EXAMPLES, "`ask`"),
    "### Late and missed",
    table(
      ["key of `late`", "means"],
      Object.entries(LATE_KEYS).map(([key, says]) => [code(key), says]),
    ),
    "A task that is open when it was due is late: an alert of the fact `late-<duty>`, which ends when it is done. It stays late in every\nstatistic, by how much. When it is missed for good, the fact is `missed-<duty>`, and what was missed is named; that ends only when a\nperson has acknowledged it. An answer that is not good is an alert of the fact `check-failed`. One duty never does for another: the\nweekly inspection does not tick the monthly one.",
    "### Cues",
    "A rule of `level: cue` makes no alert: what it finds is something to do, and duties wait for its fact. It is judged as any rule, and has\nneither `priority` nor anything else that is about an alert.",
    fence("yaml", CUE_EXAMPLE.trimEnd()),
  ].join("\n\n");
