import type { DatabaseSync } from "node:sqlite";
import type { Anchor, TrailBeginning, TrailHead } from "#gateway/ports/audit.ts";
import { PURGE_SUBJECT, type PurgeEvent, type PurgeOrder, type Removed } from "#gateway/ports/purge.ts";
import { cutOf, type Kept, mayGo, retentionOf, underOpen } from "#rules/retention/retention.ts";
import type { Instant } from "#rules/time/instant.ts";
import { keptEvents } from "../audit/beginning.ts";
import { GENESIS } from "../chain.ts";
import { beginningOf } from "./audit.ts";
import { transaction } from "./open.ts";
import { remover } from "./purge-rows.ts";
import { openIn, stockOf } from "./purge-stock.ts";
import type { CommitRows } from "./record-rows.ts";

/** So far the trail is cut in one transaction, where an anchor is that near. */
const EVENTS_A_STEP = 500;
const ROWS_A_STEP = 500;
const NOTHING: Removed = { alerts: 0, papers: 0, messages: 0, events: 0 };

/** What a purge works with. `extend` adds events to the trail, within a transaction. */
export type PurgeParts = {
  readonly database: DatabaseSync;
  readonly anchors: readonly Anchor[];
  readonly extend: (events: CommitRows["events"]) => void;
};

/**
 * Removes from a record what may go, and cuts its trail at anchors that are old enough: a transaction a step, each told on
 * the trail. Of what goes, everything goes; what stays keeps all its events.
 */
export function* purgeOf(
  { database, anchors, extend }: PurgeParts,
  { now, keepDays, timeZone }: PurgeOrder,
): Generator<void, Removed> {
  const retention = retentionOf(now, keepDays, timeZone);
  const begun = beginningOf(database);
  const ahead = anchors.filter(({ seq }) => seq > (begun?.seq ?? 0));
  const cut = cutOf(ahead, retention);
  if (begun === null && cut === null) return NOTHING;
  let token = tokenOf(database);
  const stock = yield* stockOf(database);
  let open = underOpen(stock.values());
  const goes = (key: string): boolean => {
    const kept = stock.get(key);
    return kept !== undefined && mayGo(kept, open, retention).is === "go";
  };
  const rows = remover(database, goes);
  let beginning: TrailHead & { readonly at: Instant } = begun ?? { seq: 0, hash: GENESIS, at: now };
  let removed = NOTHING;

  /** One transaction; told on the trail where anything went, or its beginning moved. */
  const step = (to: typeof beginning, work: () => Removed): void =>
    transaction(database, () => {
      if (token !== tokenOf(database)) {
        token = tokenOf(database);
        open = underOpen([...stock.values(), ...openIn(database)]);
      }
      const gone = work();
      if (to.seq === beginning.seq && gone.alerts + gone.papers + gone.messages + gone.events === 0) return;
      const { seq, hash, at } = to;
      const next: TrailBeginning = { seq, hash, at, kept: keptUpTo(database, seq) };
      const event: PurgeEvent = { is: "purged", at: now, keepDays, beginning: next, removed: gone };
      database.prepare("INSERT OR REPLACE INTO meta VALUES ('beginning', ?)").run(JSON.stringify(next));
      extend([{ alert: PURGE_SUBJECT, at: now, json: JSON.stringify(event) }]);
      beginning = to;
      removed = sum(removed, gone);
    });

  for (const anchor of cut === null ? [] : stepsTo(cut, ahead, beginning.seq)) {
    step(anchor, () => rows.subjects(anchor.seq));
    yield;
  }
  const papers = [...stock.keys()].filter(key => !key.startsWith("alert:") && goes(key));
  for (let from = 0; from < papers.length; from += ROWS_A_STEP) {
    step(beginning, () => rows.papersWithoutEvents(papers.slice(from, from + ROWS_A_STEP)));
    yield;
  }
  const isOld = (message: Kept) => mayGo(message, new Set(), retention).is === "go";
  for (let from: number | null = 0; from !== null; ) {
    const after: number = from;
    step(beginning, () => {
      const { messages, next } = rows.messages(after, ROWS_A_STEP, isOld);
      from = next;
      return { ...NOTHING, messages };
    });
    yield;
  }
  return removed;
}

/** The anchors to cut at, one after the other, up to `cut`. */
const stepsTo = (cut: Anchor, ahead: readonly Anchor[], from: number): readonly Anchor[] => {
  const steps: Anchor[] = [];
  let begun = from;
  for (const [n, anchor] of ahead.entries()) {
    if (anchor.seq > cut.seq) break;
    const next = ahead[n + 1];
    const isFar = next === undefined || next.seq > cut.seq || next.seq - begun > EVENTS_A_STEP;
    if (!isFar) continue;
    steps.push(anchor);
    begun = anchor.seq;
  }
  return steps;
};

/** Another one after each commit. */
const tokenOf = (database: DatabaseSync): string | null =>
  (database.prepare("SELECT value FROM meta WHERE key = 'token'").get()?.value as string | undefined) ?? null;

const keptUpTo = (database: DatabaseSync, seq: number): TrailBeginning["kept"] => {
  const kept = keptEvents();
  const rows = database.prepare("SELECT seq, hash FROM event WHERE seq <= ? ORDER BY seq").iterate(seq);
  for (const row of rows) kept.add({ seq: Number(row.seq), hash: String(row.hash) });
  return kept.sum();
};

const sum = (a: Removed, b: Removed): Removed => ({
  alerts: a.alerts + b.alerts,
  papers: a.papers + b.papers,
  messages: a.messages + b.messages,
  events: a.events + b.events,
});
