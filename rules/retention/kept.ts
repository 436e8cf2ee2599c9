import type { Alert } from "../alert/alert.ts";
import { silenceOf } from "../filing/report.ts";
import type { Paper } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Ticket } from "../ticket/ticket.ts";
import type { Instant } from "../time/instant.ts";
import type { Kept } from "./retention.ts";

/** An alert as retention sees it. */
export const keptAlert = ({
  id,
  closedAt,
  suppression,
}: Pick<Alert, "id" | "closedAt" | "suppression">): Kept => ({
  key: `alert:${id}`,
  endedAt: closedAt,
  about: suppression ? [`alert:${suppression.cause}`] : [],
});

/**
 * A paper as retention sees it. Null: it stays for as long as the hall does, since it is of the archive (certificates with
 * what became of them, reports) or of a register (keys, announced days).
 */
export const keptPaper = (paper: Paper): Kept | null => {
  const { kind } = paper;
  switch (kind) {
    case "certificate":
    case "standing":
    case "key":
    case "day":
      return null;
    case "report":
      return silenceOf(paper) === null ? null : kept(paper, paper.at);
    case "ticket": {
      const { cause, closed } = paper.value as Ticket;
      return kept(paper, closed?.at ?? null, cause === null ? [] : [`alert:${cause}`, `task:${cause}`]);
    }
    case "task": {
      const { endedAt, items } = paper.value as Task;
      const tickets = items.flatMap(({ answer }) => (answer?.ticket ? [`ticket:${answer.ticket}`] : []));
      return kept(paper, endedAt, tickets);
    }
    case "closing":
    case "opening":
    case "handover":
    case "control":
      return kept(paper, paper.at);
    default:
      return kind satisfies never;
  }
};

/** One that is open has not ended, whatever it says: late news may still reach it. */
const kept = ({ kind, id, isOpen }: Paper, endedAt: Instant | null, about: readonly string[] = []): Kept => ({
  key: `${kind}:${id}`,
  endedAt: isOpen ? null : endedAt,
  about,
});
