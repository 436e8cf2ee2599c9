import type { Instant } from "../time/instant.ts";
import type { Asked, Failure } from "./failure.ts";
import type { Row } from "./match.ts";
import { certificateComparisons, certificateText } from "./match-certificate.ts";
import { handoverComparisons, handoverText } from "./match-handover.ts";
import { orderComparisons, orderText } from "./match-order.ts";
import { reportComparisons, reportText } from "./match-report.ts";
import { taskComparisons, taskText } from "./match-task.ts";
import { ticketComparisons, ticketText } from "./match-ticket.ts";
import { clockText } from "./moments.ts";
import { rowsFor, type See } from "./paper-rows.ts";
import type { Expectation } from "./timeline.ts";
import type { PaperMatcher } from "./wanted-papers.ts";

/** A paper of the kind that is asked for: as one line, and compared with what it must be like. */
type Compared = { readonly text: string; readonly rows: readonly Row[] };

/** What of the papers is not as a step expects. */
export const checkPapers = (
  { papers, noPapers }: Pick<Expectation, "papers" | "noPapers">,
  at: Instant,
  see: See,
): readonly Failure[] => [
  ...papers.flatMap(matcher => checkWanted(matcher, at, see)),
  ...noPapers.flatMap(matcher =>
    comparedWith(matcher, see)
      .filter(isFitting)
      .map(
        ({ text }): Failure => ({
          at,
          path: matcher.path,
          about: { is: "unwanted-paper", of: matcher.of, asked: askedOf(matcher, see), paper: text },
        }),
      ),
  ),
];

const isFitting = ({ rows }: Compared): boolean => rows.every(({ fits }) => fits);

const checkWanted = (matcher: PaperMatcher, at: Instant, see: See): readonly Failure[] => {
  const all = comparedWith(matcher, see);
  const seen = all.filter(isFitting).length;
  if (matcher.count === null ? seen > 0 : seen === matcher.count) return [];
  const nearest = matcher.count === null ? nearestOf(all) : null;
  const asked = askedOf(matcher, see);
  const there = all.map(({ text }) => text);
  const about = { is: "no-such-paper", of: matcher.of, asked, seen, nearest, there } as const;
  return [{ at, path: matcher.path, about }];
};

/** What a paper is about decides which one was meant; later ones come first. */
const ABOUT = ["report", "name", "duty", "id", "target", "point", "post", "kind", "day"];

const nearestOf = (all: readonly Compared[]): Compared | null => {
  const score = ({ rows }: Compared): number => {
    const about = rows.filter(({ key }) => ABOUT.includes(key));
    if (about.some(({ fits }) => !fits)) return -1;
    return rows.filter(({ fits }) => fits).length;
  };
  const scored = all
    .map((each, index) => ({ each, index, score: score(each) }))
    .filter(each => each.score >= 0);
  return scored.toSorted((a, b) => b.score - a.score || b.index - a.index)[0]?.each ?? null;
};

const comparedWith = (matcher: PaperMatcher, see: See): readonly Compared[] => {
  const { papers } = see.said;
  switch (matcher.of) {
    case "task":
      return papers.tasks().map(task => ({
        text: taskText(task, see.now),
        rows: rowsFor(taskComparisons, matcher.wanted, task, see),
      }));
    case "certificate":
      return papers.certificates().map(issued => ({
        text: certificateText(issued),
        rows: rowsFor(certificateComparisons, matcher.wanted, issued, see),
      }));
    case "ticket":
      return papers.tickets().map(ticket => ({
        text: ticketText(ticket, see.now),
        rows: rowsFor(ticketComparisons, matcher.wanted, ticket, see),
      }));
    case "order":
      return papers.orders().map(order => ({
        text: orderText(order),
        rows: rowsFor(orderComparisons, matcher.wanted, order, see),
      }));
    case "report":
      return papers.reports().map(report => ({
        text: reportText(report),
        rows: rowsFor(reportComparisons, matcher.wanted, report, see),
      }));
    case "handover":
      return papers.handovers().map(handover => ({
        text: handoverText(handover),
        rows: rowsFor(handoverComparisons, matcher.wanted, handover, see),
      }));
    default:
      return matcher satisfies never;
  }
};

const askedOf = ({ wanted, count }: PaperMatcher, { timeZone }: See): Asked => [
  ...Object.entries(wanted).map(([key, value]) => [key, textOf(value, timeZone)] as const),
  ...(count === null ? [] : [["count", String(count)] as const]),
];

/** Moments are the only numbers of a matcher that are so great. */
const isMoment = (value: unknown): value is Instant => typeof value === "number" && value > 1_000_000_000;

const textOf = (value: unknown, timeZone: string): string => {
  if (isMoment(value)) return clockText(value, timeZone);
  if (Array.isArray(value)) return value.join(", ");
  if (value instanceof Map) return textOf(Object.fromEntries(value), timeZone);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key} ${textOf(each, timeZone)}`)
    .join(", ");
};
