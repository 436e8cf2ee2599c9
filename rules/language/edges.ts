import { type Told, told } from "../site/form.ts";
import { nearest } from "../site/nearest.ts";
import { wallMinute } from "../site/opening-hours.ts";
import type { Edge, PhaseName } from "./edge.ts";
import { length, SETTING } from "./lengths.ts";
import type { Force, ForceWindow } from "./rule.ts";

/** The phases that a rule can name, with what the calendar calls them. */
export const PHASES: Readonly<Record<string, PhaseName | "after-activity">> = {
  always: "always",
  opening: "opening",
  open: "open",
  lunch: "lunch",
  closed: "closed",
  "after-work": "closed",
  night: "closed",
  "after-activity": "after-activity",
};
const EDGES = ["opening", "open", "closing"] as const;
const DAY_MINUTES = 1440;
const HOW = 'write { from: "22:00", to: opening }, { from: open - 10 min, to: open } and the like';

const refusal = (why: string, help: string) => ({
  is: "refused" as const,
  code: "CFG505" as const,
  why,
  help,
});

/** Reads when a rule is in force: one phase or window, or a list of them. */
export const forces = (said: unknown): Told<readonly Force[]> => {
  const list = Array.isArray(said) ? said : [said];
  if (list.length === 0)
    return refusal("an empty list: it would never be in force", "leave it out for always");
  const found: Force[] = [];
  for (const [item, one] of list.entries()) {
    const force = typeof one === "string" ? phase(one) : window(one);
    if (force.is === "refused")
      return Array.isArray(said) ? { ...force, item: [item, ...[force.item ?? []].flat()] } : force;
    found.push(force.value);
  }
  return told(found);
};

const phase = (word: string): Told<Force> => {
  const known = Object.hasOwn(PHASES, word) ? PHASES[word] : undefined;
  if (known !== undefined) return told(known);
  const names = Object.keys(PHASES);
  const near = nearest(word, names);
  const [, from, to] = /^(\d\d?:\d\d) ?[-–] ?(\d\d?:\d\d)$/.exec(word) ?? [];
  if (from !== undefined)
    return refusal(`"${word}" is no phase of the hall's day`, `write { from: "${from}", to: "${to}" }`);
  const help = near === null ? `one of ${names.join(", ")}, or a window: ${HOW}` : `did you mean "${near}"?`;
  return refusal(`"${word}" is no phase of the hall's day`, help);
};

const window = (said: unknown): Told<ForceWindow> => {
  if (typeof said !== "object" || said === null || Array.isArray(said))
    return refusal(`expected a phase or a window, found ${JSON.stringify(said) ?? "nothing"}`, HOW);
  const keys = Object.keys(said);
  const odd = keys.find(key => key !== "from" && key !== "to");
  if (odd !== undefined) {
    const near = nearest(odd, ["from", "to"]);
    return refusal(`a window has no key "${odd}"`, near === null ? HOW : `did you mean "${near}"?`);
  }
  const { from, to } = said as { readonly from?: unknown; readonly to?: unknown };
  if (from === undefined || to === undefined)
    return refusal(`a window needs both ends, "${from === undefined ? "from" : "to"}" is missing`, HOW);
  const [start, end] = [edge(String(from)), edge(String(to))];
  if (start.is === "refused") return { ...start, item: ["from"] };
  if (end.is === "refused") return { ...end, item: ["to"] };
  return told({ from: start.value, to: end.value });
};

/** Reads a moment of the business day: `22:00`, `opening`, `open - 10 min`, `closing + closing_grace`, `sign_off_at`. */
export const edge = (text: string): Told<Edge> => {
  const [, base = "", sign, by = ""] = /^\s*([^\s+-]+)\s*(?:([+-])\s*(.+?))?\s*$/.exec(text) ?? [];
  const at = edgeBase(base);
  if (at === null) return badEdge(text, base);
  if (sign === undefined) return told({ at, offset: null });
  const moved = length(by);
  if (moved.is === "refused") return moved;
  return told({ at, offset: { sign: sign === "-" ? -1 : 1, length: moved.value } });
};

const edgeBase = (base: string): Edge["at"] | null => {
  const minute = wallMinute(base);
  if (minute !== null && minute < DAY_MINUTES) return { is: "time", minute };
  const word = EDGES.find(each => each === base);
  if (word !== undefined) return { is: word };
  return SETTING.test(base) ? { is: "setting", setting: base } : null;
};

const badEdge = (text: string, base: string): Told<never> => {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(base) ?? [];
  const time = hour === undefined ? null : `${hour.padStart(2, "0")}:${minute}`;
  const near = time !== null && wallMinute(time) !== null ? time : nearest(base, EDGES);
  const help =
    near === null
      ? 'write it as "22:00", opening, open or closing, such as open - 10 min'
      : `did you mean "${near}"?`;
  return refusal(`"${text}" is no moment of the hall's day`, help);
};
