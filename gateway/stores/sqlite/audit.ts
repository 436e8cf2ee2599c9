import type { DatabaseSync } from "node:sqlite";
import type { Audit, TrailBeginning, TrailHead, Wrong } from "#gateway/ports/audit.ts";
import { PURGE_SUBJECT, type PurgeEvent } from "#gateway/ports/purge.ts";
import type { AlertEvent } from "#rules/alert/alert.ts";
import { completed, type StoredAlert } from "#rules/alert/stored.ts";
import { instant } from "#rules/time/instant.ts";
import type { Anchors } from "../audit/anchors.ts";
import { beginningAudit } from "../audit/beginning.ts";
import { type CertificateRow, certificateAudit, ISSUING, issueOf } from "../audit/certificates.ts";
import { type StateVerdict, stateAudit } from "../audit/state.ts";
import { summary } from "../audit/summary.ts";
import { trailAudit } from "../audit/trail.ts";
import { type ChainLink, GENESIS } from "../chain.ts";

/** Events and alerts that are gone over in one go, so that commits find their turn in between. */
const EVENTS_A_STEP = 5_000;
const ALERTS_A_STEP = 200;

/**
 * Goes over a record's trail, and over all alerts and certificates that follow from it. Yields between steps; what is committed meanwhile
 * is gone over too.
 */
export function* auditOf(database: DatabaseSync, { anchors, wrong }: Anchors): Generator<void, Audit> {
  const links = database.prepare(
    "SELECT seq, alert, at, json, prev, hash FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  const states = stateSteps(database);
  const stored = beginningOf(database);
  const told = lastPurgeOf(database);
  const beginning = stored ?? told?.beginning ?? null;
  const kept = keptIn(database, stored, told);
  const trail = trailAudit(anchors, beginning);
  let events = kept.events;
  let first: number | null = null;
  let latest = 0;
  for (let from = beginning?.seq ?? Number.MIN_SAFE_INTEGER; ; ) {
    const next = links.all(from, EVENTS_A_STEP) as unknown as readonly ChainLink[];
    trail.follow(next);
    events += next.length;
    const last = next.at(-1);
    first ??= next[0]?.at ?? null;
    latest = last?.at ?? latest;
    if (last === undefined || next.length < EVENTS_A_STEP) break;
    from = last.seq;
    yield;
  }
  const span = first === null ? null : { first: instant(first), last: instant(latest) };
  const head = headOf(database);
  const onTrail = trail.end(head);
  const ofAlerts = yield* states();
  const { certificates, wrong: ofCertificates } = certificatesIn(database);
  return summary({
    events,
    beginning,
    span,
    head,
    anchors,
    wrong: [...kept.wrong, ...onTrail, ...wrong, ...ofCertificates],
    certificates,
    ...ofAlerts,
  });
}

/** Where the record itself says that its trail begins; null: at its first event. */
export const beginningOf = (database: DatabaseSync): TrailBeginning | null => {
  const row = database.prepare("SELECT value FROM meta WHERE key = 'beginning'").get();
  return row === undefined ? null : parsed<TrailBeginning>(row.value);
};

/** The last purge that the trail tells of; null: there was none. */
const lastPurgeOf = (database: DatabaseSync): PurgeEvent | null => {
  const last = database.prepare("SELECT json FROM event WHERE alert = ? ORDER BY seq DESC LIMIT 1");
  const json = last.get(PURGE_SUBJECT)?.json;
  return json === undefined ? null : parsed<PurgeEvent>(json);
};

/** The events of before the beginning that the purges left, against what the last of them tells. */
const keptIn = (
  database: DatabaseSync,
  stored: TrailBeginning | null,
  told: PurgeEvent | null,
): { readonly events: number; readonly wrong: readonly Wrong[] } => {
  const upTo = stored?.seq ?? told?.beginning.seq ?? Number.MIN_SAFE_INTEGER;
  const count = database.prepare("SELECT count(*) AS events FROM event WHERE seq <= ?").get(upTo);
  const kept = database.prepare(
    "SELECT seq, alert, at, json, prev, hash FROM event WHERE seq <= ? ORDER BY seq",
  );
  return {
    events: Number(count?.events),
    wrong: beginningAudit(stored, told, kept.iterate(upTo) as unknown as Iterable<ChainLink>),
  };
};

/** The chain of certificates against the trail; a record of before there were any has none. */
const certificatesIn = (
  database: DatabaseSync,
): { readonly certificates: number; readonly wrong: readonly Wrong[] } => {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'certificate'").get();
  if (table === undefined) return { certificates: 0, wrong: [] };
  const issued = database.prepare(
    `SELECT seq, json FROM event WHERE alert >= ? AND alert < ? AND instr(json, '"what":"issued"') > 0`,
  );
  const issues = ISSUING.flatMap(kind => issued.all(`${kind}:`, `${kind};`))
    .flatMap(({ seq, json }) => {
      const entry = parsed<Parameters<typeof issueOf>[1]>(json);
      return (entry && issueOf(Number(seq), entry)) ?? [];
    })
    .toSorted((a, b) => a.seq - b.seq);
  const rows = database.prepare("SELECT * FROM certificate ORDER BY seq").all();
  return {
    certificates: rows.length,
    wrong: certificateAudit(issues, rows as unknown as readonly CertificateRow[]),
  };
};

/** What the record itself takes for the end of its trail. */
export const headOf = (database: DatabaseSync): TrailHead =>
  headIn(database.prepare("SELECT value FROM meta WHERE key = 'head'").get()?.value ?? null);

/** The same from what is stored of it; null: nothing is, the trail is new. */
export const headIn = (text: unknown): TrailHead =>
  text === null ? { seq: 0, hash: GENESIS } : (JSON.parse(String(text)) as TrailHead);

const stateSteps = (database: DatabaseSync) => {
  // An alert can be gone while its events are there, and the other way round.
  const ids = database.prepare(
    `SELECT id FROM alert WHERE id > ?1
     UNION SELECT alert FROM event WHERE alert > ?1 AND instr(alert, ':') = 0 ORDER BY 1 LIMIT ?2`,
  );
  const stored = database.prepare("SELECT closed, opened_at, json FROM alert WHERE id = ?");
  const told = database.prepare("SELECT seq, json FROM event WHERE alert = ? ORDER BY seq");
  return function* (): Generator<void, { alerts: number; skipped: number; differing: readonly Wrong[] }> {
    const differing: Wrong[] = [];
    let alerts = 0;
    let skipped = 0;
    for (let from = ""; ; ) {
      const next = ids.all(from, ALERTS_A_STEP).map(({ id }) => String(id));
      for (const id of next) {
        const verdict = rowAudit(id, stored.get(id), told.all(id));
        alerts += 1;
        if (verdict === "skipped") skipped += 1;
        else if (verdict !== "fits") differing.push(verdict);
      }
      const last = next.at(-1);
      if (last === undefined || next.length < ALERTS_A_STEP) return { alerts, skipped, differing };
      from = last;
      yield;
    }
  };
};

type Row = Readonly<Record<string, unknown>>;

/** An alert with the columns that it is found by, which hide it where they are not its own, against its events. */
const rowAudit = (id: string, row: Row | undefined, rows: readonly Row[]): StateVerdict => {
  const seq = (rows.at(-1)?.seq as number | undefined) ?? null;
  const differs = (...fields: readonly string[]): Wrong => ({ is: "state-differs", seq, alert: id, fields });
  if (row === undefined) return stateAudit(id, null, [], seq);
  const stored = parsed<StoredAlert>(row.json);
  if (stored === null) return differs("json");
  const alert = completed(stored);
  if (Boolean(row.closed) !== (alert.closedAt !== null)) return differs("closedAt");
  if (row.opened_at !== alert.openedAt) return differs("openedAt");
  const events = rows.map(({ json }) => parsed<AlertEvent>(json)).filter(event => event !== null);
  // What cannot be read was edited, which the trail tells; nothing can be compared with the rest.
  return events.length < rows.length ? "fits" : stateAudit(id, alert, events, seq);
};

const parsed = <Value>(text: unknown): Value | null => {
  try {
    return JSON.parse(String(text)) as Value;
  } catch {
    return null;
  }
};
