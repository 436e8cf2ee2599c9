import { toIso } from "#rules/time/instant.ts";
import type { WireAlert } from "../../wire/alert.ts";
import { annotationsOf } from "../alertmanager/alert-shape.ts";
import { keyOf, labelsOf } from "../alertmanager/labels.ts";
import type { RulesDesk } from "./desk.ts";
import { floatText } from "./float-text.ts";
import { ruleShape, stateOf } from "./rule-shape.ts";
import type { PrometheusAlert, PrometheusGroup, PrometheusRule } from "./shapes.ts";

/** Rules are judged when something changes, and at the latest so many seconds later. */
const INTERVAL_SECONDS = 1;
/** What the gateway finds by itself: points that rules need and nobody can read. */
const OWN = { file: "hallwatch", name: "system" };

/** All rules of the hall, one group for each pack and class, in the order of their names. */
export const groupsOf = (desk: RulesDesk): readonly PrometheusGroup[] => {
  const now = desk.now();
  const open = desk.open();
  const around = { site: desk.site, now, open: new Map(open.map(alert => [keyOf(alert), alert])) };
  const views = desk.rules();
  const facts = new Set(views.map(({ rule }) => rule.fact));
  const rules = views.map(view => ({ file: view.pack, name: view.class, rule: ruleShape(view, around) }));
  const others = Map.groupBy(
    open.filter(({ fact }) => !facts.has(fact)),
    ({ fact }) => fact,
  );
  const own = [...new Set(["blind", ...others.keys()])].map(fact => ({
    ...OWN,
    rule: ownRule(desk, fact, others.get(fact) ?? []),
  }));
  const groups = Map.groupBy([...rules, ...own], ({ file, name }) => `${file}\n${name}`);
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, members]) => {
      const [first] = members;
      if (!first) return [];
      return {
        name: first.name,
        file: first.file,
        interval: INTERVAL_SECONDS,
        limit: 0,
        evaluationTime: 0,
        lastEvaluation: toIso(now),
        rules: members.map(({ rule }) => rule),
      };
    });
};

/** What no rule of a pack finds: blind sources, and alerts of rules that are gone. */
const ownRule = (desk: RulesDesk, fact: string, open: readonly WireAlert[]): PrometheusRule => {
  const alerts = open
    .filter(({ condition }) => condition !== "clear")
    .map(
      (alert): PrometheusAlert => ({
        labels: labelsOf(desk.site, alert),
        annotations: annotationsOf(alert),
        state: "firing",
        activeAt: alert.openedAt,
        value: floatText(1),
      }),
    );
  return {
    type: "alerting",
    name: fact,
    query: fact === "blind" ? "a point that a rule needs cannot be read" : "found by a rule that is gone",
    duration: fact === "blind" ? BLIND_SECONDS : 0,
    keepFiringFor: 0,
    labels: {},
    annotations: {},
    state: stateOf(alerts),
    health: "ok",
    lastError: "",
    evaluationTime: 0,
    lastEvaluation: toIso(desk.now()),
    alerts,
  };
};

/** @see rules/engine/sources.ts: how long a source must be blind before it is told */
const BLIND_SECONDS = 60;
