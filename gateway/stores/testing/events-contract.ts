import { describe, expect, it } from "vitest";
import { after, type Instant, minutes } from "#rules/time/instant.ts";
import type { RecordUnderTest } from "./record-contract.ts";
import { lightOn, MORNING, transition } from "./sample-alerts.ts";

const later = (n: number) => after(MORNING, minutes(n));

/** What every record store promises about the trail as a whole. */
export const recordOfEvents = (under: () => RecordUnderTest): void => {
  describe("the trail as a whole", () => {
    const between = async (from: Instant, to: Instant) => {
      const events = [];
      for await (const part of under().store.eventsBetween(from, to)) events.push(...part);
      return events;
    };

    it("gives the events of a time in the order of their times, of one moment as they were recorded", async () => {
      const { store } = under();
      for (const [note, at] of [
        ["1", 2],
        ["2", 1],
        ["3", 2],
        ["4", 3],
        ["5", 0],
      ] as const)
        await store.commit(transition("noted", lightOn("a", { changedAt: later(at) }), { note }));
      expect((await between(later(1), later(3))).map(({ note }) => note)).toEqual(["2", "1", "3"]);
      expect(await between(later(3), later(3))).toEqual([]);
      expect((await between(later(3), later(4)))[0]).toEqual((await store.events("a"))[3]);
    });

    it("gives more events than it reads at once, each once", async () => {
      const { store } = under();
      const many = Array.from({ length: 2_300 }, (_, n) =>
        transition("seen", lightOn(`a${n % 7}`, { changedAt: later(n % 3) }), { note: String(n) }),
      );
      await Promise.all(many.map(commit => store.commit(commit)));
      const notes = (await between(later(0), later(9))).map(({ note }) => Number(note));
      const expected = Array.from(many, (_, n) => n).sort((a, b) => (a % 3) - (b % 3) || a - b);
      expect(notes).toEqual(expected);
    });

    it("what people did that is about no alert is on it too, and can be read by itself", async () => {
      const outOfService = {
        order: "WO-7",
        by: "王芳",
        compensation: "a guard at the door",
        at: later(1),
        until: later(60),
      };
      const taken = { is: "taken-out", target: "D3", at: later(1), by: "王芳", outOfService } as const;
      const back = { is: "put-back", target: "D3", at: later(60), by: null } as const;
      const present = { is: "present", person: "M1", at: later(60), by: "M1" } as const;
      const corrected = {
        is: "meter",
        meter: "M-main",
        what: "corrected",
        at: later(60),
        by: "F1",
        entry: "M-main/correction/1",
        detail: { kWh: -0.5 },
      } as const;
      const commit = transition("raised", lightOn("a"));
      await under().store.commit({ ...commit, transitions: [], deeds: [taken] });
      await under().store.commit({ ...commit, deeds: [back, present, corrected] });
      const store = await under().reopen();
      const deeds = (await store.deeds()).map(({ hash, ...deed }) => deed);
      expect(deeds).toEqual([
        { ...taken, seq: 1 },
        { ...back, seq: 2 },
        { ...present, seq: 3 },
        { ...corrected, seq: 4 },
      ]);
      const raised = await store.events("a");
      expect(raised.map(({ seq }) => seq)).toEqual([5]);
      expect(await store.head()).toEqual({ seq: 5, hash: raised[0]?.hash });
      expect(await store.activities()).toEqual([]);
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("an audit says how much it went over, and that all alerts are what their events make of them", async () => {
      const { store } = under();
      expect(await store.head()).toEqual({ seq: 0, hash: "0".repeat(64) });
      await store.commit(transition("raised", lightOn("old")));
      await store.commit(transition("raised", lightOn("a"), { change: lightOn("a") }));
      const cleared = lightOn("a", { condition: "clear", changedAt: later(5), clearedAt: later(5) });
      const change = { condition: "clear", changedAt: later(5), clearedAt: later(5) } as const;
      await store.commit(transition("cleared", cleared, { change }));
      expect(await store.verify()).toMatchObject({
        events: 3,
        span: { first: MORNING, last: later(5) },
        head: await store.head(),
        alerts: 2,
        skipped: 1,
        wrong: [],
        more: 0,
      });
    });

    it("an audit finds an alert that is not what its events make of it", async () => {
      const { store } = under();
      await store.commit(transition("raised", lightOn("a"), { change: lightOn("a", { priority: 4 }) }));
      expect((await store.verify()).wrong).toMatchObject([
        { is: "state-differs", alert: "a", fields: ["priority"] },
      ]);
    });
  });
};
