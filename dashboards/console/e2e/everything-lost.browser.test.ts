import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import { noBrowser } from "../testing/chromium.ts";
import { board } from "./testing/boards.ts";
import { Consoles, type OpenConsole } from "./testing/consoles.ts";
import { LargeHall, POINTS } from "./testing/large-hall.ts";

const PATHS = ["/api/health", "/api/alerts", "/api/points"];
/** 200 ms is the aim; tests that run beside it share its two cores. `bench/alert-latency.ts` measures it alone. */
const ANSWER_MS = 2 * 200;
const MOST_ASKED = 2_000;

/** Asks for pages one after the other until told to stop; the answers' times in ms, sorted. */
const askAllTheTime = (url: string): (() => Promise<readonly number[]>) => {
  const tookMs: number[] = [];
  let isOver = false;
  const asking = (async () => {
    for (let n = 0; !isOver && n < MOST_ASKED; n++) {
      const begun = performance.now();
      await (await fetch(`${url}${PATHS[n % PATHS.length]}`)).arrayBuffer();
      tookMs.push(performance.now() - begun);
      await pause(20);
    }
  })();
  return async () => {
    isOver = true;
    await asking;
    return tookMs.toSorted((a, b) => a - b);
  };
};

describe.skipIf(noBrowser !== "")(
  "everything is lost at once (skipped where Chromium is not installed)",
  () => {
    const hall = new LargeHall();
    const consoles = new Consoles();
    let desk: OpenConsole;
    beforeAll(async () => {
      await Promise.all([consoles.start(), hall.start()]);
      desk = await consoles.open(hall.gateway.api.url, { language: "zh", width: 1440 });
    });
    afterAll(async () => {
      await consoles.stop();
      await hall.stop();
    });

    it.each([
      { what: "a Modbus line", devices: hall.line, target: "modbus:plant", earlier: 0 },
      { what: "all that is on the broker", devices: hall.doors, target: "mqtt", earlier: 1 },
    ])(
      "$what: three hundred points gone are one alert, one row, three messages at most, and the gateway answers at once",
      async ({ devices, target, earlier }) => {
        const { api } = hall.gateway;
        const stopAsking = askAllTheTime(api.url);
        await devices.vanish();
        await until("all of them are blind", async () => (await hall.blind()) >= POINTS * (earlier + 1));
        await until("it is told", async () => (await api.alerts()).length > earlier);
        const found = (await api.alerts()).find(alert => alert.target === target);
        await until("somebody is told", () => hall.messagesOf(found?.id ?? "") > 0);
        // Long enough for every single source to have been told by itself: a minute of hold, and another.
        await pause(6_000);
        const tookMs = await stopAsking();
        const all = await api.alerts("all");
        expect(all.map(alert => alert.target).toSorted()).toEqual(
          ["modbus:plant", "mqtt"].slice(0, earlier + 1),
        );
        expect(new Set(found?.evidence.map(({ point }) => point)).size).toBe(POINTS);
        expect(hall.messagesOf(found?.id ?? "")).toBeLessThanOrEqual(3);
        await board(desk.page);
        await desk.page.locator(`[data-alert="${found?.id}"]`).waitFor();
        expect(await desk.page.locator(".row").count()).toBe(earlier + 1);
        const p95 = tookMs[Math.floor(tookMs.length * 0.95)];
        expect(p95).toBeLessThan(ANSWER_MS);
        console.log(
          `${target}: ${tookMs.length} answers, p50 ${tookMs[tookMs.length >> 1]?.toFixed(1)} ms, p95 ${p95?.toFixed(1)} ms, max ${tookMs.at(-1)?.toFixed(1)} ms, ${hall.messagesOf(found?.id ?? "")} messages`,
        );
      },
      60_000,
    );

    it("the console has done nothing wrong meanwhile", () => {
      expect(desk.faults).toEqual([]);
    });
  },
);
