import type { WireAlert } from "#gateway/wire/alert.ts";
import { isLost } from "../store/live.ts";
import { tell } from "../store/news.ts";
import { canWait } from "../store/queue.ts";
import { needsSomebody } from "../store/reduce.ts";
import { t } from "../words/language.ts";
import { ask } from "./asked.ts";
import { take } from "./take.ts";
import { unshelve } from "./unshelve.ts";

/** What a person can do about an alert. */
export type Act =
  | "acknowledge"
  | "report"
  | "supplement"
  | "reset"
  | "unshelve"
  | "confirm"
  | "shelve"
  | "note"
  | "take-out";

/** What there is to do about an alert as it stands, what it waits for first. Whether a person may is for the gateway to say. */
export const actsOf = (alert: WireAlert): readonly Act[] => {
  const { label, incident, condition } = alert;
  if (label === "closed") return [];
  const isInService = label !== "suppressed" && label !== "out-of-service";
  const wanted: readonly (readonly [Act, boolean])[] = [
    ["acknowledge", needsSomebody(alert)],
    ["report", incident !== null && incident.reportDueAt !== null && incident.report === null],
    ["supplement", owedBy(alert) !== undefined],
    ["reset", label === "latched"],
    ["unshelve", label === "shelved"],
    ["confirm", label === "acknowledged" || label === "latched" || label === "unfinished"],
    ["shelve", isInService && label !== "shelved" && condition !== "clear"],
    ["note", true],
    ["take-out", isInService],
  ];
  return wanted.filter(([, isThere]) => isThere).map(([act]) => act);
};

/** The role that is owed a supplementary report. */
export const owedBy = ({ incident }: WireAlert): string | undefined =>
  incident?.owed.find(({ given }) => given === null)?.role;

/** Whether nobody may ever put it aside. */
export const isUntouchable = (alert: WireAlert): boolean => alert.class === "life-safety";

export const actText = (act: Act): string => {
  const words = t();
  switch (act) {
    case "acknowledge":
    case "confirm":
    case "reset":
    case "shelve":
    case "note":
    case "report":
      return words[act].verb;
    case "supplement":
      return words.report.supplement;
    case "unshelve":
      return words.shelve.end;
    case "take-out":
      return words.service.verb;
    default:
      return act satisfies never;
  }
};

/** Begins what a button or a key stands for. What cannot wait for the network says so at once. */
export const begin = (act: Act, alert: WireAlert): void => {
  if (act === "shelve" && isUntouchable(alert)) tell(t().shelve.lifeSafety, "problem");
  else if (isLost.value && !canWait(act)) tell(t().needsLink, "problem");
  else if (act === "acknowledge") void take(alert);
  else if (act === "unshelve") void unshelve(alert);
  else if (act === "supplement") ask({ is: act, alert, role: owedBy(alert) ?? "" });
  else ask({ is: act, alert });
};
