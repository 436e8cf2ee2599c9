import { setImmediate } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import type { CertificateQuery, PaperQuery, StandingKind } from "#gateway/ports/papers.ts";
import type { PurgeOrder } from "#gateway/ports/purge.ts";
import type { AlertSearch, Delivery } from "#gateway/ports/record.ts";
import type { PaperKind } from "#rules/routine/clerk.ts";
import type { Instant } from "#rules/time/instant.ts";
import { readAnchors } from "../audit/anchors.ts";
import { anchorsPath, dropAnchor, lastAnchor } from "../audit/anchors-file.ts";
import { serve } from "../thread-serve.ts";
import { ballast } from "./ballast.ts";
import { isIoError, storeFault } from "./failure.ts";
import { type AlertQuery, type EventPage, type Ledger, openLedger, recordPath } from "./ledger.ts";
import type { CommitRows } from "./record-rows.ts";

/** What the record's thread is given. */
export type RecordSettings = { readonly directory: string };
/** What the record's thread can be asked. */
export type RecordThread = typeof handlers;
/** What the record's thread tells of its own accord: that the ballast went, or is back after that. */
export type RecordNews = { readonly ballast: "dropped" | "taken" };

/** How long after a look for room for the ballast the next one is worth it, in ms. */
const LOOK_AGAIN = 5_000;

const { directory } = workerData as RecordSettings;
const room = ballast(directory);
let ledger: Ledger | null = null;
let lookedAt = Number.NEGATIVE_INFINITY;
let wasDropped = false;

const opened = (): Ledger => {
  if (ledger !== null) return ledger;
  ledger = openLedger(directory);
  keepBallast();
  return ledger;
};

const keepBallast = (): void => {
  if (performance.now() - lookedAt < LOOK_AGAIN) return;
  lookedAt = performance.now();
  if (!room.take() || !wasDropped) return;
  wasDropped = false;
  tell({ ballast: "taken" } satisfies RecordNews);
};

/** Runs one piece of work; after a failure leaves the ledger fit for the next one. */
const attempt = <T>(tried: string, work: (ledger: Ledger) => T): T => {
  const at = opened();
  try {
    return work(at);
  } catch (error) {
    const fault = storeFault({ path: recordPath(directory), code: "RECORD" }, tried, error);
    if (fault.code === "RECORD_FULL") makeRoom(at);
    else if (isIoError(error)) reopenNextTime(at);
    throw fault;
  }
};

const makeRoom = (at: Ledger): void => {
  if (room.drop()) tell({ ballast: "dropped" } satisfies RecordNews);
  wasDropped = true;
  lookedAt = performance.now();
  try {
    at.checkpoint();
  } catch {
    reopenNextTime(at); // The commit's own fault is the one to tell.
  }
};

/** After a failed sync the kernel may have dropped the pages: only a new connection sees what is really there. */
const reopenNextTime = (at: Ledger): void => {
  ledger = null;
  at.close();
};

/** Goes step by step; whatever else is asked finds its turn in between. */
const walk = async <T>(tried: string, steps: Generator<void, T>): Promise<T> => {
  for (;;) {
    const step = attempt(tried, () => steps.next());
    if (step.done) return step.value;
    await setImmediate();
  }
};

const handlers = {
  open: () => {
    opened();
  },
  commit: (rows: CommitRows) => {
    attempt("commit", at => at.commit(rows));
    keepBallast();
  },
  lastToken: () => attempt("read the last token", at => at.lastToken()),
  load: () => attempt("load", at => at.load()),
  alerts: (query: AlertQuery) => attempt("read alerts", at => at.alerts(query)),
  alert: (id: string) => attempt("read an alert", at => at.alert(id)),
  search: (query: Omit<AlertSearch, "before">, before: number | null) =>
    attempt("search alerts", at => at.search(query, before)),
  events: (alert: string) => attempt("read events", at => at.events(alert)),
  eventsAfter: (page: EventPage) => attempt("read events", at => at.eventsAfter(page)),
  activities: () => attempt("read activities", at => at.activities()),
  deeds: () => attempt("read deeds", at => at.deeds()),
  papers: (query: PaperQuery) => attempt("read papers", at => at.papers(query)),
  paper: (kind: StandingKind, id: string) => attempt("read a paper", at => at.paper(kind, id)),
  firstDay: (kind: StandingKind) => attempt("read papers", at => at.firstDay(kind)),
  entries: (kind: PaperKind, id: string) =>
    attempt("read what happened to a paper", at => at.entries(kind, id)),
  certificates: (query: CertificateQuery) => attempt("read certificates", at => at.certificates(query)),
  certificate: (id: string) => attempt("read a certificate", at => at.certificate(id)),
  outbox: () => attempt("read the outbox", at => at.outbox()),
  messages: (alert: string) => attempt("read messages", at => at.messages(alert)),
  delivered: (updates: readonly Delivery[]) => attempt("note deliveries", at => at.delivered(updates)),
  head: () => attempt("read the end of the trail", at => at.head()),
  lastAnchor: () => lastAnchor(anchorsPath(directory)),
  anchor: (at: Instant) => attempt("anchor", ledger => dropAnchor(anchorsPath(directory), ledger.head(), at)),
  verify: () => {
    const anchors = readAnchors(anchorsPath(directory));
    return walk("verify", opened().verify(anchors));
  },
  purge: (order: PurgeOrder) => {
    const { anchors } = readAnchors(anchorsPath(directory));
    return walk("purge", opened().purge(anchors, order));
  },
  pictures: () => walk("read names of pictures", opened().pictures()),
  close: () => {
    ledger?.close();
    ledger = null;
  },
};

const tell = serve(handlers);
