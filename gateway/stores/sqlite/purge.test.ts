import { cpSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Anchor, Audit, Wrong } from "#gateway/ports/audit.ts";
import { PURGE_SUBJECT, type Removed } from "#gateway/ports/purge.ts";
import { LEAST_DAYS } from "#rules/retention/retention.ts";
import { readAnchors } from "../audit/anchors.ts";
import { anchorsPath } from "../audit/anchors-file.ts";
import { keptEvents } from "../audit/beginning.ts";
import { seeded } from "../testing/killed-child.ts";
import { alertOf, dayAfter, type LongDay, ticketOf, writeDays } from "../testing/long-record.ts";
import { temporary } from "../testing/temporary.ts";
import { type Ledger, openLedger, recordPath } from "./ledger.ts";

const KEEP = 200;
const ORDER = { keepDays: KEEP, timeZone: "Asia/Shanghai" };

let place: ReturnType<typeof temporary>;
let ledger: Ledger;
/** Records that were written once, to be copied. */
const written = new Map<string, ReturnType<typeof temporary>>();
beforeEach(() => {
  place = temporary();
});
afterEach(() => {
  ledger.close();
  place.remove();
});
afterAll(() => {
  for (const each of written.values()) each.remove();
});

const anchorsIn = (): readonly Anchor[] => readAnchors(anchorsPath(place.directory)).anchors;
const ended = <T>(steps: Generator<void, T>): T => {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
};
const audit = (): Audit => ended(ledger.verify({ anchors: anchorsIn(), wrong: [] }));
/** Purges at 12:00 of a day. */
const purge = (day: number, keepDays = KEEP): Removed =>
  ended(ledger.purge(anchorsIn(), { ...ORDER, keepDays, now: dayAfter(day) }));
const write = (to: number, special: Readonly<Record<number, LongDay>> = {}): void => {
  const name = JSON.stringify([to, special]);
  let from = written.get(name);
  if (from === undefined) {
    from = temporary();
    written.set(name, from);
    const first = openLedger(from.directory);
    writeDays(from.directory, first, { to, special });
    first.close();
  }
  cpSync(from.directory, place.directory, { recursive: true });
  ledger = openLedger(place.directory);
};
const alerts = () => ledger.alerts({ state: "all", limit: 10_000 }).map(({ id }) => id);
const days = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => alertOf(from + n));
const tool = (sql: string): void => {
  const database = new DatabaseSync(recordPath(place.directory));
  database.exec(sql);
  database.close();
};
const count = (sql: string): number => {
  const database = new DatabaseSync(recordPath(place.directory), { readOnly: true });
  const found = Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  database.close();
  return found;
};

describe("a record that is purged", () => {
  it("loses all of what is older than it is kept, and nothing of what is younger", () => {
    write(300);
    const removed = purge(300);
    // The days 0 to 99 are more than 200 days old by their dates.
    expect(removed).toEqual({ alerts: 100, papers: 200, messages: 100, events: 400 });
    expect(new Set(alerts())).toEqual(new Set(days(100, 300)));
    expect(ledger.events(alertOf(99))).toEqual([]);
    expect(ledger.messages(alertOf(99))).toEqual([]);
    expect(ledger.messages(alertOf(100))).toHaveLength(1);
    expect(ledger.search({ text: "大厅照明", limit: 1_000 }, null)).toHaveLength(200);
    expect(ledger.papers({ kind: "task", limit: 1_000 }).papers).toHaveLength(200);
    expect(count("SELECT count(*) FROM delivery")).toBe(200);
    expect(count("SELECT count(*) FROM said")).toBe(200);
  });

  it("is as it was recorded, and says where its trail begins", () => {
    write(300);
    const before = ledger.load();
    purge(300);
    const { wrong, beginning, certificates } = audit();
    expect([wrong, certificates]).toEqual([[], 300]);
    expect(beginning).toMatchObject({ seq: anchorsIn()[99]?.seq, at: anchorsIn()[99]?.at });
    // Of each day before it the issue of its certificate.
    expect(beginning?.kept.events).toBe(100);
    expect(ledger.load()).toEqual(before);
  });

  it("keeps certificates for good, and what was said of them", () => {
    write(300);
    purge(300);
    expect(ledger.certificates({ limit: 1_000 })).toHaveLength(300);
    expect(ledger.paper("standing", "closing-3-1")).not.toBe(null);
    expect(ledger.firstDay("closing")).toBe("2024-04-10");
  });

  it("keeps what is open, and what hangs together with it, however old it is", () => {
    write(300, { 5: { isOpen: true }, 7: { ticket: "open" }, 9: { ticket: "closed" } });
    purge(300);
    expect(new Set(alerts())).toEqual(new Set([alertOf(5), alertOf(7), ...days(100, 300)]));
    expect(ledger.paper("ticket", ticketOf(7))).not.toBe(null);
    expect(ledger.entries("ticket", ticketOf(7))).toHaveLength(1);
    expect(ledger.paper("ticket", ticketOf(9))).toBe(null);
    expect(audit().wrong).toEqual([]);
  });

  it("lets go later what was open then", () => {
    write(300, { 5: { isOpen: true } });
    purge(300);
    const closedAt = dayAfter(300);
    const open = ledger.alert(alertOf(5));
    if (open === null) throw new Error("it is gone");
    ledger.commit({
      ...EMPTY,
      at: closedAt,
      events: [
        {
          alert: open.id,
          at: closedAt,
          json: JSON.stringify({
            is: "closed",
            alert: open.id,
            at: closedAt,
            change: { closedAt, changedAt: closedAt },
          }),
        },
      ],
      alerts: [
        {
          id: open.id,
          closed: 1,
          openedAt: open.openedAt,
          json: JSON.stringify({ ...open, closedAt, changedAt: closedAt }),
        },
      ],
    });
    writeDays(place.directory, ledger, { from: 301, to: 600 });
    purge(500);
    expect(alerts()).toContain(alertOf(5));
    purge(600);
    expect(alerts()).not.toContain(alertOf(5));
    expect(audit().wrong).toEqual([]);
  });

  it("notices what is opened while it goes on", () => {
    write(300);
    const steps = ledger.purge(anchorsIn(), { ...ORDER, now: dayAfter(300) });
    steps.next(); // It has looked at everything, and removed nothing yet.
    const ticket = { id: "T-new", cause: alertOf(3), closed: null };
    ledger.commit({
      ...EMPTY,
      at: dayAfter(300),
      papers: [
        {
          kind: "ticket",
          id: ticket.id,
          day: "2024-10-27",
          at: dayAfter(300),
          isOpen: 1,
          json: JSON.stringify(ticket),
        },
      ],
    });
    ended(steps);
    expect(alerts()).toContain(alertOf(3));
    expect(alerts()).not.toContain(alertOf(4));
  });

  it("purged again, loses nothing more and says nothing more", () => {
    write(300);
    purge(300);
    const { seq } = ledger.head();
    expect(purge(300)).toEqual({ alerts: 0, papers: 0, messages: 0, events: 0 });
    expect(ledger.head().seq).toBe(seq);
  });

  it("keeps half a year whatever is asked for, and all of it where nothing holds its trail", () => {
    write(250);
    expect(purge(250, 1).alerts).toBe(250 - LEAST_DAYS);
    expect(ended(ledger.purge([], { ...ORDER, now: dayAfter(900) })).alerts).toBe(0);
  });

  it("ended in the middle of any step, is whole, and goes on", () => {
    write(300, { 7: { ticket: "open" } });
    const random = seeded(5);
    const order = { ...ORDER, now: dayAfter(300) };
    for (let run = 0; run < 6; run += 1) {
      const steps = ledger.purge(anchorsIn(), order);
      for (let n = random(4); n >= 0; n -= 1) steps.next();
      ledger.close();
      ledger = openLedger(place.directory);
      expect(audit().wrong).toEqual([]);
    }
    purge(300);
    expect(new Set(alerts())).toEqual(new Set([alertOf(7), ...days(100, 300)]));
    expect(audit().wrong).toEqual([]);
  });

  it("day by day it comes to the same as at once", () => {
    write(300, { 7: { ticket: "open" }, 40: { isOpen: true }, 90: { ticket: "closed" } });
    for (let day = 250; day <= 300; day += 1) purge(day);
    expect(new Set(alerts())).toEqual(new Set([alertOf(7), alertOf(40), ...days(100, 300)]));
    expect(audit().wrong).toEqual([]);
    expect(audit().beginning?.seq).toBe(anchorsIn()[99]?.seq);
  });

  it("knows which pictures something of it still names", () => {
    const [old, young] = ["a".repeat(64), "b".repeat(64)];
    write(300, { 3: { photo: old }, 250: { photo: young } });
    expect(ended(ledger.pictures())).toContain(old);
    purge(300);
    const named = ended(ledger.pictures());
    expect([named.has(old), named.has(young)]).toEqual([false, true]);
    const item = JSON.stringify({ items: [{ answer: { photo: "c".repeat(64) } }] });
    const task = {
      kind: "task",
      id: "looked/1",
      day: "2024-10-27",
      at: dayAfter(300),
      isOpen: 1,
      json: item,
    } as const;
    ledger.commit({ ...EMPTY, at: dayAfter(300), papers: [task] });
    expect(ended(ledger.pictures())).toContain("c".repeat(64));
  });
});

describe("a purged record that somebody works on", () => {
  const AT = 100 * 5;
  const BEHIND = AT + 1;
  it.each<[string, string, readonly Wrong[]]>([
    ["nothing", "SELECT 1", []],
    [
      "an event behind the beginning",
      `DELETE FROM event WHERE seq = ${BEHIND + 9}`,
      [{ is: "deleted", seq: BEHIND + 9, to: BEHIND + 9 }],
    ],
    [
      "the first event behind the beginning",
      `DELETE FROM event WHERE seq = ${BEHIND}`,
      [{ is: "deleted", seq: BEHIND, to: BEHIND }],
    ],
    [
      "where it begins",
      `DELETE FROM event WHERE seq BETWEEN ${BEHIND} AND ${BEHIND + 8};
       UPDATE meta SET value = json_set(value, '$.seq', ${BEHIND + 8}, '$.hash', (SELECT prev FROM event WHERE seq = ${BEHIND + 9})) WHERE key = 'beginning'`,
      [{ is: "beginning", seq: BEHIND + 8, how: "differs" }],
    ],
    [
      "an event that was kept",
      `DELETE FROM event WHERE seq = (SELECT min(seq) FROM event)`,
      [{ is: "beginning", seq: AT, how: "kept" }],
    ],
    [
      "what a kept event says",
      `UPDATE event SET json = replace(json, '王伟', '李丽') WHERE seq = 5`,
      [{ is: "edited", seq: 5 }],
    ],
    [
      "the event of the purge",
      `UPDATE event SET json = json_set(json, '$.beginning.seq', 3) WHERE alert = 'record:purge'`,
      [
        { is: "edited", seq: 1_501 },
        { is: "edited", seq: 1_502 },
        { is: "beginning", seq: AT, how: "differs" },
      ],
    ],
  ])("tells when it was %s", (_what, sql, wrong) => {
    write(300);
    purge(300);
    tool(sql);
    const found = audit().wrong.filter(({ is }) => is !== "state-differs" && is !== "certificate");
    expect(found).toEqual(wrong.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)));
  });

  it("tells when its beginning is forgotten", () => {
    write(300);
    purge(300);
    tool("DELETE FROM meta WHERE key = 'beginning'");
    expect(audit().wrong).toEqual([{ is: "beginning", seq: AT, how: "differs" }]);
  });

  it("tells when somebody purges it himself: without a word, and of what is younger than half a year", () => {
    write(300);
    const { hash, seq, at } = anchorsIn()[250] as Anchor;
    const beginning = { seq, hash, at, kept: keptEvents().sum() };
    tool(`DELETE FROM event WHERE seq <= ${seq};
          INSERT INTO meta VALUES ('beginning', '${JSON.stringify(beginning)}')`);
    const told = () => audit().wrong.filter(({ is }) => is === "beginning");
    expect(told()).toEqual([{ is: "beginning", seq, how: "untold" }]);
    const forged = { is: "purged", at: dayAfter(300), keepDays: 1, beginning, removed: {} };
    ledger.commit({
      ...EMPTY,
      at: dayAfter(300),
      events: [{ alert: PURGE_SUBJECT, at: dayAfter(300), json: JSON.stringify(forged) }],
    });
    expect(told()).toEqual([{ is: "beginning", seq, how: "early" }]);
  });
});

const EMPTY = {
  token: "x",
  events: [],
  alerts: [],
  messages: [],
  holds: [],
  signals: [],
  memos: [],
  papers: [],
  certificates: [],
};
