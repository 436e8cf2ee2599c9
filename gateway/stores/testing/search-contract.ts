import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { AlertSearch, Commit, RecordStore } from "#gateway/ports/record.ts";
import type { Alert, AlertEvent } from "#rules/alert/alert.ts";
import { changeOf } from "#rules/alert/fold.ts";
import { after, millis, minutes } from "#rules/time/instant.ts";
import { memoryRecord } from "../memory/record.ts";
import { lightOn, MORNING, transition } from "./sample-alerts.ts";

const later = (n: number) => after(MORNING, minutes(n));
const soon = (n: number) => after(MORNING, millis(n));

const door: Partial<Alert> = {
  fact: "door-not-secured",
  target: "D3",
  targetName: { zh: "后门", en: "Back door" },
  zone: "lobby",
  title: { zh: "门未上锁", en: "Door not locked" },
  priority: 2,
  clauses: lightOn("x").clauses.map(finding => ({ ...finding, clause: "GA-5.3-8b", rule: "door-locked" })),
};

const told = (is: AlertEvent["is"], before: Alert, now: Alert, more: Partial<AlertEvent>): Commit =>
  transition(is, now, { change: changeOf(before, now), ...more });

/** What every record store promises about finding alerts again. */
export const recordOfSearches = (store: () => RecordStore): void => {
  describe("finding alerts again", () => {
    beforeEach(async () => {
      const alerts = [
        lightOn("light", { openedAt: later(1) }),
        lightOn("door", { ...door, openedAt: later(2) }),
        lightOn("plug", { openedAt: later(3), class: "energy", priority: 4, target: "P-31" }),
      ];
      for (const alert of alerts) await store().commit(transition("raised", alert, { change: alert }));
      const [, back] = alerts as [Alert, Alert, Alert];
      const acknowledgement = { by: "王芳", note: "钥匙在值班室", at: later(5) };
      const seen = { ...back, acknowledgement };
      await store().commit(told("acknowledged", back, seen, { by: "王芳", note: acknowledgement.note }));
      await store().commit(told("noted", seen, seen, { by: "Li Wei", note: "Lock is worn out" }));
      await store().commit(told("closed", seen, { ...seen, closedAt: later(9) }, {}));
    });

    const found = async (query: Partial<AlertSearch>): Promise<readonly string[]> =>
      (await store().search({ limit: 10, ...query })).alerts.map(({ id }) => id);

    it("by any of its words, by who did something, by what it is and when, or by several at once", async () => {
      const cases: readonly (readonly [string, Partial<AlertSearch>, readonly string[]])[] = [
        ["nothing in particular: all, newest first", {}, ["plug", "door", "light"]],
        ["a Chinese word of the title", { text: "亮灯" }, ["plug", "light"]],
        ["one character", { text: "门" }, ["door"]],
        ["the beginning of an English word, in any case", { text: "LIG" }, ["plug", "light"]],
        ["two words that stand apart", { text: "door lock" }, ["door"]],
        ["two words of which one is missing", { text: "door lights" }, []],
        ["a target", { text: "p-31" }, ["plug"]],
        ["a zone", { text: "lobby" }, ["door"]],
        ["a clause", { text: "GA-5.3-8b" }, ["door"]],
        ["a fact", { text: "light-on" }, ["plug", "light"]],
        ["what somebody wrote", { text: "值班室" }, ["door"]],
        ["what somebody wrote later", { text: "worn" }, ["door"]],
        ["a name as a word", { text: "王芳" }, ["door"]],
        ["signs that mean something to a database", { text: '"*) OR (^ -' }, []],
        ["a person", { person: "Li Wei" }, ["door"]],
        ["part of a person's name", { person: "Li" }, []],
        ["a priority", { priority: 4 }, ["plug"]],
        ["a class", { class: "security" }, ["door", "light"]],
        ["what is open", { state: "open" }, ["plug", "light"]],
        ["what is closed", { state: "closed" }, ["door"]],
        ["all, open or closed", { state: "all" }, ["plug", "door", "light"]],
        ["a time, its end not included", { from: later(1), to: later(3) }, ["door", "light"]],
        [
          "several things at once",
          { text: "亮灯", class: "energy", state: "open", from: later(2) },
          ["plug"],
        ],
        ["more words than anybody types", { text: "door ".repeat(400) }, ["door"]],
      ];
      const seen = [];
      for (const [what, query] of cases) seen.push([what, await found(query)]);
      expect(seen).toEqual(cases.map(([what, , ids]) => [what, ids]));
    });

    it("an alert is found by what it is now, not by what it was", async () => {
      const before = lightOn("light", { openedAt: later(1) });
      await store().commit(told("worsened", before, { ...before, priority: 1 }, {}));
      expect(await found({ priority: 1 })).toEqual(["light"]);
      expect(await found({ priority: 3 })).toEqual([]);
    });

    it("page by page everything comes once, also what was found in the same moment and while more is found", async () => {
      for (let n = 0; n < 7; n += 1)
        await store().commit(transition("raised", lightOn(`same${n}`, { openedAt: later(4) })));
      const pages: string[][] = [];
      let before: string | undefined;
      do {
        const { alerts, next } = await store().search({
          text: "亮灯",
          limit: 2,
          ...(before && { before }),
        });
        pages.push(alerts.map(({ id }) => id));
        before = next ?? undefined;
        await store().commit(
          transition("raised", lightOn(`new${pages.length}`, { openedAt: later(20 + pages.length) })),
        );
      } while (before !== undefined);
      expect(pages).toEqual([
        ["same6", "same5"],
        ["same4", "same3"],
        ["same2", "same1"],
        ["same0", "plug"],
        ["light"],
      ]);
    });

    it("a place that no search has told is refused", async () => {
      await expect(store().search({ limit: 1, before: "'; DROP" })).rejects.toThrow(RangeError);
    });

    it("finds what going over all alerts finds", async () => {
      const plain = memoryRecord();
      await plain.start();
      const words = ["门", "大厅", "大厅门", "厅", "lamp", "la", "D3", "3"];
      let count = 0;
      const commit = fc
        .record({
          at: fc.nat(3),
          zh: fc.constantFrom(...words),
          priority: fc.constantFrom(1, 2, 3, 4),
          note: fc.constantFrom(...words),
          by: fc.constantFrom("A", "A B"),
          isClosed: fc.boolean(),
        })
        .map(({ at, zh, priority, note, by, isClosed }) => {
          const title = { zh, en: note };
          const openedAt = soon(at);
          const closedAt = isClosed ? later(1) : null;
          count += 1;
          return transition(
            "raised",
            lightOn(`r${count}`, { openedAt, title, closedAt, priority: priority as Alert["priority"] }),
            { by, note },
          );
        });
      const query = fc.record(
        {
          text: fc.constantFrom(...words, "大厅 lamp", "lamp D"),
          priority: fc.constantFrom(1, 2, 3, 4),
          person: fc.constantFrom("a", "A B"),
          state: fc.constantFrom("open", "closed", "all"),
          from: fc.nat(3).map(soon),
          limit: fc.integer({ min: 1, max: 30 }),
        },
        { requiredKeys: ["limit"] },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(commit, { maxLength: 4 }), query, async (commits, asked) => {
          for (const each of commits) for (const record of [plain, store()]) await record.commit(each);
          const to = later(1);
          const mine = await store().search({ ...asked, to } as AlertSearch);
          const theirs = await plain.search({ ...asked, to } as AlertSearch);
          expect(mine.alerts.map(({ id }) => id)).toEqual(theirs.alerts.map(({ id }) => id));
          expect(mine.next).toBe(theirs.next);
        }),
        { seed: 4, numRuns: 120 },
      );
    });
  });
};
