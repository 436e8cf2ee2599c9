import { statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Clock } from "#gateway/ports/clock.ts";
import { after, hours, type Instant } from "#rules/time/instant.ts";
import { temporary } from "../testing/temporary.ts";
import { TRENDS_NOW, type TrendsUnderTest, trendPoints, trendsContract } from "../testing/trends-contract.ts";
import { embeddedHistory } from "./embedded-history.ts";

const clockAt = (now: Instant): Clock => ({
  now: () => now,
  after: () => {
    throw new Error("not needed");
  },
  every: () => ({ stop: () => {} }),
});

/** @param cold  days that have files when all is kept, with their revisions */
const open = async (now: Instant, cold: readonly string[]): Promise<TrendsUnderTest> => {
  const { directory, remove } = temporary();
  // Midnight is in the middle of the readings here.
  const [timeZone, clock] = ["Pacific/Kiritimati", clockAt(now)];
  const keep = { readings: 400, minutes: 400, quarters: 400, classes: {} };
  const history = embeddedHistory({ directory, points: trendPoints(), timeZone, keep, clock, groupMs: 5 });
  await history.start();
  return {
    trends: history,
    keep: async readings => {
      history.append(readings);
      await history.flush();
      await history.tidy();
    },
    remove: async () => {
      const days = history.manifest().files.filter(({ is }) => is === "readings");
      expect(days.map(({ of, revision }) => `${of} ${revision}`)).toEqual(cold);
      const files = history.manifest().files.map(({ file }) => join("history", file));
      const sizes = ["history.db", "history.db-wal", ...files].map(
        file => statSync(join(directory, file)).size,
      );
      expect(history.bytes()).toBe(sizes.reduce((sum, size) => sum + size, 0));
      await history.stop();
      remove();
    },
  };
};

trendsContract("the embedded history, hot", () => open(TRENDS_NOW, []));
trendsContract("the embedded history, one day cold, one hot", () =>
  open(after(TRENDS_NOW, hours(12)), ["2025-07-08 2"]),
);
trendsContract("the embedded history, cold", () =>
  open(after(TRENDS_NOW, hours(48)), ["2025-07-08 2", "2025-07-09 2"]),
);
