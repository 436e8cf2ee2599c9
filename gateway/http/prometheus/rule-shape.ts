import type { Evidence } from "#rules/alert/alert.ts";
import { type Instant, toIso } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";
import { SEVERITY } from "../../wire/severity.ts";
import { annotationsOf } from "../alertmanager/alert-shape.ts";
import { keyOf, labelsOf } from "../alertmanager/labels.ts";
import type { Labels } from "../alertmanager/matcher.ts";
import type { RuleLook, TargetLook } from "./desk.ts";
import { floatText } from "./float-text.ts";
import type { PrometheusAlert, PrometheusRule } from "./shapes.ts";

/** What is around a rule: the hall, its open alerts by key, and the time. */
export type Around = {
  readonly site: string;
  readonly open: ReadonlyMap<string, WireAlert>;
  readonly now: Instant;
};

/**
 * A rule with what it says now. Pending: its hold runs. Firing: it was found, also where nobody can see it any more. What
 * it cannot tell for want of evidence is in `health` and `lastError`, since *inactive* would say that all is well.
 */
export const ruleShape = (view: RuleLook, around: Around): PrometheusRule => {
  const { rule, targets } = view;
  const alerts = targets.flatMap(target => alertOf(view, target, around) ?? []);
  const blind = blindness(view);
  return {
    type: "alerting",
    name: rule.fact,
    query: queryOf(view),
    duration: rule.hold / 1_000,
    keepFiringFor: 0,
    labels: { class: view.class, level: rule.level, rule: rule.id, severity: SEVERITY[rule.priority] ?? "" },
    annotations: {
      summary: `${rule.title.zh} / ${rule.title.en}`,
      clauses: rule.clauses.join(", "),
    },
    state: stateOf(alerts),
    health: blind.length > 0 ? "unknown" : "ok",
    lastError: blind.join("; "),
    evaluationTime: 0,
    lastEvaluation: toIso(around.now),
    alerts,
  };
};

/** The worst of some alerts. */
export const stateOf = (alerts: readonly PrometheusAlert[]): PrometheusRule["state"] => {
  if (alerts.some(({ state }) => state === "firing")) return "firing";
  return alerts.length > 0 ? "pending" : "inactive";
};

const queryOf = ({ rule }: RuleLook): string => {
  const hold = rule.hold > 0 ? ` for ${rule.hold / 1_000}s` : "";
  return `${rule.condition.trim()}${hold}`;
};

const alertOf = (view: RuleLook, target: TargetLook, around: Around): PrometheusAlert | null => {
  const { hold, parts } = target.look;
  if (hold.is === "clear") return null;
  const alert = around.open.get(keyOf({ fact: view.rule.fact, target: target.target }));
  return {
    labels: alert ? labelsOf(around.site, alert) : ownLabels(view, target, around.site),
    annotations: alert ? annotationsOf(alert) : ownAnnotations(view, target),
    // What was found is told once it is recorded, and not before.
    state: alert && (hold.is === "held" || hold.is === "lost") ? "firing" : "pending",
    activeAt: toIso(hold.since),
    value: floatText(parts.find(({ left }) => left !== null)?.left ?? null),
  };
};

/** As the alert will have them if it comes to one. */
const ownLabels = ({ rule, class: at }: RuleLook, { target, zone }: TargetLook, site: string): Labels => {
  const labels = {
    alertname: rule.fact,
    site,
    zone,
    target,
    key: keyOf({ fact: rule.fact, target }),
    class: at,
    severity: SEVERITY[rule.priority] ?? "",
    priority: String(rule.priority),
    level: rule.level,
    rule: rule.id,
  };
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));
};

const ownAnnotations = ({ rule: { title } }: RuleLook, { targetName }: TargetLook): Labels => ({
  summary: `${title.zh} · ${targetName.zh} / ${title.en} · ${targetName.en}`,
});

/** A sentence for each target for which it cannot tell, with the evidence that is missing. */
const blindness = ({ targets, lacking }: RuleLook): readonly string[] => [
  ...targets.flatMap(({ target, look }) =>
    look.says === "unknown" ? [`${target}: cannot tell: ${missing(look.evidence)}`] : [],
  ),
  ...lacking.map(({ target, why }) => `${target}: never judged: ${why}`),
];

const missing = (evidence: readonly Evidence[]): string => {
  const unseen = evidence.filter(({ state }) => state !== "good");
  if (unseen.length === 0) return "not enough was seen yet";
  return unseen
    .map(({ point, state, reason }) => `${point} is ${SEEN[state]}${reason ? ` (${reason})` : ""}`)
    .join(", ");
};

const SEEN: Readonly<Record<Evidence["state"], string>> = {
  good: "good",
  stale: "stale",
  bad: "bad",
  never: "not heard of yet",
};
