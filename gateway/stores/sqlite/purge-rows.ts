import type { DatabaseSync } from "node:sqlite";
import type { Removed } from "#gateway/ports/purge.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Kept } from "#rules/retention/retention.ts";

/** Removes rows of a record, each call within a transaction of its caller. */
export type Remover = {
  /** All of which the last event stands at `to` or before, and which may go. */
  subjects(to: number): Removed;
  /** Those of these papers that may go and of which nothing stands on the trail. */
  papersWithoutEvents(keys: readonly string[]): Removed;
  /** Looks at so many messages behind `after`, oldest first. `next`: where it goes on; null: the rest is too young. */
  messages(
    after: number,
    most: number,
    mayGo: (message: Kept) => boolean,
  ): { readonly messages: number; readonly next: number | null };
};

/** @param mayGo  by key: `alert:<id>`, `<kind>:<id>` */
export const remover = (database: DatabaseSync, mayGo: (key: string) => boolean): Remover => {
  const select = (sql: string) => database.prepare(sql);
  const upTo = select("SELECT DISTINCT alert FROM event WHERE seq <= ?");
  const lastOf = select("SELECT max(seq) AS seq FROM event WHERE alert = ?");
  const dropEvents = select("DELETE FROM event WHERE alert = ?");
  // What was certified is of the archive: of a round its issue stays.
  const dropRound = select(`DELETE FROM event WHERE alert = ? AND instr(json, '"what":"issued"') = 0`);
  const isClosed = select("SELECT closed FROM alert WHERE id = ?");
  const place = select("SELECT place FROM said WHERE alert = ?");
  const dropAlert = [
    "DELETE FROM alert WHERE id = ?",
    "DELETE FROM said WHERE alert = ?",
    "DELETE FROM message_alert WHERE alert = ?",
  ].map(select);
  const dropFound = select("DELETE FROM found WHERE rowid = ?");
  const isOpen = select("SELECT is_open FROM paper WHERE kind = ? AND id = ?");
  const dropPaper = select("DELETE FROM paper WHERE kind = ? AND id = ?");
  const oldest = select("SELECT n, key, ended, json FROM message WHERE n > ? ORDER BY n LIMIT ?");
  const named = select("SELECT 1 FROM message_alert WHERE message = ? LIMIT 1");
  const dropMessage = ["DELETE FROM delivery WHERE message = ?", "DELETE FROM message WHERE key = ?"].map(
    select,
  );

  const alert = (id: string): number => {
    // It may have changed since it was looked at.
    if (isClosed.get(id)?.closed !== 1) return 0;
    const row = place.get(id);
    if (row !== undefined) dropFound.run(Number(row.place));
    for (const drop of dropAlert) drop.run(id);
    return 1;
  };
  const paper = (key: string): number => {
    const [kind, id] = partsOf(key);
    return isOpen.get(kind, id)?.is_open === 1 ? 0 : Number(dropPaper.run(kind, id).changes);
  };

  return {
    subjects: to => {
      let [alerts, papers, events] = [0, 0, 0];
      for (const row of upTo.all(to)) {
        const subject = String(row.alert);
        const isAlert = !subject.includes(":");
        if (!mayGo(isAlert ? `alert:${subject}` : subject)) continue;
        if (Number(lastOf.get(subject)?.seq) > to) continue;
        if (isAlert && isClosed.get(subject)?.closed !== 1) continue;
        const [kind, id] = partsOf(subject);
        if (!isAlert && isOpen.get(kind, id)?.is_open === 1) continue;
        if (isAlert) alerts += alert(subject);
        else papers += paper(subject);
        const drop = kind === "closing" || kind === "opening" ? dropRound : dropEvents;
        events += Number(drop.run(subject).changes);
      }
      return { alerts, papers, messages: 0, events };
    },
    papersWithoutEvents: keys => {
      const gone = keys.filter(key => mayGo(key) && lastOf.get(key)?.seq === null);
      return { alerts: 0, papers: gone.reduce((so, key) => so + paper(key), 0), messages: 0, events: 0 };
    },
    messages: (after, most, isOld) => {
      const rows = oldest.all(after, most);
      const old = rows.filter(({ key, json }) => {
        const { at } = JSON.parse(String(json)) as Message;
        return isOld({ key: `message:${key}`, endedAt: at, about: [] });
      });
      const gone = old.filter(({ n, ended }) => ended === 1 && named.get(Number(n)) === undefined);
      for (const { key } of gone) for (const drop of dropMessage) drop.run(String(key));
      const last = rows.at(-1);
      const isEnd = last === undefined || rows.length < most || old.length === 0;
      return { messages: gone.length, next: isEnd ? null : Number(last.n) };
    },
  };
};

/** Kind and id of `ticket:T-1`; the id may have colons of its own. */
const partsOf = (key: string): readonly [kind: string, id: string] => {
  const at = key.indexOf(":");
  return [key.slice(0, at), key.slice(at + 1)];
};
