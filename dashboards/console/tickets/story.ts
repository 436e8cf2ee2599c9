import type { WireTicket } from "#gateway/wire/ticket.ts";
import { t } from "../words/language.ts";

/** One thing that happened to a ticket. */
export type Happened = {
  /** ISO 8601. */
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly note: string;
};

/** Text of a moment, and what a thing is called by its id. */
type Telling = { moment(iso: string): string; nameOf(target: string): string };

type Done = { readonly by: string; readonly at: string; readonly note: string };

/** Everything that happened to a ticket, oldest first. */
export const storyOf = (ticket: WireTicket, { moment, nameOf }: Telling): readonly Happened[] => {
  const words = t().tickets.event;
  const tell = (act: Done | null, what: () => string): readonly Happened[] =>
    act === null ? [] : [{ at: act.at, by: act.by, note: act.note, what: what() }];
  const { removal, spare, report, reply, extension, closed, openedAt, openedBy, description } = ticket;
  const happened: readonly Happened[] = [
    { at: openedAt, by: openedBy, note: description, what: words.opened },
    ...tell(ticket.sign, () => words.sign),
    ...tell(ticket.consent, () => words.consent),
    ...ticket.attempts.flatMap(attempt =>
      tell(attempt, () => (attempt.isRepaired ? words.repaired : words.attempt)),
    ),
    ...tell(report, () =>
      report ? words.report(report.receiver, report.department, moment(report.limit)) : "",
    ),
    ...tell(reply, () => (reply?.limit ? words.replyLimit(moment(reply.limit)) : words.reply)),
    ...ticket.chases.flatMap(chase => tell(chase, () => words.chase)),
    ...tell(removal, () => (removal ? words.removal(String(removal.expectedDays)) : "")),
    ...tell(spare, () => (spare ? words.spare(nameOf(spare.target)) : "")),
    ...tell(ticket.contacted, () => words.contacted),
    ...tell(ticket.answered, () => words.answered),
    ...tell(extension, () => (extension ? words.extension(moment(extension.until)) : "")),
    ...tell(closed, () => (closed ? words.closed(closed.cause) : "")),
    ...tell(ticket.revisited, () => words.revisited),
    ...ticket.notes.flatMap(note => tell(note, () => words.note)),
  ];
  return happened.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
};
