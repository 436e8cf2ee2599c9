import { acknowledge, unacknowledge } from "../alert/acknowledge.ts";
import type { Alert } from "../alert/alert.ts";
import { confirm, note, reset } from "../alert/attend.ts";
import { report, supplement } from "../alert/incident.ts";
import { may, mayShelve, mayUnshelve, type Who } from "../alert/may.ts";
import { shelve, unshelve } from "../alert/put-aside.ts";
import { type Answer, isRefused, type Refusal, refused } from "../alert/refusal.ts";
import { between } from "../time/instant.ts";
import type { Core } from "./core.ts";
import type { AlertCommand } from "./input.ts";
import { happenTo, keepLate, openAlert } from "./open-alerts.ts";
import { nameOf, rolesOf } from "./people.ts";
import { spanKey } from "./spans.ts";

/** Does what a person asks about one alert. Returns why not, when it is refused. */
export const obeyAbout = (core: Core, command: AlertCommand): Refusal | undefined => {
  if (command.is === "unacknowledge") return takeBack(core, command);
  const alert = openAlert(core, command.alert, command.at);
  if (!alert) return refused(`no open alert ${command.alert}`);
  const answer = answered(core, alert, command);
  if (isRefused(answer)) return answer;
  if (command.is === "acknowledge") {
    const thought = { before: alert, isPast: isPast(core, alert) };
    const memo = core.life.beginThought(thought, command.at, command.undoFor);
    core.out.memos.set(memo.key, memo);
  }
  happenTo(core, answer);
  return undefined;
};

type Asked = Exclude<AlertCommand, { readonly is: "unacknowledge" }>;

const answered = (core: Core, alert: Alert, command: Asked): Answer => {
  const { at } = command;
  const who = rolesOf(core.site, command.by);
  const by = nameOf(core.site, command.by);
  const forbidden = forbiddenTo(core, who, alert, command);
  if (forbidden) return forbidden;
  switch (command.is) {
    case "acknowledge":
      return acknowledge(alert, { by, note: command.note, at }, command.revision);
    case "note":
      return note(alert, { ...said(command), by });
    case "confirm":
      return confirm(alert, { ...said(command), by });
    case "reset":
      return reset(alert, { by, note: command.note, at });
    case "shelve": {
      const { shelf, until, reason } = command;
      if (isPast(core, alert)) return refused("it is over: acknowledge it");
      return shelve(alert, { is: shelf, by, reason, at, until });
    }
    case "unshelve":
      return alert.shelf ? unshelve(alert, "by-person", at, by) : refused("it is not put aside");
    case "report":
      return report(alert, { by, receiver: command.receiver, cause: command.cause, at });
    case "supplement": {
      const { role, receiver, cause } = command;
      return supplement(alert, role, { by, receiver, cause, at });
    }
    default:
      return command satisfies never;
  }
};

const forbiddenTo = (core: Core, who: Who, alert: Alert, command: Asked): Refusal | null => {
  switch (command.is) {
    case "shelve":
      return mayShelve(who, alert, between(command.at, command.until));
    case "unshelve":
      return alert.shelf?.by === nameOf(core.site, command.by) ? null : mayUnshelve(who, alert);
    case "supplement":
      return may(who, "report", alert);
    default:
      return may(who, command.is, alert);
  }
};

const said = ({ note: text, photo, at }: Extract<Asked, { is: "note" | "confirm" }>) => ({
  note: text,
  ...(photo !== undefined && { photo }),
  at,
});

/** An acknowledgement is taken back, also where it closed the alert: then it opens again. */
const takeBack = (
  core: Core,
  { alert: id, by, at }: Extract<AlertCommand, { is: "unacknowledge" }>,
): Refusal | undefined => {
  const { life, findings, site, out } = core;
  const thought = life.thoughts.of(id);
  const open = openAlert(core, id, at);
  const alert = open ?? thought?.closed;
  if (!alert) return refused(`no open alert ${id}`);
  if (!thought) return refused("an acknowledgement can be taken back for 10 s");
  if (!open && !thought.isPast && findings.open(spanKey(alert)))
    return refused("it has been found again since: acknowledge that or leave it");
  const answer = unacknowledge(alert, thought, { by: nameOf(site, by), at });
  if (isRefused(answer)) return answer;
  const memo = life.endThought(id);
  out.memos.set(memo.key, memo);
  if (!open) life.ledger.restore(alert);
  if (thought.isPast) for (const transition of answer) keepLate(core, transition);
  else happenTo(core, answer);
  return undefined;
};

const isPast = ({ past }: Core, { id }: Alert): boolean => past?.alerts.byId(id) !== undefined;
