import type { PackFile, RuleEntry } from "../pack-schema.ts";
import type { SuppressionEntry } from "../suppression-schema.ts";

/** What a key of a rule means and an example of it. */
export type Key = { readonly example: string; readonly says: string };

/** Every key of a rule, in the order in which rules are written. Those that must be there: see `OPTIONAL`. */
export const RULE_KEYS: Readonly<Record<keyof RuleEntry, Key>> = {
  id: {
    example: "`door-after-closing`",
    says: "its name: small letters, digits and `-`; the same id in two packs is a mistake",
  },
  title: {
    example: "`{ zh: 门没锁, en: Door not locked }`",
    says: "what the alert is called, in both languages",
  },
  clauses: {
    example: "`[GA-5.3-8b]`",
    says: "the clauses of [the regulations](clauses.md) that it keeps; those of the hall's own rules begin with `x-`: `[x-server-room]`",
  },
  each: {
    example: "`door`",
    says: "what it is judged for, once for each: a kind of equipment, `zone`, or `hall` (once)",
  },
  where: {
    example: "`'\"escape\" in door.tags'`",
    says: "which of them; decided when the rules are loaded, by what the site file says",
  },
  in_force: {
    example: "`[lunch, after-work]`",
    says: "when it can find anything; see [When it is in force](#when-it-is-in-force). Without it: always",
  },
  season: {
    example: "`summer`, `not summer`",
    says: "only in this season of the site's calendar, or only outside it",
  },
  condition: { example: "`light.power >= 10 && zone.occupancy == 0`", says: "what is wrong" },
  clear: {
    example: "`ac.setpoint >= 26`",
    says: "when a finding is over. Without it: as soon as the condition is known not to hold",
  },
  hold: {
    example: "`10 min`, `0 s`, `closing_grace`",
    says: "how long the condition must hold before it is found; a length of time or a setting that is one",
  },
  gap: {
    example: "`pause`",
    says: "what a stretch in which nobody can see does to a running hold; see [Hold and gaps](#hold-and-gaps)",
  },
  fact: {
    example: "`light-on`",
    says: "the physical fact. Rules that find the same fact of the same thing share one alert with all their clauses",
  },
  level: {
    example: "`violation`",
    says: "`violation`: a clause is broken; `advisory`: worth a look; `fault`: a device does not work; `cue`: no alert, but something to do, see [Cues](#cues)",
  },
  priority: { example: "`2`", says: "1 critical, 2 high, 3 medium, 4 low; every rule but a cue has one" },
  tell: { example: "`[guard, duty-manager]`", says: "the roles that are told when it is found" },
  escalate: {
    example: "`30 min`, `never`",
    says: "how long nobody may acknowledge before the next role above is told. Without it: 2 min, 5 min, 30 min, 30 min by priority; never for advisories and faults",
  },
  class: {
    example: "`security`",
    says: "what is at stake; see [Classes](#classes). Without it: by what the rule is judged for",
  },
  latch: {
    example: "`true`",
    says: "the alert stays when it is over, until a person has looked and reset it. Without it: no",
  },
  realarm: {
    example: "`30 min`, `never`",
    says: "after how long it is told again, and one level further up, though acknowledged, while it still holds. Without it: 30 min and 2 h for priority 1 and 2, else never",
  },
  silent: {
    example: "`true`",
    says: "it makes no sound in the hall and shows on no screen that customers see. Without it: no",
  },
  reset_by: {
    example: "`[safety-officer]`",
    says: "the roles that alone may reset it; only with `latch`",
  },
  incident: {
    example: "`{ report_within: 5 min }`, `true`",
    says: "the alert closes only after somebody has summed up what happened and, where a time is said, reported it upward within it",
  },
  propose: {
    example: "`{ role: command, to: off }`",
    says: "what it would have switched: a role of its target and a value. Only where the hall has such a control, and only when a person approves it or has approved the rule as an automation; see [controls](control.md)",
  },
  waste: {
    example: "`light.power`",
    says: "the power that is wasted while the condition holds; the alert counts the energy, unless the hall lacks a point of it",
  },
  show: {
    example: "`[camera.frame]`",
    says: "further points that the alert shows; those that a hall lacks are left out",
  },
  steps: { example: "`[{ zh: 关灯。, en: Switch it off. }]`", says: "what the person shall do, in order" },
  proof: { example: "`{ zh: 现场照片, en: A photo }`", says: "what proves that it is done" },
};

/** Keys that may be left out, with what then holds. */
export const OPTIONAL: ReadonlySet<keyof RuleEntry> = new Set([
  "where",
  "in_force",
  "season",
  "clear",
  "gap",
  "priority",
  "tell",
  "escalate",
  "class",
  "latch",
  "realarm",
  "silent",
  "reset_by",
  "incident",
  "propose",
  "waste",
  "show",
  "steps",
  "proof",
] as const);

/** Every key of a pack. */
export const PACK_KEYS: Readonly<Record<keyof PackFile, Key>> = {
  pack: { example: "`my-rules`", says: "its name" },
  title: { example: "`{ zh: 本厅规则, en: Our rules }`", says: "what people call it" },
  settings: {
    example: "see [Settings](#settings)",
    says: "values that a site may override; may be left out",
  },
  rules: { example: "see below", says: "a list of rules" },
  suppressions: {
    example: "see [What explains what](#what-explains-what)",
    says: "which facts explain others, so that these are told to nobody; may be left out",
  },
  duties: {
    example: "see [Duties](#duties)",
    says: "what people have to do, again and again; may be left out",
  },
};

/** Every key of a suppression. */
export const SUPPRESSION_KEYS: Readonly<Record<keyof SuppressionEntry, Key>> = {
  id: { example: "`mains-lost`", says: "its name; it stands on what it suppresses" },
  title: { example: "`{ zh: 停电, en: Mains lost }`", says: "what people call it" },
  cause: { example: "`power-cut`", says: "the fact that explains the others" },
  within: {
    example: "`hall`, `zone`, `line`",
    says: "all over the hall; only in the room where the cause is, with its parts; or only what is on the Modbus line that the cause is about",
  },
  facts: { example: "`[device-down]`", says: "facts that it explains" },
  kinds: {
    example: "`[air-conditioner, kiosk]`",
    says: "things of which it explains everything that is found, also that they cannot be read. Of `facts` and `kinds` one must be there",
  },
  settle: {
    example: "`2 min`",
    says: "how long they may take to be well again when the cause is over. Without it: 2 min",
  },
};

/** Keys of a suppression that may be left out. */
export const SUPPRESSION_OPTIONAL: ReadonlySet<keyof SuppressionEntry> = new Set([
  "facts",
  "kinds",
  "settle",
] as const);

/** Phases that `in_force` can name. */
export const PHASE_WORDS: Readonly<Record<string, string>> = {
  always: "at all times",
  opening: "people are in, doors not yet open: from `staff_from` to the first opening",
  open: "the hall is open",
  lunch: "between two opening windows of a day",
  closed: "neither open, nor opening, nor lunch",
  "after-work": "the same as `closed`",
  night: "the same as `closed`",
  "after-activity": "from the end of an approved activity in the target's zone until people come in again",
};

/** Ends of windows, each with what it means. */
export const EDGE_EXAMPLES: readonly (readonly [written: string, says: string])[] = [
  ['"22:00"', "a time of day, on every day"],
  ["opening", "people come in (`staff_from`, else the first opening)"],
  ["open", "the doors open: the first window of the day begins"],
  ["closing", "the doors close: the last window of the day ends, also past midnight"],
  ["sign_off_at", "a setting of unit `time`"],
  ["open - 10 min", "so long before"],
  ["closing + closing_grace", "so long after, by a setting"],
];

/** What a gap does to a hold. */
export const GAPS: Readonly<Record<RuleEntry["gap"], string>> = {
  pause: "the count stops and goes on where it was; usual",
  reset: "the count starts anew when it can be seen again",
  continue: "the count goes on through the gap",
};
