import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { fakeSoundCard, type Heard } from "../sound-card.ts";
import type { Stage } from "../stage.ts";

/** What the guard hears. */
export const sound = (stage: Stage): void => {
  describe("the sound", () => {
    afterEach(() => stage.clear());

    const opened = () => stage.open({}, { before: fakeSoundCard, ownClock: true, person: "王伟" });
    const heard = async (page: Page): Promise<readonly number[]> => {
      const tones = await page.evaluate(() => {
        const { heard: all } = globalThis as unknown as { heard: Heard[] };
        return all.splice(0);
      });
      return tones.map(({ hz }) => hz);
    };
    const raise = (id: string, priority: number, more = {}) => {
      const door = stage.gateway.raise({ rule: "door-after-closing", target: "D2", openFor: 0, held: 0 });
      return stage.gateway.put({ ...door, id, priority, ...more });
    };
    const CRITICAL = [800, 1000, 800, 1000, 800, 1000, 800, 1000];

    it("a bar stays until the sound is opened by a touch; opened, it chimes once and is remembered", async () => {
      const page = await opened();
      const bar = page.getByRole("button", { name: "声音未开 · 点此开启" });
      await bar.waitFor();
      expect(await heard(page)).toEqual([]);
      await bar.click();
      await bar.waitFor({ state: "detached" });
      expect(await heard(page)).toEqual([440]);
      await page.reload();
      await bar.waitFor();
      await page.keyboard.press("j");
      await bar.waitFor({ state: "detached" });
    });

    it("a critical alert sounds again and again until it is taken; then the next highest; a silent one never", async () => {
      const page = await opened();
      await page.getByRole("button", { name: "声音未开 · 点此开启" }).click();
      await heard(page);
      const one = raise("one", 1);
      await page.locator("[data-alert=one]").waitFor();
      await page.clock.runFor(100);
      expect(await heard(page)).toEqual(CRITICAL);
      await page.clock.runFor(6_500);
      expect(await heard(page)).toEqual([...CRITICAL, ...CRITICAL]);
      stage.gateway.acknowledge(one.id, "王伟", "");
      const door = stage.gateway
        .alerts()
        .find(({ target, label }) => target === "D2" && label === "unacknowledged");
      await page.locator("[data-alert=one]").waitFor({ state: "detached" });
      await page.clock.runFor(2_000);
      expect(await heard(page)).toEqual([660, 660]);
      stage.gateway.acknowledge(door?.id ?? "", "王伟", "");
      raise("panic", 1, { isSilent: true });
      const panic = stage.gateway.alerts().find(({ target, priority }) => target === "D2" && priority === 2);
      stage.gateway.acknowledge(panic?.id ?? "", "王伟", "");
      await page.locator("[data-alert=panic]").waitFor();
      await page.clock.runFor(500);
      await heard(page);
      await page.clock.runFor(10_000);
      expect(await heard(page)).toEqual([]);
    });

    it("M mutes this console for two minutes and counts down; a new critical alert breaks it", async () => {
      const page = await opened();
      await page.getByRole("button", { name: "声音未开 · 点此开启" }).click();
      raise("one", 1);
      await page.locator("[data-alert=one]").waitFor();
      await page.keyboard.press("m");
      await page.clock.runFor(1_000);
      await page.getByText(/已静音，还剩 1:5\d/).waitFor();
      await heard(page);
      await page.clock.runFor(10_000);
      expect(await heard(page)).toEqual([]);
      raise("two", 1);
      await page.locator("[data-alert=two]").waitFor();
      await page.clock.runFor(100);
      expect(await heard(page)).toEqual(CRITICAL);
      expect(await page.getByText(/已静音/).count()).toBe(0);
    });

    it("a console that lost its gateway has a sound of its own", async () => {
      const page = await opened();
      await page.getByRole("button", { name: "声音未开 · 点此开启" }).click();
      await heard(page);
      stage.gateway.isDown = true;
      stage.gateway.cut();
      for (let second = 0; second < 20; second++) await page.clock.runFor(1_000);
      await page.locator(".shell.is-lost").waitFor();
      expect(await heard(page)).toEqual([500, 500]);
    });
  });
};
