import { describe, expect, it } from "vitest";
import { certificateHash, certificateText, FIRST_CERTIFICATE } from "#gateway/ports/certificate-hash.ts";
import type { PaperQuery } from "#gateway/ports/papers.ts";
import type { RecordStore } from "#gateway/ports/record.ts";
import type { Entry } from "#rules/routine/clerk.ts";
import { after, minutes } from "#rules/time/instant.ts";
import type { RecordUnderTest } from "./record-contract.ts";
import { MORNING } from "./sample-alerts.ts";
import { closingOf, issueOfClosing, taskPaper, withPapers } from "./sample-papers.ts";

/** What every record store promises about papers and certificates. */
export const recordOfPapers = (under: () => RecordUnderTest): void => {
  describe("papers and certificates", () => {
    const ids = async (store: RecordStore, query: Partial<PaperQuery> = {}) =>
      (await store.papers({ kind: "task", limit: 9, ...query })).papers.map(({ id }) => id);

    it("a paper is kept as it stands now, and those that are open are loaded, also after a restart", async () => {
      const { store: before } = under();
      const done = taskPaper("toilets/2025-07-08", { isOpen: false, value: { state: "done" } });
      await before.commit(withPapers([taskPaper("toilets/2025-07-08"), taskPaper("rain/2025-07-08")]));
      await before.commit(withPapers([done, taskPaper("T1", { kind: "ticket" })]));
      const store = await under().reopen();
      expect(await store.paper("task", "toilets/2025-07-08")).toEqual(done);
      expect(await store.paper("ticket", "toilets/2025-07-08")).toBeNull();
      expect((await store.load())?.papers).toEqual([
        taskPaper("rain/2025-07-08"),
        taskPaper("T1", { kind: "ticket" }),
      ]);
    });

    it("papers are listed by business day, the latest first, open and ended apart, page by page", async () => {
      const { store } = under();
      const day = (id: string, date: string, minute: number, isOpen: boolean) =>
        taskPaper(id, { day: date, at: after(MORNING, minutes(minute)), isOpen });
      await store.commit(
        withPapers([
          day("a", "2025-07-07", 9, false),
          day("b", "2025-07-08", 1, true),
          day("c", "2025-07-08", 2, false),
          day("d", "2025-07-08", 2, true),
          day("e", "2025-07-09", 0, false),
          taskPaper("t", { kind: "ticket" }),
        ]),
      );
      expect(await ids(store)).toEqual(["e", "c", "d", "b", "a"]);
      expect(await ids(store, { isOpen: true })).toEqual(["d", "b"]);
      expect(await ids(store, { isOpen: false, to: "2025-07-08" })).toEqual(["c", "a"]);
      expect(await ids(store, { from: "2025-07-08", to: "2025-07-08" })).toEqual(["c", "d", "b"]);
      expect(await ids(store, { beginning: "c" })).toEqual(["c"]);
      expect([await store.firstDay("task"), await store.firstDay("handover")]).toEqual(["2025-07-07", null]);
      const pages: string[][] = [];
      for (let before: string | undefined | null; before !== null; ) {
        const page = await store.papers({ kind: "task", limit: 2, ...(before && { before }) });
        pages.push(page.papers.map(({ id }) => id));
        before = page.next;
      }
      expect(pages).toEqual([["e", "c"], ["d", "b"], ["a"]]);
      await expect(store.papers({ kind: "task", limit: 2, before: "x" })).rejects.toThrow(RangeError);
    });

    it("what happened to a paper is on the trail and can be read by itself", async () => {
      const entry = (paper: string, what: string, by: string | null): Entry => ({
        is: "entry",
        kind: "ticket",
        paper,
        what,
        at: MORNING,
        by,
        detail: { note: "备件" },
      });
      const mine = [entry("T1", "opened", "M1"), entry("T1", "late", null)];
      await under().store.commit(withPapers([], [mine[0]!, entry("T12", "opened", "M1"), mine[1]!]));
      const store = await under().reopen();
      const entries = (await store.entries("ticket", "T1")).map(({ hash: _, ...rest }) => rest);
      expect(entries).toEqual([
        { ...mine[0], seq: 1 },
        { ...mine[1], seq: 3 },
      ]);
      expect(await store.deeds()).toEqual([]);
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("certificates are a chain of their own, each over the one before", async () => {
      const [first, second] = [closingOf(1, { scope: "partial" }), closingOf(2)];
      await under().store.commit(issueOfClosing(first));
      await under().store.commit(issueOfClosing(second));
      const store = await under().reopen();
      const hash = certificateHash(FIRST_CERTIFICATE, certificateText(first));
      const issued = [
        {
          seq: 2,
          certificate: second,
          hash: certificateHash(hash, certificateText(second)),
          previous: hash,
        },
        { seq: 1, certificate: first, hash, previous: null },
      ];
      expect(await store.certificates({ limit: 9 })).toEqual(issued);
      expect(await store.certificates({ limit: 1 })).toEqual([issued[0]]);
      expect(await store.certificates({ kind: "opening", limit: 9 })).toEqual([]);
      expect(await store.certificates({ to: "2025-07-07", limit: 9 })).toEqual([]);
      expect(await store.certificate(first.id)).toEqual(issued[1]);
      expect(await store.certificate("closing-2025-07-08-3")).toBeNull();
      expect(await store.verify()).toMatchObject({ certificates: 2, wrong: [] });
    });

    it("what was issued stays as it is: the same once more is harmless, another one is refused whole", async () => {
      const { store } = under();
      await store.commit(issueOfClosing(closingOf(1)));
      const before = await store.certificates({ limit: 9 });
      await store.commit(withPapers(issueOfClosing(closingOf(1)).papers));
      const other = issueOfClosing(closingOf(1, { scope: "partial" }));
      const refused = store.commit({ ...other, papers: [taskPaper("a"), ...other.papers] });
      await expect(refused).rejects.toMatchObject({ code: "RECORD_FAILED", retry: false });
      expect(await store.certificates({ limit: 9 })).toEqual(before);
      expect(await store.paper("task", "a")).toBeNull();
      expect((await store.verify()).wrong).toEqual([]);
    });

    it("an audit finds a certificate of whose issue the trail says nothing", async () => {
      const { store } = under();
      await store.commit({ ...issueOfClosing(closingOf(1)), deeds: [] });
      expect((await store.verify()).wrong).toEqual([
        { is: "certificate", seq: null, certificate: closingOf(1).id, how: "inserted" },
      ]);
    });
  });
};
