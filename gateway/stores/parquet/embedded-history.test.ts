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
import { embeddedHistory } from "./embedded-history.ts";

/** A history whose days are all closed: what was flushed is brought to cold files whenever somebody looks. */
const open = async (): Promise<HistoryUnderTest> => {
  const { directory, remove } = temporary();
  const begin = async () => {
    const begun = embeddedHistory({
      directory,
      points: samplePoints(9),
      timeZone: "Asia/Shanghai",
      keep: { readings: 36_500, minutes: 36_500, quarters: 36_500, classes: {} },
      clock: systemClock(),
      groupMs: 20,
    });
    await begun.start();
    return begun;
  };
  let history = await begin();
  const range: typeof history.range = async (...asked) => {
    await history.flush();
    await history.tidy();
    return history.range(...asked);
  };
  return {
    history: { ...history, range },
    reopen: async () => {
      await history.stop();
      history = await begin();
      return { ...history, range };
    },
    found: async point => {
      const all = await range(point, instant(0), instant(Number.MAX_SAFE_INTEGER), 1e9);
      return (all ?? []).filter(({ quality }) => quality !== "bad").map(({ at, value }) => ({ at, value }));
    },
    remove: async () => {
      await history.stop();
      remove();
    },
  };
};

historyContract("hot and cold", open);
exactContract("hot and cold", open);
rangeContract("hot and cold", open);
