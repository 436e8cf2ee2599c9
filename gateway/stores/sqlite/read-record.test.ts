import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { lightOn, transition } from "../testing/sample-alerts.ts";
import { canMount, smallDisk } from "../testing/small-disk.ts";
import { temporary } from "../testing/temporary.ts";
import { openLedger, recordPath } from "./ledger.ts";
import { auditDirectory, headOfDirectory } from "./read-record.ts";
import { commitRows } from "./record-rows.ts";
import { MIGRATIONS } from "./record-schema.ts";

const raised = (id: string) =>
  commitRows([transition("raised", lightOn(id), { change: lightOn(id) })], `token ${id}`);

describe("a record that is only read", () => {
  it("is seen with what its writer has not yet moved into the main file, and nothing of it is changed", () => {
    const place = temporary();
    const ledger = openLedger(place.directory);
    for (const id of ["a", "b"]) ledger.commit(raised(id));
    const before = readdirSync(place.directory);
    expect(auditDirectory(place.directory)).toMatchObject({ events: 2, alerts: 2, wrong: [] });
    expect(headOfDirectory(place.directory)).toMatchObject({ ...ledger.head(), at: lightOn("a").openedAt });
    ledger.commit(raised("c"));
    expect(auditDirectory(place.directory).events).toBe(3);
    expect(readdirSync(place.directory)).toEqual(before);
    ledger.close();
    place.remove();
  });

  it("has no end before anything was recorded", () => {
    const place = temporary();
    openLedger(place.directory).close();
    expect(headOfDirectory(place.directory)).toEqual({ seq: 0, hash: "0".repeat(64), at: null });
    expect(auditDirectory(place.directory)).toMatchObject({ events: 0, span: null, wrong: [] });
    place.remove();
  });

  it("may be of an earlier version, and is left as it is; of a later one it is refused", () => {
    const place = temporary();
    const tool = new DatabaseSync(recordPath(place.directory));
    for (const step of MIGRATIONS.slice(0, 3)) tool.exec(String(step));
    tool.exec("PRAGMA user_version = 3");
    expect(auditDirectory(place.directory)).toMatchObject({ events: 0, wrong: [] });
    expect(tool.prepare("PRAGMA user_version").get()?.user_version).toBe(3);
    tool.exec("PRAGMA user_version = 9");
    expect(() => auditDirectory(place.directory)).toThrow(expect.objectContaining({ code: "RECORD_NEWER" }));
    tool.close();
    place.remove();
  });

  it.skipIf(!canMount())(
    "may lie where nobody can write (skipped where no small disk can be mounted)",
    () => {
      const disk = smallDisk(32);
      const ledger = openLedger(disk.directory);
      ledger.commit(raised("a"));
      ledger.close();
      execFileSync("mount", ["-o", "remount,ro", dirname(disk.directory)]);
      expect(auditDirectory(disk.directory)).toMatchObject({ events: 1, wrong: [] });
      disk.remove();
    },
  );
});
