import type { Evidence, Priority } from "../alert/alert.ts";
import type { HoldPlan } from "../condition/hold.ts";
import { NO, type Truth, YES } from "../language/truth.ts";
import { isFireMatter, usualEscalation } from "../notice/escalation.ts";
import type { Point, Site, Words } from "../site/model.ts";
import { type Instant, type Millis, minutes } from "../time/instant.ts";
import type { Finder } from "./findings.ts";
import { type Instance, judgedPoints, type Rulebook } from "./rulebook.ts";
import type { Signals } from "./signals.ts";
import { dayText } from "./slots.ts";

/** A finder with what the engine needs to run its hold. */
export type Watch = Finder & {
  readonly key: string;
  readonly plan: HoldPlan;
  /** Slots whose change can change the truth. */
  readonly slots: readonly number[];
  /** The condition, or while found the opposite of the clearing condition. */
  truth(found: boolean): Truth;
};

/** Silence must last this long beyond the staleness limit before it is told: a broker that restarts is no news. */
export const BLIND_GRACE: Millis = minutes(1);

/** Makes the watch of one rule for one target. */
export const ruleWatch = (
  site: Site,
  book: Rulebook,
  signals: Signals,
  { key, rule, target, judge, clear }: Instance,
): Watch => {
  const slots = [...new Set([...judge.slots, ...(clear?.slots ?? [])])];
  return {
    key,
    slots,
    plan: { length: rule.hold, gap: rule.gap },
    subject: {
      site: site.id,
      fact: rule.fact,
      target: target.id,
      targetName: target.name,
      zone: target.zone,
    },
    truth: found => {
      if (!found || !clear) return judge.truth(signals.judged);
      const over = clear.truth(signals.judged);
      return over === YES ? NO : over === NO ? YES : over;
    },
    finding: (since, gap) => ({
      rule: rule.id,
      clauses: rule.clauses,
      title: rule.title,
      level: rule.level,
      priority: rule.priority,
      steps: rule.steps,
      since,
      gap,
      tell: rule.tell,
      escalate: usualEscalation(rule.level, rule.priority),
      isFire: isFireMatter(target.kind, rule.tell),
    }),
    evidence: () => slots.flatMap(slot => slotEvidence(site, book, signals, slot)),
  };
};

/** What judged points arrive through. */
export type Source = {
  readonly via: string;
  /** The equipment and zones behind it. */
  readonly name: Words;
  readonly points: readonly Point[];
  /** The clauses that need each slot to be judged. */
  readonly clausesOf: ReadonlyMap<number, ReadonlySet<string>>;
};

/** The sources of all judged points. */
export const sourcesOf = (site: Site, book: Rulebook): readonly Source[] => {
  const clausesOf = new Map<number, Set<string>>();
  for (const { judge, rule } of book.instances)
    for (const slot of judge.slots) {
      const clauses = clausesOf.get(slot) ?? new Set();
      for (const clause of rule.clauses) clauses.add(clause);
      clausesOf.set(slot, clauses);
    }
  const names = new Map([...site.zones, ...site.equipment].map(({ id, name }) => [id, name]));
  const byVia = Map.groupBy(judgedPoints(site, book), ({ via }) => via);
  return [...byVia].map(([via, points]) => ({ via, name: ownerNames(points, names), points, clausesOf }));
};

const ownerNames = (points: readonly Point[], names: ReadonlyMap<string, Words>): Words => {
  const owners = [...new Set(points.map(({ owner }) => owner))];
  const known = owners.map(id => names.get(id) ?? { zh: id, en: id });
  return { zh: known.map(({ zh }) => zh).join("、"), en: known.map(({ en }) => en).join(", ") };
};

/** Makes the watch over one source: it finds that judged points cannot be read, and tells it as one alert. */
export const blindWatch = (
  site: Site,
  book: Rulebook,
  signals: Signals,
  { via, name, points, clausesOf }: Source,
): Watch => {
  const isSecurity = points.some(
    point => point.class.family === "security" || point.class.family === "safety",
  );
  const priority: Priority = isSecurity ? 2 : 3;
  const slots = points.map(({ index }) => index);
  const clauses = [...new Set(slots.flatMap(slot => [...(clausesOf.get(slot) ?? [])]))];
  return {
    key: `blind/${via}`,
    slots,
    plan: { length: BLIND_GRACE, gap: "continue" },
    subject: {
      site: site.id,
      fact: "blind",
      target: via,
      targetName: name,
      zone: points[0]?.zone ?? "",
    },
    truth: () => (slots.some(slot => signals.isBlind(slot)) ? YES : NO),
    finding: (since: Instant, gap: number) => ({
      rule: "blind",
      clauses,
      title: { zh: "收不到可信数据，无法判断", en: "No trustworthy data: cannot be judged" },
      level: "fault",
      priority,
      steps: [
        {
          zh: "到现场用眼睛确认，并把看到的写进备注。",
          en: "Look at it on site and write what you saw into the note.",
        },
        {
          zh: "检查设备电源、网线或电池；原因见每个测点的说明。",
          en: "Check its power, cable or battery; each point says what is wrong.",
        },
      ],
      since,
      gap,
      tell: isSecurity ? ["guard", "duty-manager", "facilities"] : ["facilities"],
      // Being blind to doors and alarms is a matter of security; other sensors wait for whoever mends them.
      escalate: isSecurity ? usualEscalation("violation", priority) : null,
    }),
    evidence: () =>
      slots.filter(slot => signals.isBlind(slot)).flatMap(slot => slotEvidence(site, book, signals, slot)),
  };
};

const slotEvidence = (site: Site, book: Rulebook, signals: Signals, slot: number): Evidence[] => {
  const point = site.points[slot];
  if (point) return [pointEvidence(point, signals)];
  const name = book.slots.names.get(slot);
  const day = signals.judged[slot] as number;
  if (!name) return [];
  const isKnown = !Number.isNaN(day);
  return [
    {
      point: name.en,
      name,
      value: null,
      ...(isKnown && { word: day === 0 ? "never" : dayText(day) }),
      at: null,
      state: isKnown ? "good" : "never",
    },
  ];
};

/** What is known of a point now, as evidence. */
export const pointEvidence = (point: Point, signals: Signals): Evidence => {
  const { value, at, state, reason } = signals.of(point.index);
  const hasValue = !Number.isNaN(value);
  const word = hasValue ? point.class.words?.[value] : undefined;
  return {
    point: point.id,
    name: point.name,
    value: hasValue ? value : null,
    ...(word !== undefined && { word }),
    ...(point.class.unit !== undefined && { unit: point.class.unit }),
    at: at > 0 ? at : null,
    state,
    ...(reason !== undefined && { reason }),
  };
};
