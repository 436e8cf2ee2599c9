import { expect, it } from "vitest";
import type { History } from "#gateway/ports/history.ts";
import { after, instant, seconds } from "#rules/time/instant.ts";
import { fanOut } from "./fan-out.ts";
import { memoryHistory } from "./memory/history.ts";
import { MORNING } from "./testing/sample-alerts.ts";
import { good, samplePoints } from "./testing/sample-site.ts";

const memory = () => memoryHistory({ points: samplePoints(3) });

it("every history gets every reading, and the first that can read back answers", async () => {
  const [writeOnly, readable] = [{ ...memory(), name: "remote", range: async () => null }, memory()];
  const all = fanOut([writeOnly, readable]);
  await all.start();
  all.append([good(0, 1, MORNING), good(0, 2, after(MORNING, seconds(1)))]);
  await all.flush();
  const values = await all.range("hall.t0", instant(0), after(MORNING, seconds(9)), 9);
  expect(values?.map(({ value }) => value)).toEqual([1, 2]);
  expect(all.health()).toMatchObject({ state: "up", counts: { "memory.stored": 2 } });
  expect(await fanOut([writeOnly]).range("hall.t0", instant(0), MORNING, 9)).toBeNull();
  await all.stop();
});

it("one that cannot start stops those that have, and is the one to blame", async () => {
  const stopped: string[] = [];
  const part = (name: string): History => ({
    ...memory(),
    name,
    start: async () => {
      if (name === "second") throw new Error("no disk");
    },
    stop: async () => {
      stopped.push(name);
    },
  });
  await expect(fanOut(["first", "second", "third"].map(part)).start()).rejects.toThrow("no disk");
  expect(stopped).toEqual(["first"]);
});

it("its health is that of the part that is down", () => {
  const down: History = {
    ...memory(),
    name: "influx:x",
    health: () => ({
      name: "influx:x",
      state: "down",
      since: MORNING,
      lastError: "refused",
      counts: { waiting: 7 },
    }),
  };
  expect(fanOut([memory(), down]).health()).toMatchObject({
    name: "memory+influx:x",
    state: "down",
    lastError: "refused",
    counts: { "memory.waiting": 0, "influx:x.waiting": 7 },
  });
});
