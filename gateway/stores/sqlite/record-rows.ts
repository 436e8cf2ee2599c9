import { certificateText } from "#gateway/ports/certificate-hash.ts";
import { activitySubject, type Commit } from "#gateway/ports/record.ts";
import type { Alert } from "#rules/alert/alert.ts";
import type { Certificate } from "#rules/closing/certificate.ts";
import type { Hold } from "#rules/condition/hold.ts";
import { deedSubject } from "#rules/engine/deed.ts";
import type { Memo, StoredHold } from "#rules/engine/state.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Signal } from "#rules/reading/signal.ts";
import type { Paper } from "#rules/routine/clerk.ts";
import type { Instant } from "#rules/time/instant.ts";

/** One or more commits as the rows that they leave behind: every event, and the last state of all else by its key. */
export type CommitRows = {
  /** Names this transaction, so that it can be found out afterwards whether it was stored. */
  readonly token: string;
  readonly at: Instant;
  /** `alert`: the alert's id, or what an activity or a deed stands under. */
  readonly events: readonly { readonly alert: string; readonly at: Instant; readonly json: string }[];
  readonly alerts: readonly {
    readonly id: string;
    readonly closed: 0 | 1;
    readonly openedAt: Instant;
    readonly json: string;
  }[];
  /** `alerts`: of which it tells. */
  readonly messages: readonly {
    readonly key: string;
    readonly alerts: readonly string[];
    readonly json: string;
  }[];
  /** A null `json` removes the hold. */
  readonly holds: readonly { readonly key: string; readonly json: string | null }[];
  readonly signals: readonly { readonly point: string; readonly json: string }[];
  /** A null `json` removes the memo. */
  readonly memos: readonly { readonly key: string; readonly json: string | null }[];
  readonly papers: readonly (Pick<Paper, "kind" | "id" | "day" | "at"> & {
    readonly isOpen: 0 | 1;
    readonly json: string;
  })[];
  /** In the order of issue. `content`: its canonical text. */
  readonly certificates: readonly {
    readonly id: string;
    readonly kind: string;
    readonly day: string;
    readonly content: string;
  }[];
};

/** Folds commits, oldest first, into the rows of one transaction. */
export const commitRows = (commits: readonly [Commit, ...Commit[]], token: string): CommitRows => {
  const events: CommitRows["events"][number][] = [];
  const alerts = new Map<string, Alert>();
  const messages: CommitRows["messages"][number][] = [];
  const holds = new Map<string, StoredHold>();
  const signals = new Map<string, Signal>();
  const memos = new Map<string, Memo>();
  const papers = new Map<string, Paper>();
  const certificates: CommitRows["certificates"][number][] = [];
  for (const commit of commits) {
    for (const event of commit.activities)
      events.push({ alert: activitySubject(event.activity.id), at: event.at, json: JSON.stringify(event) });
    for (const deed of commit.deeds)
      events.push({ alert: deedSubject(deed), at: deed.at, json: JSON.stringify(deed) });
    for (const { event, alert } of commit.transitions) {
      events.push({ alert: event.alert, at: event.at, json: JSON.stringify(event) });
      alerts.set(alert.id, alert);
    }
    for (const message of commit.messages) messages.push(messageRow(message));
    for (const hold of commit.holds) holds.set(hold.key, hold);
    for (const signal of commit.signals) signals.set(signal.point, signal);
    for (const memo of commit.memos) memos.set(memo.key, memo);
    for (const paper of commit.papers ?? []) {
      if (paper.kind === "certificate") certificates.push(certificateRow(paper));
      else papers.set(`${paper.kind}:${paper.id}`, paper);
    }
  }
  return {
    token,
    at: commits.at(-1)?.at ?? commits[0].at,
    events,
    alerts: Array.from(alerts.values(), alertRow),
    messages,
    holds: Array.from(holds.values(), ({ key, hold, ...more }) => ({
      key,
      json: hold.is === "clear" ? null : JSON.stringify({ ...hold, ...more }),
    })),
    signals: Array.from(signals.values(), signal => ({ point: signal.point, json: signalText(signal) })),
    memos: Array.from(memos.values(), ({ key, value }) => ({
      key,
      json: value === null ? null : JSON.stringify(value),
    })),
    papers: Array.from(papers.values(), paperRow),
    certificates,
  };
};

const alertRow = (alert: Alert): CommitRows["alerts"][number] => ({
  id: alert.id,
  closed: alert.closedAt === null ? 0 : 1,
  openedAt: alert.openedAt,
  json: JSON.stringify(alert),
});

const messageRow = (message: Message): CommitRows["messages"][number] => ({
  key: message.key,
  alerts: message.items.map(({ alert }) => alert),
  json: JSON.stringify(message),
});

const paperRow = ({ kind, id, day, at, isOpen, value }: Paper): CommitRows["papers"][number] => ({
  kind,
  id,
  day,
  at,
  isOpen: isOpen ? 1 : 0,
  json: JSON.stringify(value),
});

const certificateRow = ({ id, day, value }: Paper): CommitRows["certificates"][number] => {
  const certificate = value as Certificate;
  return { id, kind: certificate.kind, day, content: certificateText(certificate) };
};

/** JSON has no NaN: a signal without a value is stored with null. */
const signalText = (signal: Signal): string =>
  JSON.stringify(Number.isNaN(signal.value) ? { ...signal, value: null } : signal);

/** The signal that `signalText` wrote. The row is our own: its shape is that of the schema version of its database. */
export const signalOf = (json: string): Signal => {
  const signal = JSON.parse(json) as Omit<Signal, "value"> & { readonly value: number | null };
  return { ...signal, value: signal.value ?? Number.NaN };
};

/** The hold that a row of the record holds; rows of earlier versions have no more than the hold. */
export const holdOf = (key: string, json: string): StoredHold => {
  const { rule, waste, ...hold } = JSON.parse(json) as Hold & Pick<StoredHold, "rule" | "waste">;
  return { key, hold, ...(rule !== undefined && { rule }), ...(waste && { waste }) };
};
