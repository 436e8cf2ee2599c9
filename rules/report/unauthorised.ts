import type { Alert } from "../alert/alert.ts";
import { may, mayShelve } from "../alert/may.ts";
import { mayTakeOut, type TakingOut } from "../alert/service-rights.ts";
import type { Person, Words } from "../site/model.ts";
import { between, type Instant, type Millis } from "../time/instant.ts";
import type { Followed } from "./followed.ts";

/** Something on the trail that nobody was allowed to do, by the rights as they are today. */
export type Unauthorised = {
  readonly at: Instant;
  readonly alert: string;
  readonly title: Words;
  readonly targetName: Words;
  /** What was done: `shelved`, `suppressed`, `reset`, `taken-out`. */
  readonly is: string;
  readonly by: string | null;
  /** A sentence in English, as the engine refuses with. */
  readonly why: string;
};

/**
 * Whether what silenced or reset an alert was within the rights: null, or why not. The engine refuses what is not, so
 * anything here was put on the trail in another way, or the rights or people were changed since.
 *
 * @param rules  ids of what may explain an alert: the rules of suppression, and `line`
 * @see ISA-18.2: unauthorised alarm suppression or attribute change, target 0
 */
export const unauthorised = (
  { event, before, alert }: Followed,
  people: readonly Person[],
  rules: ReadonlySet<string>,
): Unauthorised | null => {
  const why = whyNot(event.is, { before: before ?? alert, alert, by: event.by ?? null, people, rules });
  if (why === null) return null;
  const { id, title, targetName } = alert;
  return { at: event.at, alert: id, title, targetName, is: event.is, by: event.by ?? null, why };
};

type Done = {
  readonly before: Alert;
  readonly alert: Alert;
  readonly by: string | null;
  readonly people: readonly Person[];
  readonly rules: ReadonlySet<string>;
};

const whyNot = (is: Followed["event"]["is"], { before, alert, by, people, rules }: Done): string | null => {
  switch (is) {
    case "shelved": {
      if (!alert.shelf) return "it was put aside without a shelf";
      const { until, at, reason } = alert.shelf;
      if (reason.trim() === "") return "no reason was given";
      return mayShelve(personOf(by, people)?.roles ?? null, before, between(at, until))?.why ?? null;
    }
    case "reset":
      return may(personOf(by, people)?.roles ?? null, "reset", before)?.why ?? null;
    case "suppressed":
      if (alert.class === "life-safety") return "life safety is never explained away";
      if (alert.suppression && rules.has(alert.suppression.rule)) return null;
      return `no rule explains it as ${alert.suppression?.rule ?? "that"}`;
    case "taken-out":
      return takenOut(alert, people);
    case "raised":
      return alert.class === "life-safety" && (alert.shelf || alert.suppression)
        ? "life safety is never put aside nor explained away"
        : null;
    default:
      return null;
  }
};

const takenOut = ({ outOfService, class: of }: Alert, people: readonly Person[]): string | null => {
  if (!outOfService) return "it was taken out of service without a work order";
  const { by, second, at, until, order, compensation } = outOfService;
  if (order.trim() === "") return "there is no work order";
  const length: Millis = between(at, until);
  const approver: TakingOut["second"] =
    second === undefined ? null : (personOf(second, people) ?? "stranger");
  const asked = { isLifeSafety: of === "life-safety", length, compensation, second: approver };
  return mayTakeOut({ ...asked, by: personOf(by, people) })?.why ?? null;
};

const personOf = (by: string | null, people: readonly Person[]): Person | null =>
  people.find(({ id, name }) => id === by || name === by) ?? null;
