import { acknowledge } from "../alert/acknowledge.ts";
import type { Changed } from "../time/activities.ts";
import { type ActivityEvent, activityMemo } from "./activities.ts";
import { turnDay } from "./advance.ts";
import type { Core } from "./core.ts";
import type { Command } from "./input.ts";
import { happenTo, openAlert } from "./open-alerts.ts";

/** Does what a person asks for. Returns why not, when it is refused. */
export const obey = (core: Core, command: Command): string | undefined => {
  switch (command.is) {
    case "acknowledge":
      return acknowledgeAlert(core, command);
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
  }
};

const noteActivity = (
  core: Core,
  changed: Changed,
  event: Omit<ActivityEvent, "activity">,
): string | undefined => {
  if (changed.is === "refused") return changed.why;
  const { activity } = changed;
  core.out.activities.push({ ...event, activity });
  for (const memo of [...core.activities.forget(event.at), activityMemo(activity)])
    core.out.memos.set(memo.key, memo);
  turnDay(core, event.at);
  return undefined;
};

const acknowledgeAlert = (
  core: Core,
  { alert: id, by, note, at }: Extract<Command, { is: "acknowledge" }>,
): string | undefined => {
  const alert = openAlert(core, id, at);
  if (!alert) return `no open alert ${id}`;
  const result = acknowledge(alert, { by, note, at });
  if ("is" in result) return result.why;
  happenTo(core, result);
  return undefined;
};
