import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { shippedCatalogue } from "#rules/clause/testing/shipped.ts";
import type { Words } from "#rules/site/model.ts";

type Rule = {
  readonly id: string;
  readonly title: Words;
  readonly clauses: readonly string[];
  readonly fact: string;
  readonly level: WireAlert["level"];
  readonly priority: number;
  readonly tell: readonly string[];
  readonly steps: readonly Words[];
};

const { rules } = parse(
  readFileSync(new URL("../../../rules/packs/service-hall.yaml", import.meta.url), "utf8"),
) as { readonly rules: readonly Rule[] };

/** Which rule found what of which thing, and for how long it has been open. */
export type FakeFinding = {
  readonly rule: string;
  readonly target: string;
  /** Points that the judgement saw; the target's own unless said otherwise. */
  readonly points?: readonly string[];
  readonly openFor: number;
  readonly held: number;
  /** What differs from an alert that nobody has touched. */
  readonly more?: Partial<WireAlert>;
};

/** An alert as the demo's rules would raise it. */
export const fakeAlert = (
  { rule: ruleId, target, points: seen, openFor, held, more }: FakeFinding,
  hall: WireHall,
  points: ReadonlyMap<string, WirePoint>,
  now: number,
): WireAlert => {
  const rule = rules.find(({ id }) => id === ruleId);
  const thing = hall.equipment.find(({ id }) => id === target);
  if (!rule || !thing) throw new Error(`${ruleId} of ${target}: no such rule or thing`);
  const openedAt = new Date(now - openFor).toISOString();
  const own = [...points.values()].filter(({ owner }) => owner === target).map(({ point }) => point);
  return {
    id: `${hall.id}.${rule.fact}.${target}.${openedAt.replaceAll(/[-:.]/g, "")}`,
    fact: rule.fact,
    target,
    targetName: thing.name,
    zone: thing.zone,
    title: rule.title,
    level: rule.level,
    priority: rule.priority,
    class: "security",
    condition: "active",
    label: "unacknowledged",
    acknowledgement: null,
    revision: 1,
    confirmation: null,
    isLatched: false,
    shelf: null,
    suppression: null,
    outOfService: null,
    incident: null,
    isSilent: false,
    realarmAt: null,
    openedAt,
    changedAt: openedAt,
    clearedAt: null,
    closedAt: null,
    occurrences: 1,
    clauses: rule.clauses.map(clause => ({
      clause,
      text: shippedCatalogue.byId.get(clause)?.text ?? null,
      rule: rule.id,
      since: new Date(now - openFor - held).toISOString(),
      until: null,
      level: rule.level,
      wastedWh: null,
    })),
    parts: [],
    tell: [...rule.tell],
    told: rule.tell.map(role => ({ role, at: openedAt, why: "found" })),
    next: null,
    isLate: false,
    wastedWh: null,
    evidence: (seen ?? own).map(id => evidenceOf(points.get(id), thing.name, now - openFor)),
    gapSeconds: 0,
    steps: [...rule.steps],
    ...more,
  };
};

/** The alert over points that nobody can read. */
export const fakeBlind = (
  via: string,
  hall: WireHall,
  points: ReadonlyMap<string, WirePoint>,
  now: number,
): WireAlert => {
  const blind = [...points.values()].filter(point => point.via === via);
  const thing = hall.equipment.find(({ id }) => id === blind[0]?.owner);
  if (!thing) throw new Error(`${via}: nothing is read through it`);
  const openedAt = new Date(now - 540_000).toISOString();
  return {
    ...fakeAlert(
      { rule: "door-after-closing", target: thing.id, openFor: 540_000, held: 60_000 },
      hall,
      points,
      now,
    ),
    id: `${hall.id}.blind.${via.replaceAll(/[^\w-]/g, "-")}.${openedAt.replaceAll(/[-:.]/g, "")}`,
    fact: "blind",
    target: via,
    title: { zh: "收不到可信数据，无法判断", en: "No trustworthy data: cannot be judged" },
    level: "fault",
    evidence: blind.map(({ point }) => evidenceOf(points.get(point), thing.name, now)),
    steps: [
      {
        zh: "到现场用眼睛确认，并把看到的写进备注。",
        en: "Look at it on site and write what you saw into the note.",
      },
    ],
  };
};

const evidenceOf = (
  point: WirePoint | undefined,
  thing: Words,
  at: number,
): WireAlert["evidence"][number] => {
  // What a rule takes from the register is no point; it comes as a word.
  if (!point) {
    const name = { zh: `${thing.zh} 上次检查`, en: `${thing.en} last inspected` };
    return { point: name.en, name, value: null, word: "2025-06-30", at: null, state: "good" };
  }
  const { class: _class, owner: _owner, zone: _zone, role: _role, via: _via, since: _since, ...rest } = point;
  const { staleAfterSeconds: _stale, words: _words, ...measured } = rest;
  return measured.state === "good" ? { ...measured, at: new Date(at - 4000).toISOString() } : measured;
};
