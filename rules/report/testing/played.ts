import { acknowledge } from "../../alert/acknowledge.ts";
import type { Alert, Priority, Transition } from "../../alert/alert.ts";
import { confirm } from "../../alert/attend.ts";
import { changeOf } from "../../alert/fold.ts";
import { clear, type Finding, join, leave, raise } from "../../alert/life.ts";
import { release, shelve, suppress, unshelve } from "../../alert/put-aside.ts";
import { isRefused } from "../../alert/refusal.ts";
import type { AlertClass } from "../../site/model.ts";
import { after, type Instant, minutes } from "../../time/instant.ts";
import type { TrailEvent } from "../followed.ts";

/** One thing that happens to what a rule says of a target. What cannot be at that moment does not happen. */
export type Move = {
  readonly at: Instant;
  readonly is: "found" | "over" | "acknowledge" | "confirm" | "shelve" | "unshelve" | "suppress" | "release";
  readonly rule: string;
  readonly target: string;
  readonly priority?: Priority;
  readonly class?: AlertClass;
  readonly by?: string;
};

/** Lets moves happen to real alerts, all of the fact `fact`, and says what the trail then has. */
export const played = (moves: readonly Move[]): readonly TrailEvent[] => {
  const alerts = new Map<string, Alert>();
  const events: TrailEvent[] = [];
  for (const move of moves) {
    const alert = alerts.get(move.target) ?? null;
    let before = alert?.closedAt === null ? alert : null;
    for (const { event, alert: now } of happened(before, move)) {
      events.push({ ...event, change: changeOf(before, now), seq: events.length + 1 });
      before = now;
      alerts.set(move.target, now);
    }
  }
  return events;
};

const happened = (alert: Alert | null, move: Move): readonly Transition[] => {
  const { at, rule, target, by = "王伟" } = move;
  const isFinding = alert?.clauses.some(each => each.rule === rule && each.until === null) ?? false;
  if (move.is === "found") {
    if (isFinding) return [];
    if (alert) return join(alert, findingOf(move), [], at);
    const name = { zh: target, en: target };
    return [
      raise({ site: "hall", fact: "fact", target, targetName: name, zone: "zone" }, findingOf(move), [], at),
    ];
  }
  if (alert === null) return [];
  switch (move.is) {
    case "over": {
      if (!isFinding) return [];
      const others = alert.clauses.some(each => each.rule !== rule && each.until === null);
      return others ? [leave(alert, rule, at, "over")] : clear(alert, rule, [], at, "condition-ended");
    }
    case "acknowledge":
      return answered(acknowledge(alert, { by, note: "", at }));
    case "confirm":
      return answered(confirm(alert, { by, note: "done", at }));
    case "shelve":
      return answered(shelve(alert, { is: "timed", by, reason: "work", at, until: after(at, minutes(20)) }));
    case "unshelve":
      return unshelve(alert, "by-person", at, by);
    case "suppress":
      return suppress(alert, { rule: "line", cause: "cause" }, at);
    case "release":
      return release(alert, at);
    default:
      return move.is satisfies never;
  }
};

const answered = (answer: ReturnType<typeof confirm>): readonly Transition[] =>
  isRefused(answer) ? [] : answer;

const findingOf = ({ rule, at, priority = 3, class: of = "security" }: Move): Finding => ({
  rule,
  clauses: [`x-${rule}`],
  title: { zh: rule, en: rule },
  level: "violation",
  priority,
  class: of,
  steps: [],
  since: at,
  gap: 0,
  tell: ["guard"],
  escalate: null,
});
