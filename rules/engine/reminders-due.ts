import type { Reminder } from "../routine/clerk.ts";
import { type Instant, instant } from "../time/instant.ts";
import type { Core } from "./core.ts";
import { paperKey } from "./office.ts";

/** Somebody is to be reminded. What was to be told while nobody ran is told when somebody runs again. */
export const remind = (core: Core, reminder: Reminder): void => {
  const { reminders, now, isCatchingUp, startedAt, agenda, things } = core;
  reminders.add(reminder, isCatchingUp ? later(now, startedAt) : now);
  agenda.add(things.notice, reminders.soonest());
};

/** Decides the reminders that go out by now. */
export const sendReminders = (core: Core): void => {
  const { reminders, office, out, now } = core;
  if (reminders.soonest() > now) return;
  const open = new Set(office?.allPapers().map(paperKey));
  out.messages.push(...reminders.send(now, paper => open.has(paper)));
};

const later = (a: Instant, b: Instant): Instant => instant(Math.max(a, b));
