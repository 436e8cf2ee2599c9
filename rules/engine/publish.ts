import type { Transition } from "../alert/alert.ts";
import type { Core } from "./core.ts";

/** Decides something about alerts. It will be durable, then told; what follows of itself goes on the agenda. */
export const publish = (core: Core, transitions: readonly Transition[]): void => {
  const { escalations, past, out } = core;
  for (const transition of transitions) {
    out.transitions.push(transition);
    for (const memo of [escalations.follow(transition.alert), past?.follow(transition)])
      if (memo) out.memos.set(memo.key, memo);
  }
  if (transitions.length > 0) queueEscalation(core);
};

/** Puts the next telling of an alert that nobody acknowledges on the agenda. */
export const queueEscalation = ({ agenda, escalations, things }: Core): void =>
  agenda.add(things.escalation, escalations.first());
