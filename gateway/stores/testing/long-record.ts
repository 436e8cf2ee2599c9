import { appendFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Commit } from "#gateway/ports/record.ts";
import type { Entry } from "#rules/routine/clerk.ts";
import { after, hours, type Instant, instant, minutes } from "#rules/time/instant.ts";
import { anchorLine } from "../audit/anchors.ts";
import { anchorsPath } from "../audit/anchors-file.ts";
import { type Ledger, recordPath } from "../sqlite/ledger.ts";
import { commitRows } from "../sqlite/record-rows.ts";
import { lightOn, transition } from "./sample-alerts.ts";
import { mailed, messageOf } from "./sample-messages.ts";
import { closingOf, issueOfClosing, withPapers } from "./sample-papers.ts";

/** 2024-01-01 10:00 at the demo hall. */
export const FIRST_DAY: Instant = instant(Date.parse("2024-01-01T02:00:00Z"));
/** 10:00 of the day that is so many days later. */
export const dayAfter = (days: number): Instant => after(FIRST_DAY, hours(24 * days));

/** What a day of a long record holds beside what each day has. */
export type LongDay = {
  /** Its alert stays open. */
  readonly isOpen?: boolean;
  /** Somebody opens a ticket for its alert; it is closed on the day after, or never. */
  readonly ticket?: "closed" | "open";
  /** Name of a picture beside a note on its alert. */
  readonly photo?: string;
};

/** Ids of what a day leaves. */
export const alertOf = (day: number): string => `a${day}`;
export const ticketOf = (day: number): string => `T-${day}`;

const dateOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

const entry = (
  kind: Entry["kind"],
  paper: string,
  what: string,
  at: Instant,
  detail: unknown = {},
): Entry => ({
  is: "entry",
  kind,
  paper,
  what,
  at,
  by: "M1",
  detail,
});

const paper = (
  kind: "ticket" | "task" | "closing",
  id: string,
  at: Instant,
  isOpen: boolean,
  value: unknown,
) => ({
  ...{ kind, id, at, isOpen, value },
  day: dateOf(at),
});

/** What is recorded on a day, in order: an alert with a message, a task, a closing with its certificate. */
const commitsOf = (day: number, { isOpen = false, ticket, photo }: LongDay): readonly Commit[] => {
  const at = dayAfter(day);
  const raised = lightOn(alertOf(day), { openedAt: at, changedAt: at });
  const note = { ...raised, changedAt: after(at, minutes(1)) };
  const closedAt = after(at, hours(1));
  const message = messageOf([raised.id], "F1", at);
  const done = { id: `lights/${day}`, endedAt: closedAt, items: [] };
  const businessDay = dateOf(at);
  const certificate = closingOf(1, {
    id: `closing-${day}-1`,
    businessDay,
    issuedAt: after(at, hours(8)),
  });
  const issue = issueOfClosing(certificate);
  const round = issue.deeds[0] as Entry;
  const cause = { id: ticketOf(day), cause: raised.id, closed: null };
  return [
    { ...transition("raised", raised, { change: raised }), messages: [message] },
    ...(photo === undefined
      ? []
      : [transition("noted", note, { note: "看图", photo, change: { changedAt: note.changedAt } })]),
    ...(ticket === undefined
      ? []
      : [
          withPapers([paper("ticket", cause.id, at, true, cause)], [entry("ticket", cause.id, "opened", at)]),
        ]),
    ...(isOpen
      ? []
      : [
          transition(
            "closed",
            { ...note, changedAt: closedAt, closedAt },
            {
              change: { changedAt: closedAt, closedAt },
            },
          ),
        ]),
    withPapers([paper("task", done.id, at, false, done)], [entry("task", done.id, "done", closedAt)]),
    withPapers(
      [paper("closing", round.paper, at, false, { id: round.paper })],
      [entry("closing", round.paper, "begun", at)],
    ),
    issue,
    ...(ticket === "closed"
      ? [
          withPapers(
            [paper("ticket", cause.id, at, false, { ...cause, closed: { at: after(at, hours(24)) } })],
            [entry("ticket", cause.id, "closed", after(at, hours(24)))],
          ),
        ]
      : []),
  ];
};

/** Writes days of a hall into a record, with an anchor at the end of each. */
export const writeDays = (
  directory: string,
  ledger: Ledger,
  {
    from = 0,
    to,
    special = {},
  }: {
    readonly from?: number;
    readonly to: number;
    readonly special?: Readonly<Record<number, LongDay>>;
  },
): void => {
  const days = Array.from({ length: to - from }, (_, n) => from + n);
  const all = days.map(day => commitsOf(day, special[day] ?? {}));
  const [first, ...rest] = all.flat();
  if (first === undefined) return;
  let { seq } = ledger.head();
  const ends = all.map(commits => (seq += eventsOf(commits)));
  ledger.commit(commitRows([first, ...rest], `${to}`));
  ledger.delivered(days.map(day => mailed(messageOf([alertOf(day)], "F1", dayAfter(day)), "sent")));
  const database = new DatabaseSync(recordPath(directory), { readOnly: true });
  const hashOf = database.prepare("SELECT hash FROM event WHERE seq = ?");
  const anchors = ends.map((end, n) => {
    const at = after(dayAfter(days[n] ?? 0), hours(10));
    return anchorLine({ seq: end, hash: String(hashOf.get(end)?.hash), at });
  });
  database.close();
  appendFileSync(anchorsPath(directory), anchors.join(""));
};

const eventsOf = (commits: readonly Commit[]): number =>
  commits.reduce((sum, { transitions, deeds }) => sum + transitions.length + deeds.length, 0);
