import { type Told, told } from "../site/form.ts";
import type { Words } from "../site/model.ts";
import { nearest } from "../site/nearest.ts";
import { millis } from "../time/instant.ts";
import type { DutySpan, DutyTime } from "./duty.ts";
import type { Edge, Length, PhaseName } from "./edge.ts";
import { edge, PHASES } from "./edges.ts";
import { length } from "./lengths.ts";

type Refused = Extract<Told<never>, { readonly is: "refused" }>;
type Keys = Readonly<Partial<Record<Key, unknown>>>;
type Key =
  | "every"
  | "on"
  | "after"
  | "windows"
  | "from"
  | "due"
  | "during"
  | "delay"
  | "within"
  | "zh"
  | "en";

const PERIODS = ["month", "quarter", "half-year", "year"] as const;
const EVERY = ["day", "week", ...PERIODS] as const;
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const HOW =
  "write { every: day, from: open, due: closing }, { every: week, on: monday }, { every: month }, { every: 2 h, during: [open] }, { on: rain, within: 15 min } and the like";

/** How people say how often. */
const SPELT: Readonly<Record<string, (typeof EVERY)[number]>> = {
  daily: "day",
  days: "day",
  weekly: "week",
  weeks: "week",
  monthly: "month",
  months: "month",
  quarterly: "quarter",
  quarters: "quarter",
  "half-yearly": "half-year",
  "half year": "half-year",
  yearly: "year",
  annually: "year",
  years: "year",
};

const refusal = (why: string, help = HOW): Refused => ({ is: "refused", code: "CFG509", why, help });

const below = (refused: Refused, ...path: readonly (string | number)[]): Refused => ({
  ...refused,
  item: [...path, ...[refused.item ?? []].flat()],
});

/**
 * Reads when a duty falls due, as a pack says it: `{ every: week, on: monday, from: opening, due: open }`,
 * `{ every: 2 h, during: [open] }`, `{ on: rain, within: 15 min }`, `{ after: rain, delay: 60 min, within: 30 min }`.
 */
export const dutyTime = (said: unknown): Told<DutyTime> => {
  if (!isKeys(said)) return refusal(`expected when it falls due, found ${JSON.stringify(said) ?? "nothing"}`);
  if (Object.hasOwn(said, "every")) return regular(said);
  if (Object.hasOwn(said, "on")) return event(said, "on");
  if (Object.hasOwn(said, "after")) return event(said, "after");
  return refusal('it says neither "every" nor "on" nor "after"');
};

const isKeys = (said: unknown): said is Keys =>
  typeof said === "object" && said !== null && !Array.isArray(said);

const odd = (said: Keys, known: readonly string[]): Refused | null => {
  const key = Object.keys(said).find(each => !known.includes(each));
  if (key === undefined) return null;
  const near = nearest(key, known);
  const help = near === null ? `known here: ${known.join(", ")}` : `did you mean "${near}"?`;
  return below(refusal(`it has no key "${key}" here`, help), key);
};

const regular = (said: Keys): Told<DutyTime> => {
  const word = String(said.every).trim();
  switch (word) {
    case "day":
      return daily(said);
    case "week":
      return weekly(said);
    default: {
      const period = PERIODS.find(each => each === word);
      return period === undefined ? again(said, word) : longer(said, period);
    }
  }
};

const daily = (said: Keys): Told<DutyTime> => {
  const strange = odd(said, ["every", "windows", "from", "due"]);
  if (strange !== null) return strange;
  const { windows } = said;
  if (windows === undefined) {
    const window = spanOf(said, NAMELESS);
    return window.is === "told" ? told({ is: "day", windows: [window.value] }) : window;
  }
  if (said.from !== undefined || said.due !== undefined)
    return below(refusal("from and due stand in each of its windows", "leave them out here"), "windows");
  if (!Array.isArray(windows) || windows.length === 0)
    return below(refusal("expected a list of windows", HOW_WINDOWS), "windows");
  const read: DutySpan[] = [];
  for (const [index, one] of windows.entries()) {
    const window = named(one);
    if (window.is === "refused") return below(window, "windows", index);
    if (read.some(({ name }) => name.en === window.value.name.en))
      return below(
        refusal(`two windows are called "${window.value.name.en}"`, "name them apart"),
        "windows",
        index,
      );
    read.push(window.value);
  }
  return told({ is: "day", windows: read });
};

const NAMELESS: Words = { zh: "", en: "" };
const HOW_WINDOWS = 'write [{ zh: 上午, en: morning, from: open, due: "12:00" }, …]';

const named = (said: unknown): Told<DutySpan> => {
  if (!isKeys(said)) return refusal("expected a window with its name", HOW_WINDOWS);
  const { zh, en } = said;
  if (typeof zh !== "string" || typeof en !== "string" || zh.trim() === "" || en.trim() === "")
    return refusal("a window needs a name in both languages, zh and en", HOW_WINDOWS);
  return odd(said, ["zh", "en", "from", "due"]) ?? spanOf(said, { zh: zh.trim(), en: en.trim() });
};

const weekly = (said: Keys): Told<DutyTime> => {
  const strange = odd(said, ["every", "on", "from", "due"]);
  if (strange !== null) return strange;
  const word = String(said.on ?? "").toLowerCase();
  const weekday = WEEKDAYS.findIndex(each => each === word || each.slice(0, 3) === word) + 1;
  if (weekday === 0) {
    const meant = nearest(word, WEEKDAYS);
    const help = meant === null ? `one of ${WEEKDAYS.join(", ")}` : `did you mean "${meant}"?`;
    const why = said.on === undefined ? "it does not say on which day" : `"${word}" is no day of the week`;
    return said.on === undefined ? refusal(why, help) : below(refusal(why, help), "on");
  }
  const window = spanOf({ from: "opening", due: "closing", ...said }, NAMELESS);
  return window.is === "told" ? told({ is: "week", weekday, window: window.value }) : window;
};

const longer = (said: Keys, is: (typeof PERIODS)[number]): Told<DutyTime> => {
  const strange = odd(said, ["every", "due"]);
  if (strange !== null) return strange;
  if (said.due === undefined) return told({ is, workday: null });
  const nth = Number(/^workday (\d{1,2})$/.exec(String(said.due))?.[1] ?? 0);
  if (nth >= 1 && nth <= 20) return told({ is, workday: nth });
  const date = Number(/^day (\d{1,2})$/.exec(String(said.due))?.[1] ?? 0);
  if (date >= 1 && date <= 28) return told({ is, workday: null, date });
  const help =
    "write workday 5 for the fifth working day, day 4 for the fourth day; without due: the end of the last day";
  return below(refusal(`"${String(said.due)}" is no working day of it`, help), "due");
};

const again = (said: Keys, word: string): Told<DutyTime> => {
  const meant = SPELT[word.toLowerCase()] ?? nearest(word, EVERY);
  const read = length(word);
  if (meant !== null && (read.is === "refused" || typeof read.value !== "number"))
    return below(
      refusal(`"${word}" is neither a period nor a length of time`, `did you mean "${meant}"?`),
      "every",
    );
  if (read.is === "refused") return below(read, "every");
  const strange = odd(said, ["every", "during"]);
  if (strange !== null) return strange;
  if (said.during === undefined)
    return refusal(
      "it does not say in which phases of the day",
      "write during: [open, lunch], or during: always",
    );
  const during = phases(said.during);
  return during.is === "told" ? told({ is: "every", length: read.value, during: during.value }) : during;
};

const event = (said: Keys, key: "on" | "after"): Told<DutyTime> => {
  const strange = odd(said, [key, "delay", "within", "during"]);
  if (strange !== null) return strange;
  const fact = said[key];
  if (typeof fact !== "string" || !/^[a-z][a-z0-9-]{0,62}$/.test(fact))
    return below(refusal("expected the fact that it waits for", "as fact: of a rule has it: rain"), key);
  if (said.within === undefined)
    return refusal("it does not say how soon it must be done", `write { ${key}: ${fact}, within: 15 min }`);
  const within = lengthAt(said, "within");
  if (within.is === "refused") return within;
  const delay = said.delay === undefined ? told(millis(0)) : lengthAt(said, "delay");
  if (delay.is === "refused") return delay;
  const during = phases(said.during ?? "always");
  if (during.is === "refused") return during;
  return told({
    is: "event",
    fact,
    edge: key === "on" ? "begin" : "end",
    delay: delay.value,
    within: within.value,
    during: during.value,
  });
};

const lengthAt = (said: Keys, key: "delay" | "within"): Told<Length> => {
  const read = length(String(said[key]));
  return read.is === "refused" ? below(read, key) : read;
};

const phases = (said: unknown): Told<readonly PhaseName[]> => {
  const list: readonly unknown[] = Array.isArray(said) ? said : [said];
  const found: PhaseName[] = [];
  for (const [index, word] of list.entries()) {
    const path = Array.isArray(said) ? ["during", index] : ["during"];
    const known = typeof word === "string" && Object.hasOwn(PHASES, word) ? PHASES[word] : undefined;
    if (known === undefined || known === "after-activity") {
      const names = Object.keys(PHASES).filter(each => each !== "after-activity");
      const near = nearest(String(word), names);
      const help = near === null ? `one of ${names.join(", ")}` : `did you mean "${near}"?`;
      return below(refusal(`"${String(word)}" is no phase of the hall's day`, help), ...path);
    }
    found.push(known);
  }
  return found.length === 0
    ? below(refusal("an empty list: it would never fall due", "write during: always"), "during")
    : told(found);
};

/** From `from` until the first `due` after it. */
const spanOf = (said: Keys, name: Words): Told<DutySpan> => {
  const from = edgeAt(said, "from");
  if (from.is === "refused") return from;
  const due = edgeAt(said, "due");
  if (due.is === "refused") return due;
  if (isSame(from.value, due.value))
    return below(refusal("it would be due at the moment at which it opens", "give it some time"), "due");
  return told({ name, from: from.value, due: due.value });
};

const isSame = (a: Edge, b: Edge): boolean => JSON.stringify(a) === JSON.stringify(b);

const edgeAt = (said: Keys, key: "from" | "due"): Told<Edge> => {
  if (said[key] === undefined)
    return refusal(
      `it does not say ${key === "from" ? "from when on it can be done" : "by when it must be done"}`,
      `write ${key}: ${key === "from" ? "opening" : "closing + 30 min"}`,
    );
  const read = edge(String(said[key]));
  return read.is === "refused" ? below(read, key) : read;
};
