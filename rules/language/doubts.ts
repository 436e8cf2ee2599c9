import type { Code } from "../site/codes.ts";
import { nearest } from "../site/nearest.ts";
import { OWN_TAG } from "../site/tags.ts";
import { type Node, nameOf, nodesOf, textOf } from "./ast.ts";
import { classOf, NOT_FOR_GUARDS } from "./classes.ts";
import type { Duty } from "./duty.ts";
import { clearsWhileFound } from "./overlap.ts";
import type { Pack, Rule, Setting } from "./rule.ts";
import type { Settings } from "./settings.ts";
import { parsed } from "./syntax.ts";

/** What a hall says that rules can name freely: a word of its own that is misspelt is no mistake, only of no effect. */
export type OwnWords = {
  /** Every tag that a zone or a thing carries. */
  readonly tags: ReadonlySet<string>;
  /** The seasons of its calendar. */
  readonly seasons: readonly string[];
  readonly settings: Settings;
};

/** Something in a rule that has its form, and that most likely says something else than was meant. */
export type Doubt = {
  readonly code: Code;
  readonly field: "where" | "condition" | "clear" | "waste" | "season" | "tell";
  /** Offsets into the text of the field. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help: string;
};

/**
 * What is doubtful in a rule where it meets a hall: tags of its own that nothing carries, a season that nobody named, an
 * end that comes while the condition still holds, a guard who is told of what is none of his business.
 */
export const doubtsIn = (rule: Rule, { tags, seasons, settings }: OwnWords): readonly Doubt[] => [
  ...ownTagsIn(rule)
    .filter(({ tag }) => !tags.has(tag))
    .map(({ tag, ...place }): Doubt => {
      const own = [...tags].filter(isOwn);
      const near = nearest(tag, own);
      const known =
        own.length === 0 ? "none of them carries a tag of your own" : `there are: ${own.join(", ")}`;
      const help = near === null ? `${known}; put it under tags in the site file` : `did you mean "${near}"?`;
      return { code: "CFG906", ...place, message: `no zone or equipment carries "${tag}"`, help };
    }),
  ...seasonDoubts(rule, seasons),
  ...clearDoubts(rule, settings),
  ...guardDoubts(rule),
];

/** What is no business of a guard is never sent to one, whoever the rule names. */
const guardDoubts = (rule: Rule): readonly Doubt[] => {
  const stake = classOf(rule);
  if (!rule.tell.includes("guard") || !NOT_FOR_GUARDS.has(stake)) return [];
  const message = `it is a matter of ${stake}, of which the guard is never told`;
  const help = "leave guard out, or say under class what else is at stake: class: security";
  return [{ code: "CFG911", field: "tell", start: 0, end: 0, message, help }];
};

const clearDoubts = (rule: Rule, settings: Settings): readonly Doubt[] => {
  const { clear = "" } = rule;
  if (!clearsWhileFound(rule, settings)) return [];
  const message = "it can hold while the condition holds too: a finding would end and begin again and again";
  const help = "write when it is surely over: condition x > 30, clear x <= 28";
  return [{ code: "CFG910", field: "clear", start: 0, end: clear.length, message, help }];
};

const isOwn = (word: string): boolean => word.startsWith(OWN_TAG);

const seasonDoubts = ({ season }: Rule, known: readonly string[]): readonly Doubt[] => {
  if (season === undefined || known.includes(season.name)) return [];
  const near = nearest(season.name, known);
  const there = known.length === 0 ? "it names none" : `there are: ${known.join(", ")}`;
  const help =
    near === null ? `${there}; put it under calendar.seasons in the site file` : `did you mean "${near}"?`;
  const message = `the calendar of this hall has no season "${season.name}": the rule is never in force`;
  const start = season.isOutside ? "not ".length : 0;
  return [{ code: "CFG907", field: "season", start, end: start + season.name.length, message, help }];
};

/** The hall's own tags that a rule asks for, each where it stands. */
export const ownTagsIn = (
  rule: Rule,
): readonly (Pick<Doubt, "start" | "end"> & { readonly field: TextField; readonly tag: string })[] =>
  textsOf(rule).flatMap(([field, text]) =>
    nodesIn(text).flatMap(node => {
      const tag = textOf(node);
      return tag === null || !isOwn(tag) ? [] : [{ field, tag, start: node.start, end: node.end }];
    }),
  );

type TextField = "where" | "condition" | "clear" | "waste";

const textsOf = (rule: Rule): readonly (readonly [TextField, string])[] =>
  (["where", "condition", "clear", "waste"] as const).flatMap(field => {
    const text = rule[field];
    return text === undefined ? [] : [[field, text] as const];
  });

const nodesIn = (text: string): readonly Node[] => {
  const found = parsed(text);
  return found.is === "tree" ? nodesOf(found.tree) : [];
};

/** Settings that are read by name: by the engine, and by those who keep closings, handovers and tickets. */
const READ_BY_NAME: readonly string[] = [
  "activity_lead_days",
  "closing_due",
  "closing_must",
  "closing_latest",
  "closing_warning",
  "handover_within",
  "report_upward_within",
  "reply_within",
  "spare_after",
  "lock_replaced_within",
  "complaint_contact_within",
  "complaint_answer_workdays",
  "complaint_close_workdays",
  "complaint_revisit_workdays",
  "complaint_major_days",
];

/** The settings of a pack that none of its rules and duties names: changing them changes nothing. */
export const unusedSettings = ({
  settings,
  rules,
  suppressions = [],
  duties = [],
}: Pack): readonly string[] => {
  const settles = suppressions.flatMap(({ settle }) => (typeof settle === "object" ? settle.setting : []));
  const used = new Set([
    ...READ_BY_NAME,
    ...rules.flatMap(settingsNamedBy),
    ...settles,
    ...duties.flatMap(settingsOfDuty),
  ]);
  return Object.keys(settings).filter(name => !used.has(name));
};

const settingsNamedBy = (rule: Rule): readonly string[] => {
  const { hold, escalate, realarm, incident, inForce } = rule;
  const ends = inForce.flatMap(force => (typeof force === "string" ? [] : [force.from, force.to]));
  const lengths = [
    hold,
    escalate,
    realarm,
    incident?.reportWithin,
    ...ends.map(({ offset }) => offset?.length),
  ];
  return [
    ...lengths.flatMap(length => (typeof length === "object" && length !== null ? [length.setting] : [])),
    ...ends.flatMap(({ at }) => (at.is === "setting" ? [at.setting] : [])),
    ...textsOf(rule).flatMap(([, text]) => nodesIn(text).flatMap(node => nameOf(node) ?? [])),
  ];
};

const settingsOfDuty = (duty: Duty): readonly string[] => {
  const { when, pace, within, remind, missedAfter, late, where } = duty;
  const spans = when.is === "day" ? when.windows : when.is === "week" ? [when.window] : [];
  const edges = spans.flatMap(({ from, due }) => [from, due]);
  const lengths = [
    pace,
    within,
    remind,
    missedAfter,
    late.escalate,
    ...(when.is === "every" ? [when.length] : []),
    ...(when.is === "event" ? [when.delay, when.within] : []),
    ...edges.map(({ offset }) => offset?.length),
  ];
  return [
    ...lengths.flatMap(length => (typeof length === "object" && length !== null ? [length.setting] : [])),
    ...edges.flatMap(({ at }) => (at.is === "setting" ? [at.setting] : [])),
    ...(where === undefined ? [] : nodesIn(where).flatMap(node => nameOf(node) ?? [])),
  ];
};

/**
 * Whether a site most likely wrote a ratio where the setting is a percentage: `1.3` for a setting that is 120 % in its
 * pack. The two would be less than four times apart if it were one.
 *
 * @param said  the site's number
 */
export const isRatioForPercent = (said: number | string, { unit, value }: Setting): boolean => {
  if (unit !== "%" || typeof said !== "number" || said <= 0 || said >= value / 20) return false;
  const apart = (said * 100) / value;
  return apart > 1 / 4 && apart < 4;
};
