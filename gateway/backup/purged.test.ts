import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { hours, instant } from "#rules/time/instant.ts";
import { readAnchors } from "../stores/audit/anchors.ts";
import { anchorsPath } from "../stores/audit/anchors-file.ts";
import { openLedger } from "../stores/sqlite/ledger.ts";
import { auditDirectory } from "../stores/sqlite/read-record.ts";
import { dayAfter, writeDays } from "../stores/testing/long-record.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { restoreBackup } from "./restore.ts";
import { takeBackup } from "./take.ts";

const DAYS = 260;
const ORDER = { keepDays: 200, timeZone: "Asia/Shanghai", now: dayAfter(DAYS) };

const place = temporary();
const data = join(place.directory, "data");
const to = join(place.directory, "backups");
afterAll(() => place.remove());

it("a backup that is taken before, amid and after a purge of the record restores to a record that is as it was recorded", () => {
  for (const directory of [data, to]) mkdirSync(directory);
  const ledger = openLedger(data);
  writeDays(data, ledger, { to: DAYS, special: { 7: { ticket: "open" } } });
  const { anchors } = readAnchors(anchorsPath(data));
  const restoredAt = (step: number) => {
    const at = instant(dayAfter(DAYS) + hours(step));
    const { directory } = takeBackup({ data, to, site: "hall-a", version: "1", at, spareBytes: 0 });
    const target = join(place.directory, `restored-${step}`);
    expect(restoreBackup({ backup: directory, data: target, site: join(target, "site") }).is).toBe(
      "restored",
    );
    const { wrong, events, beginning } = auditDirectory(target);
    expect([step, wrong]).toEqual([step, []]);
    expect(readAnchors(anchorsPath(target)).anchors).toEqual(anchors);
    return { events, beginning: beginning?.seq ?? 0, target };
  };
  const seen = [restoredAt(0)];
  const steps = ledger.purge(anchors, ORDER);
  for (let step = 1, turn = steps.next(); !turn.done; step += 1, turn = steps.next())
    seen.push(restoredAt(step));
  seen.push(restoredAt(seen.length));
  ledger.close();
  // Some were taken amid it: after the first of its transactions, and before the last.
  expect(new Set(seen.map(({ events }) => events)).size).toBeGreaterThan(2);
  expect([seen[0]?.beginning, (seen.at(-1)?.beginning ?? 0) > 0]).toEqual([0, true]);

  // What was restored from amid it is purged to the same end.
  const { target } = seen[seen.length >> 1]!;
  const again = openLedger(target);
  const rest = again.purge(readAnchors(anchorsPath(target)).anchors, ORDER);
  while (!rest.next().done);
  again.close();
  expect(auditDirectory(target)).toMatchObject({ wrong: [], beginning: { seq: seen.at(-1)?.beginning } });
});
