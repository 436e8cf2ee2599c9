import type { Core } from "./core.ts";
import { sendReminders } from "./reminders-due.ts";

/** Puts the next message on the agenda. */
export const queueNotices = ({ agenda, dispatch, reminders, things }: Core): void =>
  agenda.add(things.notice, Math.min(dispatch.soonest(), reminders.soonest()));

/**
 * Decides the messages that go out by now. What was to be told while nobody ran is told as of then; of repeats that were
 * missed, the last, when somebody runs again.
 */
export const sendNotices = (core: Core): void => {
  const { dispatch, out, now, isCatchingUp, startedAt } = core;
  out.messages.push(...dispatch.send(now, isCatchingUp ? startedAt : null));
  sendReminders(core);
  queueNotices(core);
};

/** At the end of a step: what is critical goes out with it, and what is remembered of messages is durable with it. */
export const settleNotices = (core: Core): void => {
  sendNotices(core);
  for (const memo of [...core.dispatch.takeTouched(), ...core.reminders.takeTouched()])
    core.out.memos.set(memo.key, memo);
};
