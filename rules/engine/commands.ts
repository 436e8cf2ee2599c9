import { type Refusal, refused } from "../alert/refusal.ts";
import type { Changed } from "../time/activities.ts";
import { type ActivityEvent, activityMemo } from "./activities.ts";
import { turnDay } from "./advance.ts";
import { obeyAbout } from "./alert-commands.ts";
import type { Core } from "./core.ts";
import { obeyDay } from "./day-commands.ts";
import type { Command } from "./input.ts";
import { obeyRoutine } from "./office-work.ts";
import { obeyRoster } from "./roster-commands.ts";
import { obeyService } from "./service-commands.ts";

/** Does what a person asks for. Returns why not, when it is refused. */
export const obey = (core: Core, command: Command): Refusal | undefined => {
  switch (command.is) {
    case "take-out":
    case "put-back":
      return obeyService(core, command);
    case "absent":
    case "present":
      return obeyRoster(core, command);
    case "request-activity": {
      const { is: _, at, by, ...asked } = command;
      const activity = { ...asked, requestedAt: at, requestedBy: by };
      return noteActivity(core, core.activities.request(activity), { is: "requested", at, by });
    }
    case "approve-activity": {
      const { id, at, by, override } = command;
      const approval = { at, by, ...(override !== undefined && { override }) };
      return noteActivity(core, core.activities.approve(id, approval), { is: "approved", at, by });
    }
    case "set-day":
      return obeyDay(core, command);
    default:
      return "alert" in command ? obeyAbout(core, command) : obeyRoutine(core, command);
  }
};

const noteActivity = (
  core: Core,
  changed: Changed,
  event: Omit<ActivityEvent, "activity">,
): Refusal | undefined => {
  if (changed.is === "refused") return refused(changed.why);
  const { activity } = changed;
  core.out.activities.push({ ...event, activity });
  for (const memo of [...core.activities.forget(event.at), activityMemo(activity)])
    core.out.memos.set(memo.key, memo);
  turnDay(core, event.at);
  return undefined;
};
