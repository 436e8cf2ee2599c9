import { expect, it } from "vitest";
import { parsePack } from "./pack.ts";

const least = `pack: p
title: { zh: 包, en: Pack }
rules:
  - id: least
    title: { zh: 少, en: Least }
    clauses: [GA-1]
    each: door
    condition: door.contact == "open"
    hold: 0 s
    fact: door-open
    level: violation
    priority: 3
`;
const rulesOf = (text: string) => {
  const parsed = parsePack(text, "p.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.pack.rules;
};

it("a rule that says only what it must is always in force, pauses in gaps and tells nobody", () => {
  expect(rulesOf(least)).toEqual([
    {
      id: "least",
      title: { zh: "少", en: "Least" },
      clauses: ["GA-1"],
      each: "door",
      condition: 'door.contact == "open"',
      inForce: ["always"],
      hold: 0,
      gap: "pause",
      fact: "door-open",
      level: "violation",
      priority: 3,
      tell: [],
      show: [],
      steps: [],
    },
  ]);
});

it("a rule that says everything keeps it", () => {
  const more = `    where: '"escape" in door.tags'
    in_force: [lunch, { from: closing + grace, to: "06:00" }]
    season: not summer
    clear: door.contact == "closed"
    gap: reset
    tell: [guard, superior]
    escalate: never
    class: life-safety
    latch: true
    realarm: 45 min
    silent: true
    reset_by: [safety-officer]
    incident: { report_within: grace }
    waste: 5 * 1
    show: [camera.frame]
    steps: [{ zh: 关门。, en: Close it. }]
    proof: { zh: 照片, en: A photo }
`;
  const text =
    least.replace("rules:", "settings: { grace: { value: 5, unit: min, zh: 宽, en: g } }\nrules:") + more;
  expect(rulesOf(text)[0]).toMatchObject({
    where: '"escape" in door.tags',
    inForce: [
      "lunch",
      { from: { at: { is: "closing" } }, to: { at: { is: "time", minute: 360 }, offset: null } },
    ],
    season: { name: "summer", isOutside: true },
    clear: 'door.contact == "closed"',
    gap: "reset",
    tell: ["guard", "superior"],
    escalate: null,
    class: "life-safety",
    latch: true,
    realarm: 45 * 60_000,
    silent: true,
    resetBy: ["safety-officer"],
    incident: { reportWithin: { setting: "grace" } },
    waste: "5 * 1",
    show: ["camera.frame"],
    steps: [{ zh: "关门。", en: "Close it." }],
    proof: { zh: "照片", en: "A photo" },
  });
  expect(rulesOf(text.replace("escalate: never", "escalate: grace"))[0]?.escalate).toEqual({
    setting: "grace",
  });
  expect(rulesOf(text.replace("realarm: 45 min", "realarm: never"))[0]?.realarm).toBeNull();
  expect(rulesOf(text.replace("{ report_within: grace }", "true"))[0]?.incident).toEqual({
    reportWithin: null,
  });
  expect(rulesOf(text.replace("not summer", "summer"))[0]?.season).toEqual({
    name: "summer",
    isOutside: false,
  });
});

it("a pack says what explains what; without a time of its own that has two minutes to be well again", () => {
  const more = `suppressions:
  - id: mains-lost
    title: { zh: 停电, en: Mains lost }
    cause: power-cut
    within: hall
    facts: [device-down]
    kinds: [kiosk]
`;
  const parsed = parsePack(least + more, "p.yaml");
  expect(parsed.is === "pack" && parsed.pack.suppressions).toEqual([
    {
      id: "mains-lost",
      title: { zh: "停电", en: "Mains lost" },
      cause: "power-cut",
      within: "hall",
      facts: ["device-down"],
      kinds: ["kiosk"],
      settle: 120_000,
    },
  ]);
});

it("says where a mistake that shows only in a hall stands", () => {
  const parsed = parsePack(least.replace("condition: ", "condition: >-\n      "), "p.yaml");
  if (parsed.is === "refused") throw new Error("it is right");
  const problem = { is: "wrong", message: "no such thing", help: "say so", start: 0, end: 12 } as const;
  expect(parsed.diagnose("least", { field: "condition", problem })).toEqual({
    severity: "error",
    code: "CFG503",
    file: "p.yaml",
    line: 9,
    column: 7,
    length: 12,
    message: "least.condition: no such thing",
    help: "say so",
  });
  expect(parsed.diagnose("least", { field: "condition", problem: { ...problem, is: "costly" } })?.code).toBe(
    "CFG507",
  );
  expect(parsed.diagnose("nothing", { field: "condition", problem })).toBeNull();
});

it.each([
  "",
  "- a\n",
  "pack: p\n",
  "rules: 5\n",
  "settings: 5\nrules: [5]\n",
  "settings: { a: 5 }\nrules: [{ each: door }]\n",
])("%j is refused, and does not break the reader", text =>
  expect(parsePack(text, "p.yaml").is).toBe("refused"),
);
