import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Commit, RecordStore } from "#gateway/ports/record.ts";
import { after, instant, millis, minutes } from "#rules/time/instant.ts";
import { recordOfEvents } from "./events-contract.ts";
import { recordOfMessages } from "./messages-contract.ts";
import { recordOfPapers } from "./papers-contract.ts";
import { lightOn, MORNING, transition } from "./sample-alerts.ts";
import { recordOfSearches } from "./search-contract.ts";

/** A store to be held to the contract: `reopen` is the gateway stopping in an orderly way and starting again. */
export type RecordUnderTest = {
  readonly store: RecordStore;
  reopen(): Promise<RecordStore>;
  remove(): Promise<void>;
};

const acknowledgement = { by: "G1", note: "on my way, 马上", at: after(MORNING, minutes(1)) };
const later = (n: number) => after(MORNING, minutes(n));
const empty = (at = MORNING): Commit => ({
  at,
  transitions: [],
  activities: [],
  deeds: [],
  messages: [],
  holds: [],
  signals: [],
  memos: [],
});

/** What every record store promises. `open` gives a started store on a new, empty place. */
export const recordContract = (name: string, open: () => Promise<RecordUnderTest>): void => {
  describe(`${name} keeps the record`, () => {
    let under: RecordUnderTest;
    let store: RecordStore;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    afterEach(() => under.remove());

    it("a new record knows nothing", async () => {
      expect(await store.load()).toBeNull();
      expect(await store.alerts({ state: "all", limit: 10 })).toEqual([]);
      expect(await store.alert("a")).toBeNull();
      expect(await store.events("a")).toEqual([]);
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("an alert is kept as it stands after its last transition, with all that happened to it", async () => {
      const raised = lightOn("a");
      const seen = lightOn("a", { acknowledgement, changedAt: later(1) });
      await store.commit(transition("raised", raised, { clause: "TY-2.2-1" }));
      await store.commit(transition("acknowledged", seen, { by: "G1", note: acknowledgement.note }));
      expect(await store.alert("a")).toEqual(seen);
      const events = await store.events("a");
      expect(events.map(({ hash, ...event }) => event)).toEqual([
        { seq: 1, is: "raised", alert: "a", at: MORNING, clause: "TY-2.2-1" },
        { seq: 2, is: "acknowledged", alert: "a", at: later(1), by: "G1", note: acknowledgement.note },
      ]);
      expect(new Set(events.map(event => event.hash)).size).toBe(2);
      expect(events[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("lists alerts newest first, open and closed apart, and no more than asked for", async () => {
      for (const [n, closedAt] of [null, later(9), null, later(9)].entries())
        await store.commit(transition("raised", lightOn(`a${n}`, { openedAt: later(n), closedAt })));
      const ids = async (state: "open" | "closed" | "all", limit: number) =>
        (await store.alerts({ state, limit })).map(alert => alert.id);
      expect(await ids("all", 10)).toEqual(["a3", "a2", "a1", "a0"]);
      expect(await ids("open", 10)).toEqual(["a2", "a0"]);
      expect(await ids("closed", 1)).toEqual(["a3"]);
    });

    it("an alert that closes leaves the open list and stays on record", async () => {
      await store.commit(transition("raised", lightOn("a")));
      await store.commit(transition("closed", lightOn("a", { closedAt: later(5), changedAt: later(5) })));
      expect(await store.alerts({ state: "open", limit: 10 })).toEqual([]);
      expect((await store.alerts({ state: "closed", limit: 10 })).map(alert => alert.id)).toEqual(["a"]);
      expect((await store.load())?.alerts).toEqual([]);
    });

    it("the engine finds its holds, signals and open alerts as it left them, also after a restart", async () => {
      await store.commit({
        at: later(3),
        activities: [],
        deeds: [],
        messages: [],
        transitions: transition("raised", lightOn("a")).transitions,
        holds: [
          { key: "lights/L-hall", hold: { is: "pending", since: MORNING, gap: millis(500) } },
          { key: "door/D1", hold: { is: "lost", since: MORNING, gap: millis(0), from: later(2) } },
        ],
        signals: [
          { point: "D1.lock", state: "never", value: Number.NaN, at: instant(0), since: MORNING },
          {
            point: "hall.temp",
            state: "bad",
            value: -0.5,
            at: MORNING,
            since: later(1),
            reason: "no answer",
          },
        ],
        memos: [{ key: "late", value: { since: MORNING, points: ["D1.lock"] } }],
      });
      const state = {
        at: later(3),
        alerts: [lightOn("a")],
        holds: [
          { key: "door/D1", hold: { is: "lost", since: MORNING, gap: 0, from: later(2) } },
          { key: "lights/L-hall", hold: { is: "pending", since: MORNING, gap: 500 } },
        ],
        signals: [
          { point: "D1.lock", state: "never", value: Number.NaN, at: 0, since: MORNING },
          {
            point: "hall.temp",
            state: "bad",
            value: -0.5,
            at: MORNING,
            since: later(1),
            reason: "no answer",
          },
        ],
        memos: [{ key: "late", value: { since: MORNING, points: ["D1.lock"] } }],
        papers: [],
      };
      expect(await store.load()).toEqual(state);
      store = await under.reopen();
      expect(await store.load()).toEqual(state);
      expect((await store.events("a")).map(event => event.seq)).toEqual([1]);
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("a later hold or signal replaces the one of its key, and a clear hold is forgotten", async () => {
      const signal = { point: "p", state: "good", value: 1, at: MORNING, since: MORNING } as const;
      const pending = { is: "pending", since: MORNING, gap: millis(0) } as const;
      await store.commit({ ...empty(), holds: [{ key: "a/b", hold: pending }], signals: [signal] });
      await store.commit({ ...empty(later(1)), signals: [{ ...signal, value: 2 }] });
      expect(await store.load()).toEqual({
        at: later(1),
        alerts: [],
        holds: [{ key: "a/b", hold: pending }],
        signals: [{ ...signal, value: 2 }],
        memos: [],
        papers: [],
      });
      await store.commit({ ...empty(later(2)), holds: [{ key: "a/b", hold: { is: "clear" } }] });
      expect((await store.load())?.holds).toEqual([]);
    });

    it("a later memo replaces the one of its key, and null forgets it", async () => {
      const activity = { key: "activity/A1", value: { zones: ["hall"], approvedAt: null } };
      await store.commit({ ...empty(), memos: [activity, { key: "late", value: [1, "two", null] }] });
      await store.commit({ ...empty(later(1)), memos: [{ key: "late", value: null }] });
      const approved = { ...activity, value: { zones: ["hall"], approvedAt: MORNING } };
      await store.commit({ ...empty(later(2)), memos: [approved] });
      expect((await store.load())?.memos).toEqual([approved]);
      store = await under.reopen();
      expect((await store.load())?.memos).toEqual([approved]);
    });

    it("what people do about activities is on the same trail as the alerts, and can be read by itself", async () => {
      const activity = {
        id: "A1",
        zones: ["hall"],
        from: later(600),
        to: later(700),
        requestedAt: MORNING,
        requestedBy: "M1",
      };
      const asked = { is: "requested", at: MORNING, by: "M1", activity } as const;
      const approval = { at: later(1), by: "P1" };
      const given = { is: "approved", at: later(1), by: "P1", activity: { ...activity, approval } } as const;
      await store.commit({ ...empty(), activities: [asked] });
      await store.commit(transition("raised", lightOn("a")));
      await store.commit({ ...transition("cleared", lightOn("a")), activities: [given] });
      store = await under.reopen();
      const kept = (await store.activities()).map(({ hash, ...event }) => event);
      expect(kept).toEqual([
        { ...asked, seq: 1 },
        { ...given, seq: 3 },
      ]);
      expect((await store.events("a")).map(({ seq, is }) => [seq, is])).toEqual([
        [2, "raised"],
        [4, "cleared"],
      ]);
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("commits that are asked for at once resolve in the order of asking and number their events so", async () => {
      const resolved: number[] = [];
      await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          store.commit(transition("seen", lightOn("a", { occurrences: n }))).then(() => resolved.push(n)),
        ),
      );
      expect(resolved).toEqual(Array.from({ length: 50 }, (_, n) => n));
      expect((await store.alert("a"))?.occurrences).toBe(49);
      expect((await store.events("a")).map(event => event.seq)).toEqual(resolved.map(n => n + 1));
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("two equal histories have the same hashes, and one different word changes them all", async () => {
      const hashes = async (why: string) => {
        const other = await open();
        await other.store.commit(transition("raised", lightOn("a"), { why }));
        await other.store.commit(transition("cleared", lightOn("a")));
        const events = await other.store.events("a");
        await other.remove();
        return events.map(event => event.hash);
      };
      const [one, same, different] = [await hashes("on"), await hashes("on"), await hashes("On")];
      expect(same).toEqual(one);
      expect(different.filter(hash => one.includes(hash))).toEqual([]);
    });

    recordOfMessages(() => under);
    recordOfSearches(() => store);
    recordOfEvents(() => under);
    recordOfPapers(() => under);

    it("a commit before the start or after the stop is refused with a fault", async () => {
      await store.stop();
      await expect(store.commit(empty())).rejects.toMatchObject({ name: "Fault", code: "RECORD_FAILED" });
    });
  });
};
