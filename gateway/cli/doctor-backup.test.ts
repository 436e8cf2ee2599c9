import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Site } from "#rules/site/model.ts";
import { instant } from "#rules/time/instant.ts";
import { takeBackup } from "../backup/take.ts";
import { sampleHall } from "../backup/testing/sample-hall.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { backupFinding } from "./doctor-backup.ts";
import { wordsOf } from "./words/language.ts";

const place = temporary();
afterAll(() => place.remove());
const to = join(place.directory, "backups");
const NIGHT = Date.parse("2025-07-08T18:30:00Z");
const found = (hoursLater: number, plan: Site["backup"] = { to, atMinute: 150, keep: 2 }) => {
  const site = { id: "hall-a", ...(plan && { backup: plan }) } as Site;
  const { mark, text } = backupFinding(site, NIGHT + hoursLater * 3_600_000, wordsOf("en"));
  return `${mark}: ${text}`;
};

test("doctor says that the place is missing, that there is none yet, and how old the last one is", async () => {
  expect(found(0)).toBe(`bad: ${to} is not there: make it, or mount its disk`);
  mkdirSync(to);
  expect(found(0)).toBe(`warn: no backup of this hall in ${to} yet`);
  const data = join(place.directory, "data");
  await sampleHall(data, 1);
  takeBackup({ data, to, site: "hall-a", version: "1", at: instant(NIGHT), spareBytes: 0 });
  expect([found(25.9), found(27)]).toEqual([
    "ok: the last one is 25 hours old",
    "bad: the last one is 27 hours old",
  ]);
});
