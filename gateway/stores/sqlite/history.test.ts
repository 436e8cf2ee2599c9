import { systemClock } from "#gateway/ports/clock.ts";
import { instant } from "#rules/time/instant.ts";
import {
  exactContract,
  type HistoryUnderTest,
  historyContract,
  rangeContract,
} from "../testing/history-contract.ts";
import { samplePoints } from "../testing/sample-site.ts";
import { temporary } from "../testing/temporary.ts";
import { sqliteHistory } from "./history.ts";

const open = async (): Promise<HistoryUnderTest> => {
  const { directory, remove } = temporary();
  const begin = async () => {
    const begun = sqliteHistory({
      directory,
      points: samplePoints(9),
      keepDays: 36_500,
      clock: systemClock(),
    });
    await begun.start();
    return begun;
  };
  let history = await begin();
  return {
    history,
    reopen: async () => {
      await history.stop();
      history = await begin();
      return history;
    },
    found: async point => {
      const all = await history.range(point, instant(0), instant(Number.MAX_SAFE_INTEGER), 1e9);
      return (all ?? []).filter(({ quality }) => quality !== "bad").map(({ at, value }) => ({ at, value }));
    },
    remove: async () => {
      await history.stop();
      remove();
    },
  };
};

historyContract("sqlite", open);
exactContract("sqlite", open);
rangeContract("sqlite", open);
