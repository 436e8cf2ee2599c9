import type { Clock } from "#gateway/ports/clock.ts";
import { temporary } from "../testing/temporary.ts";
import { TRENDS_NOW, type TrendsUnderTest, trendPoints, trendsContract } from "../testing/trends-contract.ts";
import { embeddedHistory } from "./embedded-history.ts";

/** Only `now` counts: nothing is tidied by itself. */
const clock: Clock = {
  now: () => TRENDS_NOW,
  after: () => ({ stop: () => {} }),
  every: () => ({ stop: () => {} }),
};

const opener = (fewReadings: number) => async (): Promise<TrendsUnderTest> => {
  const { directory, remove } = temporary();
  const keep = { readings: 9_999, minutes: 9_999, quarters: 9_999, classes: {} };
  const points = trendPoints();
  const history = embeddedHistory({
    directory,
    points,
    timeZone: "Asia/Shanghai",
    keep,
    clock,
    groupMs: 5,
    fewReadings,
  });
  await history.start();
  return {
    trends: history,
    keep: async readings => {
      history.append(readings);
      await history.flush();
    },
    remove: async () => {
      await history.stop();
      remove();
    },
  };
};

trendsContract("the embedded history", opener(20_000));
