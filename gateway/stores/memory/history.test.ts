import { instant } from "#rules/time/instant.ts";
import {
  exactContract,
  type HistoryUnderTest,
  historyContract,
  rangeContract,
} from "../testing/history-contract.ts";
import { samplePoints } from "../testing/sample-site.ts";
import { memoryHistory } from "./history.ts";

const open = async (): Promise<HistoryUnderTest> => {
  const history = memoryHistory({ points: samplePoints(9) });
  await history.start();
  return {
    history,
    reopen: async () => history,
    found: async point => {
      const all = await history.range(point, instant(0), instant(Number.MAX_SAFE_INTEGER), 1e9);
      return (all ?? []).filter(({ quality }) => quality !== "bad").map(({ at, value }) => ({ at, value }));
    },
    remove: async () => {},
  };
};

historyContract("memory", open);
exactContract("memory", open);
rangeContract("memory", open);
