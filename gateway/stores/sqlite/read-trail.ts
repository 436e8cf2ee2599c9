import { Fault } from "#gateway/ports/fault.ts";
import type { RecordedEvent, RecordStore } from "#gateway/ports/record.ts";
import type { AlertEvent } from "#rules/alert/alert.ts";
import { completed, type StoredAlert } from "#rules/alert/stored.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { eventPages } from "./event-pages.ts";
import { storeFault } from "./failure.ts";
import { recordPath } from "./ledger.ts";
import { openToRead } from "./read-record.ts";

/** What happened to alerts, of a data directory; read only. */
export type TrailReader = Pick<RecordStore, "eventsBetween" | "events" | "alerts"> & {
  /** The times of the first and the last event of alerts; null: there was none. */
  span(): { readonly first: Instant; readonly last: Instant } | null;
  close(): void;
};

/**
 * Reads the trail of a data directory without changing anything and also while a gateway writes it; each page is as it
 * is at that moment.
 *
 * @throws {Fault} `NO_RECORD`, `RECORD_NEWER`, `RECORD_FAILED`
 */
export const readTrail = (directory: string): TrailReader => {
  const path = recordPath(directory);
  const attempt = <T>(tried: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw error instanceof Fault ? error : storeFault({ path, code: "RECORD" }, tried, error);
    }
  };
  const database = attempt("open", () => openToRead(directory));
  const page = database.prepare(
    `SELECT seq, json, hash FROM event WHERE (at, seq) > (?, ?) AND at < ? AND instr(alert, ':') = 0
     ORDER BY at, seq LIMIT ?`,
  );
  const ofAlert = database.prepare("SELECT seq, json, hash FROM event WHERE alert = ? ORDER BY seq");
  const closedIs = "CASE ? WHEN 'all' THEN 1 WHEN 'open' THEN closed = 0 ELSE closed = 1 END";
  const byState = database.prepare(
    `SELECT json FROM alert WHERE ${closedIs} ORDER BY opened_at DESC, id LIMIT ?`,
  );
  return {
    eventsBetween: (from, to) =>
      eventPages(
        async ({ after, to: until, limit }) =>
          attempt("read events", () => page.all(after.at, after.seq, until, limit).map(eventOf)),
        from,
        to,
      ),
    events: async alert => attempt("read events", () => ofAlert.all(alert).map(eventOf)),
    alerts: async ({ state, limit }) =>
      attempt("read alerts", () =>
        byState.all(state, limit).map(({ json }) => completed(JSON.parse(String(json)) as StoredAlert)),
      ),
    span: () => {
      const row = attempt("read events", () =>
        database
          .prepare("SELECT min(at) AS first, max(at) AS last FROM event WHERE instr(alert, ':') = 0")
          .get(),
      );
      if (row?.first === null || row === undefined) return null;
      return { first: instant(Number(row.first)), last: instant(Number(row.last)) };
    },
    close: () => database.close(),
  };
};

const eventOf = ({ seq, json, hash }: Record<string, unknown>): RecordedEvent => ({
  ...(JSON.parse(String(json)) as AlertEvent),
  seq: Number(seq),
  hash: String(hash),
});
