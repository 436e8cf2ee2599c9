import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { silent } from "#gateway/ports/log.ts";
import { lightOn, transition } from "../testing/sample-alerts.ts";
import { mailed, messageOf, raisedWith } from "../testing/sample-messages.ts";
import { closingOf, issueOfClosing } from "../testing/sample-papers.ts";
import { canMount, smallDisk } from "../testing/small-disk.ts";
import { temporary } from "../testing/temporary.ts";
import { recordPath } from "./ledger.ts";
import { sqliteRecord } from "./record.ts";

/** An alert with a megabyte of text. */
const heavy = (id: string) => transition("raised", lightOn(id), { note: "x".repeat(1_000_000) });

describe.skipIf(!canMount())("the record on a full disk (skipped where no small disk can be mounted)", () => {
  it("a commit that does not fit is refused whole, trying again works, and nothing acknowledged is lost", async () => {
    const disk = smallDisk(32);
    const told: string[] = [];
    const tell = (_fields: object, message: string) => told.push(message);
    const store = sqliteRecord({ directory: disk.directory, log: { ...silent, info: tell, warn: tell } });
    await store.start();
    await store.commit(transition("raised", lightOn("kept")));
    expect(existsSync(join(disk.directory, "ballast"))).toBe(true);
    disk.fill(400_000);

    await expect(store.commit(heavy("big"))).rejects.toMatchObject({ code: "RECORD_FULL", retry: true });
    expect(await store.alert("big")).toBeNull();
    expect(existsSync(join(disk.directory, "ballast"))).toBe(false);
    await store.commit(heavy("big"));
    await store.commit(transition("raised", lightOn("small")));
    expect(told).toEqual(["disk full: ballast dropped to go on recording"]);

    disk.free();
    await store.stop();
    const again = sqliteRecord({ directory: disk.directory });
    await again.start();
    expect(existsSync(join(disk.directory, "ballast"))).toBe(true);
    const ids = (await again.alerts({ state: "all", limit: 9 })).map(alert => alert.id);
    expect(ids).toEqual(["big", "kept", "small"]);
    expect((await again.verify()).wrong).toEqual([]);
    await again.stop();
    disk.remove();
  });

  it("what waits behind a commit that does not fit fails with it, so that the order stays", async () => {
    const disk = smallDisk(32);
    const store = sqliteRecord({ directory: disk.directory });
    await store.start();
    disk.fill(400_000);
    const asked = [heavy("first"), transition("raised", lightOn("second"))];
    const outcomes = await Promise.allSettled(asked.map(commit => store.commit(commit)));
    expect(outcomes.map(outcome => outcome.status)).toEqual(["rejected", "rejected"]);
    for (const commit of asked) await store.commit(commit);
    expect((await store.events("second")).map(event => event.seq)).toEqual([2]);
    await store.stop();
    disk.remove();
  });

  it("a delivery that does not fit is refused, and its message waits on until it does", async () => {
    const disk = smallDisk(32);
    const store = sqliteRecord({ directory: disk.directory });
    await store.start();
    const message = messageOf(["a"]);
    await store.commit(raisedWith("a", [message]));
    disk.fill(400_000);
    const sent = mailed(message, "sent", { detail: "x".repeat(1_000_000) });
    await expect(store.delivered([sent])).rejects.toMatchObject({ code: "RECORD_FULL", retry: true });
    expect(await store.outbox()).toEqual([{ message, deliveries: [] }]);
    await store.delivered([sent]);
    expect(await store.outbox()).toEqual([]);
    await store.stop();
    disk.remove();
  });

  it("a certificate that does not fit is refused whole, and takes its place in the chain when it does", async () => {
    const disk = smallDisk(32);
    const store = sqliteRecord({ directory: disk.directory });
    await store.start();
    await store.commit(issueOfClosing(closingOf(1)));
    disk.fill(400_000);
    const en = "x".repeat(1_000_000);
    const large = issueOfClosing(closingOf(2, { siteName: { zh: "", en } }));
    await expect(store.commit(large)).rejects.toMatchObject({ code: "RECORD_FULL", retry: true });
    expect((await store.certificates({ limit: 9 })).map(({ seq }) => seq)).toEqual([1]);
    expect(await store.paper("standing", closingOf(2).id)).toBeNull();
    await store.commit(large);
    expect((await store.certificates({ limit: 9 })).map(({ seq }) => seq)).toEqual([2, 1]);
    expect((await store.verify()).wrong).toEqual([]);
    await store.stop();
    disk.remove();
  });

  it("a disk without room even for an empty record stops the start with a clear text", async () => {
    const disk = smallDisk(1);
    disk.fill(0);
    await expect(sqliteRecord({ directory: disk.directory }).start()).rejects.toMatchObject({
      code: "RECORD_FULL",
      message: `${recordPath(disk.directory)}: open: the disk is full`,
    });
    disk.remove();
  });
});

it("a record written by a later version is refused, not changed", async () => {
  const place = temporary();
  const later = new DatabaseSync(recordPath(place.directory));
  later.exec("CREATE TABLE alert (new TEXT); PRAGMA user_version = 7");
  later.close();
  await expect(sqliteRecord(place).start()).rejects.toMatchObject({
    code: "RECORD_NEWER",
    retry: false,
    message: expect.stringMatching(/record\.db: its schema 7 is newer than schema 5 of this Hallwatch/),
  });
  const tool = new DatabaseSync(recordPath(place.directory));
  expect(tool.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "alert" }]);
  tool.close();
  place.remove();
});

it("a file that is not a database is refused with its path", async () => {
  const place = temporary();
  writeFileSync(
    recordPath(place.directory),
    "not a database, by far not one, but longer than its header".repeat(9),
  );
  await expect(sqliteRecord(place).start()).rejects.toMatchObject({
    code: "RECORD_FAILED",
    retry: false,
    message: expect.stringMatching(/record\.db: open: file is not a database/),
  });
  place.remove();
});
