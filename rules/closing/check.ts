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

/** Watts below which a circuit counts as off: the regulations name no figure, these leave room for standby and meter noise. */
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
/** `missing`: what the check must see but the hall has no sensor for. */
type Plan = {
  readonly kind: ClosingKind;
  readonly expected: Words;
  readonly needs: readonly Need[];
  readonly missing: readonly Words[];
};

const judge = (
  equipment: Equipment,
  { kind, expected, needs, missing }: Plan,
  signalOf: (point: number) => Signal,
  since: Instant | null,
): ClosingItem => {
  const seen: readonly Seen[] = [
    ...needs.map(need => look(need, signalOf(need.point.index), since)),
    ...missing.map((why): Seen => ({ verdict: "unknown", why })),
  ];
  const verdict =
    (["fail", "unknown"] as const).find(worse => seen.some(each => each.verdict === worse)) ?? "pass";
  const why =
    verdict === "pass"
      ? NOTHING
      : joined(seen.filter(each => each.verdict === verdict).map(each => each.why));
  return { equipment, kind, expected, verdict, why, points: needs.map(({ point }) => point) };
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
    case "door":
      return plan("door", { zh: "关闭并上锁", en: "closed and locked" }, [
        need(contact, isWord("closed"), OPEN) ?? noSensor({ zh: "门磁", en: "contact" }),
        need(lock, isWord("locked"), UNLOCKED) ?? noSensor({ zh: "门锁", en: "lock" }),
      ]);
    case "window":
      return plan("window", SHUT, [
        need(contact, isWord("closed"), OPEN) ?? noSensor({ zh: "窗磁", en: "contact" }),
      ]);
    case "light-circuit":
      return plan("light", OFF, [
        need(power, isBelow(OFF_BELOW_W.light), STILL_ON) ??
          need(state, isWord("off"), STILL_ON) ??
          noSensor(POWER),
      ]);
    case "air-conditioner":
      return plan("power", OFF, [
        need(mode, isWord("off"), STILL_ON) ?? noSensor({ zh: "运行模式", en: "mode" }),
      ]);
    case "power-circuit":
      return alwaysOn
        ? plan("always-on", { zh: "必须通电", en: "must stay on" }, [
            need(power, isOn, DEAD) ?? noSensor(POWER),
          ])
        : plan("power", OFF, [need(power, isBelow(OFF_BELOW_W.power), STILL_ON) ?? noSensor(POWER)]);
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
const POWER: Words = { zh: "功率", en: "power" };

const noSensor = (what: Words): Words => ({ zh: `没有${what.zh}传感器`, en: `no ${what.en} sensor` });

const plan = (kind: ClosingKind, expected: Words, asks: readonly (Need | Words)[]): Plan => ({
  kind,
  expected,
  needs: asks.filter(ask => "point" in ask),
  missing: asks.filter(ask => "zh" in ask),
});

const need = (
  point: Point | undefined,
  isRight: (value: number, point: Point) => boolean,
  wrong: Words,
): Need | null => (point ? { point, isRight: value => isRight(value, point), wrong } : null);

const isWord =
  (word: string) =>
  (value: number, point: Point): boolean =>
    point.class.words?.[value] === word;

const isBelow =
  (watts: number) =>
  (value: number): boolean =>
    value < watts;

const isOn = (value: number): boolean => value >= OFF_BELOW_W.power;
