import type { Transition } from "../alert/alert.ts";
import type { Core } from "./core.ts";
import { queueNotices } from "./notices.ts";

/** Decides something about alerts. It will be durable, then told; what follows of itself goes on the agenda. */
export const publish = (core: Core, transitions: readonly Transition[]): void => {
  const { escalations, life, past, out } = core;
  for (const each of transitions) {
    const transition = life.ledger.written(each);
    out.transitions.push(transition);
    core.dispatch.hear(transition, core.now);
    const kept = [escalations.follow(transition.alert), past?.follow(transition), ...life.follow(transition)];
    for (const memo of kept) if (memo) out.memos.set(memo.key, memo);
  }
  if (transitions.length === 0) return;
  queueEscalation(core);
  queueLife(core);
  queueNotices(core);
  core.follow?.(transitions);
};

/** Puts the next moment at which something is due about alerts by time alone on the agenda. */
export const queueLife = ({ agenda, life, things }: Core): void => agenda.add(things.life, life.due.first());

/** Puts the next telling of an alert that nobody acknowledges on the agenda. */
export const queueEscalation = ({ agenda, escalations, things }: Core): void =>
  agenda.add(things.escalation, escalations.first());
