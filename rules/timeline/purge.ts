import type { Alert } from "../alert/alert.ts";
import type { StandingPaper } from "../closing/certificate.ts";
import { firstReleased, reportOf } from "../filing/report.ts";
import { type Kept, mayGo, type Retention, underOpen } from "../filing/retention.ts";
import type { Paper } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Ticket } from "../ticket/ticket.ts";
import type { Instant } from "../time/instant.ts";

/** Keys of papers and alerts of a run that may be removed from the record now: `ticket:<id>`, `alert:<id>`. */
export const purged = (
  papers: readonly Paper[],
  alerts: readonly Alert[],
  retention: Retention,
): ReadonlySet<string> => {
  const all: readonly Kept[] = [...papers.map(keptPaper), ...alerts.map(keptAlert)];
  const open = underOpen(all);
  return new Set(all.filter(each => mayGo(each, open, retention).is === "go").map(({ key }) => key));
};

const keptAlert = (alert: Alert): Kept => ({
  key: `alert:${alert.id}`,
  endedAt: alert.closedAt,
  about: alert.suppression ? [`alert:${alert.suppression.cause}`] : [],
});

const keptPaper = (paper: Paper): Kept => ({
  key: `${paper.kind}:${paper.id}`,
  endedAt: endOf(paper),
  about: aboutOf(paper),
});

/** When a paper was over; null: it is open, or a person has still to do something about it. */
const endOf = (paper: Paper): Instant | null => {
  const { kind, value, at, isOpen } = paper;
  switch (kind) {
    case "ticket":
      return (value as Ticket).closed?.at ?? null;
    case "task":
      return (value as Task).endedAt;
    case "standing":
      return (value as StandingPaper).endedAt;
    case "report": {
      const report = reportOf(paper);
      return report === null
        ? isOpen
          ? null
          : at
        : (firstReleased(report)?.released?.at ?? report.missedAt);
    }
    case "certificate":
      return at;
    case "closing":
    case "opening":
    case "key":
    case "handover":
    case "control":
    case "day":
      return isOpen ? null : at;
    default:
      return kind satisfies never;
  }
};

/** What it came from, and what came of it. */
const aboutOf = ({ kind, value, id }: Paper): readonly string[] => {
  if (kind === "ticket") {
    const { cause } = value as Ticket;
    return cause === null ? [] : [`alert:${cause}`, `task:${cause}`];
  }
  if (kind === "task")
    return (value as Task).items.flatMap(({ answer }) => (answer?.ticket ? [`ticket:${answer.ticket}`] : []));
  return kind === "standing" ? [`certificate:${id}`] : [];
};
