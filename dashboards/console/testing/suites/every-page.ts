import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certifiedHall } from "../certified-hall.ts";
import { troubledEvening } from "../evening.ts";
import type { FakeGateway } from "../fake-gateway.ts";
import { brokenThings, eveningHandover } from "../handed-over.ts";
import { busyNight } from "../night.ts";
import { hanTexts, smallTargets, smallTexts } from "../page-checks.ts";
import { powerCut } from "../power-cut.ts";
import { twoWeeks } from "../shifts.ts";
import { type Faults, type Look, type Stage, sideways } from "../stage.ts";
import { allViews } from "../views.ts";
import { workingDay } from "../working-day.ts";

/** All views one after another, on a machine that does other things as well. */
const ALL_VIEWS_MS = 60_000;

/** What must hold on every page, in both languages, on a desk and on a phone. */
export const everyPage = (stage: Stage): void => {
  let night: Readonly<Record<string, string>> = {};
  const views = allViews(
    () => stage.gateway,
    () => night,
  );
  const looks: readonly Look[] = (["zh", "en"] as const).flatMap(language =>
    ([1440, 390] as const).map(width => ({
      language,
      width,
      theme: language === "zh" ? ("day" as const) : ("night" as const),
    })),
  );
  describe.each(looks)("in $language at $width px by $theme", look => {
    const faults: Faults = [];
    let page: Page;
    beforeAll(async () => {
      troubledEvening(stage.gateway);
      night = { ...busyNight(stage.gateway), cut: powerCut(stage.gateway) };
      night = { ...night, ...brokenThings(stage.gateway), handover: eveningHandover(stage.gateway, 42).id };
      twoWeeks(stage.gateway);
      certifiedHall(stage.gateway);
      workingDay(stage.gateway);
      announced(stage.gateway);
      switched(stage.gateway);
      page = await stage.open(look, { faults });
    });
    afterAll(() => stage.clear());

    it.each(views)("axe has nothing against $name, and it fits", async ({ show }) => {
      await show(page);
      expect(await stage.axe(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      expect(await smallTexts(page)).toEqual([]);
      if (look.language === "en") expect(await hanTexts(page)).toEqual([]);
      await page.keyboard.press("Escape");
    });

    // How wide a text is depends on its language: one is narrowed from a desk, the other from a phone.
    if (look.language === (look.width === 1440 ? "en" : "zh"))
      it(
        "fits a screen of 320 px without scrolling sideways",
        async () => {
          await page.setViewportSize({ width: 320, height: 640 });
          for (const { name, show } of views) {
            await show(page);
            expect([name, await sideways(page)]).toEqual([name, 0]);
            await page.keyboard.press("Escape");
          }
          await page.setViewportSize({ width: look.width ?? 1440, height: 844 });
        },
        ALL_VIEWS_MS,
      );

    it("loads nothing from elsewhere, breaks no policy and logs no error", () => {
      expect(faults).toEqual([]);
    });
  });
};

/** Lights that are on: one with a proposal, one that was ordered off, one whose contact is welded. */
const switched = (gateway: FakeGateway): void => {
  const { controls } = gateway;
  controls.isOn = true;
  for (const light of ["L-hall", "L-off1", "L-off2a"]) gateway.set(`${light}.power`, 420);
  gateway.propose("L-hall", "off", "light-after-closing");
  gateway.propose("L-off1", "off", "light-after-closing");
  controls.failed("L-off1", 420, gateway.now());
};

/** A day that differs, and somebody who asks for the hall after hours. */
const announced = (gateway: FakeGateway): void => {
  const now = gateway.now();
  const iso = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  const half = { by: "H1", date: "2025-07-10", hours: ["08:30-12:00"], why: "training" };
  gateway.days.announce(gateway.hall, now, half);
  gateway.days.ask(now, { by: "李娜", id: "activity", zones: ["hall"], from: iso(20), to: iso(22) });
  gateway.days.approve(now, "activity", { by: "陈静" });
};
