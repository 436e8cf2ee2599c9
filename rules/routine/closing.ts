import type { Signal } from "../reading/signal.ts";
import type { Equipment, Point, Site, Words } from "../site/model.ts";
import type { PhaseSpan } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";

export type ClosingKind = "door" | "window" | "light" | "power" | "always-on";
export type ClosingVerdict = "pass" | "fail" | "unknown";

/** One thing that must be seen to before people go home. */
export type ClosingItem = {
  readonly equipment: Equipment;
  readonly kind: ClosingKind;
  readonly verdict: ClosingVerdict;
  /** What is wrong or missing; empty texts for a pass. */
  readonly why: Words;
  readonly expected: Words;
  /** The points that were looked at. */
  readonly points: readonly Point[];
};

/** The closing check as it stands at one moment. `since`: the closing that it is about; null while it is a preview. */
export type ClosingCheck = { readonly since: Instant | null; readonly items: readonly ClosingItem[] };

/** A circuit that draws less than this is off; the texts name no figure, so the site may set `off_below_w`. */
const OFF_BELOW_W = { light: 10, power: 5 };

/**
 * Judges every item of the closing check. An item passes only on values that are good and, once the hall is closed,
 * measured after closing; any other value it needs makes it unknown. What is known to be wrong fails, whatever else is
 * missing.
 *
 * @see GA-1.3-5a to -5d, GA-5.3-8b, GA-5.4-4 in the clause catalogue; the always-on circuits are the reading of C2
 */
export const closingCheck = (
  site: Site,
  signalOf: (point: number) => Signal,
  hours: PhaseSpan,
): ClosingCheck => {
  const since = hours.phase === "closed" ? hours.since : null;
  const items = site.equipment.flatMap(equipment => {
    const plan = planOf(equipment);
    return plan ? [judge(equipment, plan, signalOf, since)] : [];
  });
  return { since, items };
};

type Need = {
  readonly point: Point;
  readonly isRight: (value: number) => boolean;
  /** What is wrong when it is not right. */
  readonly wrong: Words;
};
type Plan = { readonly kind: ClosingKind; readonly expected: Words; readonly needs: readonly Need[] };

const judge = (
  equipment: Equipment,
  { kind, expected, needs }: Plan,
  signalOf: (point: number) => Signal,
  since: Instant | null,
): ClosingItem => {
  const seen = needs.map(need => ({ need, seen: look(need, signalOf(need.point.index), since) }));
  const failed = seen.filter(({ seen }) => seen.verdict === "fail");
  const unknown = seen.filter(({ seen }) => seen.verdict === "unknown");
  const worst = failed.length > 0 ? failed : unknown;
  return {
    equipment,
    kind,
    expected,
    verdict: failed.length > 0 ? "fail" : unknown.length > 0 ? "unknown" : "pass",
    why: joined(worst.map(({ seen }) => seen.why)),
    points: needs.map(({ point }) => point),
  };
};

type Seen = { readonly verdict: ClosingVerdict; readonly why: Words };

const look = ({ point, isRight, wrong }: Need, signal: Signal, since: Instant | null): Seen => {
  const name = point.name;
  if (signal.state !== "good") return { verdict: "unknown", why: whyUnknown(signal, name) };
  if (!isRight(signal.value)) return { verdict: "fail", why: wrong };
  if (since !== null && signal.at < since)
    return {
      verdict: "unknown",
      why: { zh: `${name.zh}：关门后还没有新读数`, en: `${name.en}: nothing measured since closing` },
    };
  return { verdict: "pass", why: NOTHING };
};

const whyUnknown = ({ state, reason }: Signal, name: Words): Words => {
  switch (state) {
    case "never":
      return { zh: `${name.zh}：从未收到读数`, en: `${name.en}: never heard from` };
    case "bad":
      return {
        zh: `${name.zh}：${reason ?? "读数不可信"}`,
        en: `${name.en}: ${reason ?? "not trustworthy"}`,
      };
    default:
      return { zh: `${name.zh}：没有新读数`, en: `${name.en}: silent` };
  }
};

const NOTHING: Words = { zh: "", en: "" };

const joined = (texts: readonly Words[]): Words => ({
  zh: texts.map(({ zh }) => zh).join("；"),
  en: texts.map(({ en }) => en).join("; "),
});

/** What the closing check asks of a piece of equipment; null for what it has nothing to ask of. */
const planOf = ({ kind, points, alwaysOn }: Equipment): Plan | null => {
  const { contact, lock, power, state, mode } = points;
  switch (kind) {
    case "door": {
      const needs = [
        ...need(contact, isWord(contact, "closed"), OPEN),
        ...need(lock, isWord(lock, "locked"), UNLOCKED),
      ];
      return plan("door", lock ? { zh: "关闭并上锁", en: "closed and locked" } : SHUT, needs);
    }
    case "window":
      return plan("window", SHUT, need(contact, isWord(contact, "closed"), OPEN));
    case "light-circuit":
      return power
        ? plan(
            "light",
            OFF,
            need(power, watts => watts < OFF_BELOW_W.light, STILL_ON),
          )
        : plan("light", OFF, need(state, isWord(state, "off"), STILL_ON));
    case "air-conditioner":
      return plan("power", OFF, need(mode, isWord(mode, "off"), STILL_ON));
    case "power-circuit":
      return alwaysOn
        ? plan(
            "always-on",
            { zh: "必须通电", en: "must stay on" },
            need(power, watts => watts >= OFF_BELOW_W.power, DEAD),
          )
        : plan(
            "power",
            OFF,
            need(power, watts => watts < OFF_BELOW_W.power, STILL_ON),
          );
    default:
      return null;
  }
};

const SHUT: Words = { zh: "关闭", en: "closed" };
const OFF: Words = { zh: "关闭电源", en: "off" };
const OPEN: Words = { zh: "没有关上", en: "not closed" };
const UNLOCKED: Words = { zh: "没有上锁", en: "not locked" };
const STILL_ON: Words = { zh: "还开着", en: "still on" };
const DEAD: Words = { zh: "断电了", en: "has no power" };

const plan = (kind: ClosingKind, expected: Words, needs: readonly Need[]): Plan | null =>
  needs.length > 0 ? { kind, expected, needs } : null;

const need = (point: Point | undefined, isRight: Need["isRight"], wrong: Words): Need[] =>
  point ? [{ point, isRight, wrong }] : [];

const isWord =
  (point: Point | undefined, word: string): Need["isRight"] =>
  value =>
    point?.class.words?.[value] === word;
