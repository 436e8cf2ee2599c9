import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";

/** In the page: how long each key took from being pressed until the screen showed what it did, in ms. */
const watchKeys = (): void => {
  const keyMs: number[] = [];
  Object.assign(globalThis, { keyMs });
  new PerformanceObserver(list => {
    for (const { name, duration } of list.getEntries()) if (name === "keydown") keyMs.push(duration);
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
};

/** The browser tells of no key that took less than this. */
const UNTOLD_MS = 16;

/**
 * Presses J again and again, a tenth of a second apart.
 *
 * @returns from each key to the next paint, in ms, shortest first; what the browser does not tell of counts as 16 ms
 */
export const keyLatencies = async (page: Page, presses: number): Promise<readonly number[]> => {
  await page.evaluate(watchKeys);
  for (let n = 0; n < presses; n++) {
    await page.keyboard.press(n % 50 < 25 ? "j" : "k");
    await pause(100);
  }
  await pause(500);
  const told = await page.evaluate(() => (globalThis as unknown as { keyMs: number[] }).keyMs.splice(0));
  const untold = Array.from({ length: Math.max(0, presses - told.length) }, () => UNTOLD_MS);
  return [...untold, ...told].toSorted((a, b) => a - b);
};

/** In the page: when the row of each alert was first painted, in ms since 1970, by the thing it is about. */
const watchRows = (): void => {
  const paintedAt: Record<string, number> = {};
  Object.assign(globalThis, { paintedAt });
  const seen = (row: Element) => {
    const [, , target = ""] = row.getAttribute("data-alert")?.split(".") ?? [];
    requestAnimationFrame(() =>
      setTimeout(() => {
        paintedAt[target] ??= performance.timeOrigin + performance.now();
      }),
    );
  };
  new MutationObserver(changes => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
      if (node instanceof Element)
        for (const row of [node, ...node.querySelectorAll("[data-alert]")])
          if (row.hasAttribute("data-alert")) seen(row);
  }).observe(document.body, { childList: true, subtree: true });
};

/**
 * Makes something happen to each thing in turn and waits for its row.
 *
 * @param happen  makes it happen
 * @returns       from that until the row was painted, in ms, shortest first
 */
export const paintLatencies = async (
  page: Page,
  things: readonly string[],
  happen: (thing: string) => void,
): Promise<readonly number[]> => {
  await page.evaluate(watchRows);
  const tookMs: number[] = [];
  for (const thing of things) {
    const begunAt = Date.now();
    happen(thing);
    const painted = await page.waitForFunction(
      id => (globalThis as unknown as { paintedAt: Record<string, number> }).paintedAt[id],
      thing,
    );
    tookMs.push(Number(await painted.jsonValue()) - begunAt);
  }
  return tookMs.toSorted((a, b) => a - b);
};
