import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WirePoint } from "#gateway/wire/point.ts";
import { CERTIFIED, certifiedHall } from "../certified-hall.ts";
import { troubledEvening } from "../evening.ts";
import { fakeDeviceRead } from "../fake-devices.ts";
import type { FakeGateway } from "../fake-gateway.ts";
import { stickerCode } from "../fake-register.ts";
import { REPORTS } from "../fake-reports.ts";
import { brokenThings, eveningHandover } from "../handed-over.ts";
import { busyNight } from "../night.ts";
import { powerCut } from "../power-cut.ts";
import { twoWeeks } from "../shifts.ts";
import { type Faults, type Look, type Stage, sideways, visit } from "../stage.ts";
import { INSPECTION, workingDay } from "../working-day.ts";

/** All views one after another, on a machine that does other things as well. */
const ALL_VIEWS_MS = 60_000;

type View = { readonly name: string; readonly show: (page: Page) => Promise<void> };

/** What must hold on every page, in both languages, on a desk and on a phone. */
export const everyPage = (stage: Stage): void => {
  let night: Readonly<Record<string, string>> = {};
  const at = (name: string) => `#/alerts/${encodeURIComponent(night[name] ?? "")}`;
  const incident = (name: string) => `#/incidents/${encodeURIComponent(night[name] ?? "")}`;
  const views: readonly View[] = [
    { name: "the alert board", show: page => visit(page, "#/alerts", ".row") },
    {
      name: "an alert",
      show: page => visit(page, `#/alerts/${encodeURIComponent(doorAlert(stage))}`, ".timeline"),
    },
    { name: "the acknowledge dialog", show: openDialog },
    {
      name: "shelved alerts and what is out of service",
      show: page => visit(page, "#/alerts?tab=shelved", ".service"),
    },
    { name: "alerts in hand", show: page => visit(page, "#/alerts?tab=inHand", ".row") },
    { name: "a fire", show: page => visit(page, at("smoke"), ".fire") },
    { name: "a cause with its messages", show: page => visit(page, at("line"), ".deliveries") },
    { name: "a cause unfolded", show: unfold },
    { name: "an incident", show: page => visit(page, at("panic"), ".incident") },
    { name: "the shelve dialog", show: page => dialog(page, at("open"), "shelve") },
    { name: "the note dialog", show: page => dialog(page, at("open"), "note") },
    { name: "the dialog that takes out of service", show: page => dialog(page, at("open"), "take-out") },
    { name: "the dialog that confirms", show: page => dialog(page, at("taken"), "confirm") },
    { name: "the report dialog", show: page => dialog(page, at("panic"), "report") },
    { name: "the reset dialog", show: page => dialog(page, at("panic"), "reset") },
    { name: "the dialog for many", show: showGroup },
    { name: "the dialog that puts back", show: showPutBack },
    { name: "the hall zone by zone", show: page => visit(page, "#/plan?view=list", ".zone") },
    { name: "the floor plan", show: page => visit(page, "#/plan", ".plan-zone") },
    { name: "a place on the plan", show: page => visit(page, "#/plan/back", ".plan-sheet .zone") },
    { name: "the closing check", show: page => visit(page, "#/closing", ".item") },
    { name: "the opening check", show: page => visit(page, "#/opening", ".slots") },
    { name: "the sheet that signs", show: showSignSheet },
    { name: "the dialog that confirms by hand", show: showByHand },
    { name: "the dialog that asks for more time", show: showExtend },
    { name: "the sheet that signs in", show: showSignIn },
    { name: "the certificates", show: page => visit(page, "#/certificates", ".archive") },
    { name: "a certificate", show: page => visit(page, `#/certificates/${CERTIFIED}`, ".paper") },
    { name: "today's tasks", show: page => visit(page, "#/tasks", ".task-row") },
    { name: "a task to be scanned", show: page => visit(page, task(INSPECTION), ".to-scan") },
    { name: "a task with questions", show: page => visit(page, task("hazards/2025-07-08"), ".half") },
    { name: "a task with a number and a text", show: showNumber },
    { name: "a month of tasks", show: page => visit(page, "#/tasks?view=statistics", ".duty-table") },
    { name: "the page that scans", show: page => visit(page, "#/scan", ".ways") },
    { name: "what a sticker opens", show: page => visit(page, `#/x/X1?k=${stickerCode("X1")}`, ".to-do") },
    { name: "the register", show: page => visit(page, "#/register", ".asset") },
    { name: "days and activities", show: page => visit(page, "#/days", ".activities .activity") },
    { name: "the dialog that announces a day", show: showDay },
    { name: "the dialog that asks for an activity", show: showActivity },
    { name: "a set-up link", show: page => visit(page, "#/set-up/first", ".pin-rules") },
    { name: "the tickets", show: page => visit(page, "#/tickets", ".ticket-row") },
    { name: "a ticket", show: page => visit(page, `#/tickets/${night.parked}`, ".ticket-story li") },
    {
      name: "the dialog that opens a ticket",
      show: page => visit(page, "#/tickets?open=D2", "dialog[open]"),
    },
    { name: "the dialog that lets somebody in", show: showGrant },
    { name: "the keys", show: page => visit(page, "#/tickets?tab=keys", ".key-row") },
    { name: "the handovers", show: page => visit(page, "#/handover", ".handover-list") },
    {
      name: "a handover",
      show: page => visit(page, `#/handover/${encodeURIComponent(night.handover ?? "")}`, ".handover-item"),
    },
    { name: "where energy went, unfolded", show: unfoldUses },
    { name: "the meters", show: page => visit(page, "#/meters", ".meter") },
    { name: "the dialog for a meter that was replaced", show: showReplaced },
    { name: "a day of compliance", show: page => visit(page, "#/compliance/2025-07-03", ".compliance-day") },
    { name: "points to choose a course from", show: page => visit(page, "#/trends", ".trend-found") },
    { name: "courses in numbers and in words", show: page => visit(page, COURSES, ".trend-states") },
    { name: "the reports", show: page => visit(page, "#/reports", ".report-row") },
    { name: "a late draft of a report", show: page => visit(page, report(REPORTS.late), ".report-chart") },
    { name: "a report that was released twice", show: showTwice },
    { name: "the sheet that reviews a report", show: showReview },
    { name: "the history", show: page => visit(page, "#/history", ".past") },
    { name: "a search that finds nothing", show: page => visit(page, "#/history?text=xyz", ".calm b") },
    { name: "a panic's page", show: page => visit(page, incident("panic"), ".duty") },
    { name: "a power cut's page", show: page => visit(page, incident("cut"), ".blind-points") },
    { name: "the alarm load", show: page => visit(page, "#/load", ".judged") },
    { name: "the roster", show: page => visit(page, "#/roster", ".ahead, .ahead-list") },
    { name: "the dialog about an absence", show: showAbsence },
    { name: "device health", show: page => visit(page, "#/devices", ".device") },
    { name: "a device that is read now", show: showRead },
    { name: "what is switched", show: page => visit(page, "#/control", ".proposed .order") },
    { name: "the dialog that switches off what is left", show: showLeft },
    { name: "the points", show: page => visit(page, "#/points/D5.lock", "figure.strip") },
  ];
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

const doorAlert = ({ gateway }: Stage): string =>
  gateway.alerts().find(({ target, label }) => target === "D2" && label === "unacknowledged")?.id ?? "";

const openDialog = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts", ".row-act");
  await page.locator(".row-act").first().click();
  await page.locator("dialog[open]").waitFor();
};

/** Opens a dialog from an alert's page, and in it chooses somebody where somebody is to be chosen. */
const dialog = async (page: Page, hash: string, act: string): Promise<void> => {
  await visit(page, hash, `[data-act=${act}]`);
  await page.locator(`[data-act=${act}]`).click();
  await page.locator("dialog select[name=person]").selectOption("李娜");
  if (act === "shelve") await page.locator("dialog .choice").first().waitFor();
};

const unfold = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts", ".unfold");
  if ((await page.locator(".members").count()) === 0) await page.locator(".unfold").first().click();
  await page.locator(".members .row").first().waitFor();
};

const unfoldUses = async (page: Page): Promise<void> => {
  await visit(page, "#/energy", ".use-fold");
  for (const use of ["lighting", "lighting/hall"])
    await page.locator(`[data-use="${use}"] .use-fold[aria-expanded=false]`).click();
  await page.locator(".chart-table summary").click();
  await page.locator(".chart-table tbody tr").first().waitFor();
};

const showReplaced = async (page: Page): Promise<void> => {
  await visit(page, "#/meters", ".meter-acts");
  await page.locator(".meter-acts").first().locator("button").last().click();
  await page.locator("dialog[open] input[name=startKwh]").waitFor();
};

const showGroup = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts", ".row");
  await page.locator(".row-main").first().focus();
  await page.keyboard.press("Shift+A");
  await page.locator("dialog .listed").waitFor();
};

const showGrant = async (page: Page): Promise<void> => {
  await visit(page, "#/tickets", ".ticket-row");
  await page.locator(".ticket-row a").nth(1).click();
  await page.locator(".ticket-next summary").click();
  await page.locator("[data-act=grant]").click();
  await page.locator("dialog .choice").first().waitFor();
};

const showAbsence = async (page: Page): Promise<void> => {
  await visit(page, "#/roster", ".add");
  await page.locator(".add").click();
  await page.locator("dialog[open]").waitFor();
};

const COURSES = "#/trends?points=M-main.power%2CM-light.power%2Chall.temperature%2CD2.contact";
const report = (id: string): string => `#/reports/${encodeURIComponent(id)}`;

const showTwice = async (page: Page): Promise<void> => {
  await visit(page, report(REPORTS.twice), ".report-fixed");
  await page.locator(".report-files summary").click();
};

const showReview = async (page: Page): Promise<void> => {
  await visit(page, report(REPORTS.late), ".report-signing button");
  await page.locator(".report-signing button").first().click();
  await page.locator("dialog textarea").waitFor();
};

const task = (id: string): string => `#/tasks/${encodeURIComponent(id)}`;

const showNumber = async (page: Page): Promise<void> => {
  await visit(page, task("night-record/2025-07-08.1"), ".answer-form textarea");
  await page.locator("input[type=number]").fill("31");
};

const showDay = async (page: Page): Promise<void> => {
  await visit(page, "#/days", ".announced .add");
  await page.locator(".announced .add").click();
  await page.locator("dialog .choice").nth(1).click();
  await page.locator("dialog input[name=from2]").waitFor();
};

const showActivity = async (page: Page): Promise<void> => {
  await visit(page, "#/days", ".activities .add");
  await page.locator(".activities .add").click();
  await page.locator("dialog[open]").waitFor();
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

const showSignSheet = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".slot button");
  await page.locator(".slot button").first().click();
  await page.locator("dialog .choice").first().click();
  await page.locator("dialog .pad").waitFor();
};

const showByHand = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".item-act button");
  await page.locator(".item-act button").first().click();
  await page.locator("dialog textarea").waitFor();
};

const showExtend = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".extension button");
  await page.locator(".extension button").click();
  await page.locator("dialog textarea").waitFor();
};

/** The button stands in the bar, on a phone among what the bar has no room for. */
const showSignIn = async (page: Page): Promise<void> => {
  await visit(page, "#/plan", ".rail");
  if (await page.locator(".rail .more").isVisible()) await page.locator(".rail .more").click();
  await page.locator(".here:visible").click();
  await page.locator("dialog .people").waitFor();
};

const showPutBack = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts?tab=shelved", ".service button");
  await page.locator(".service button").click();
  await page.locator("dialog[open]").waitFor();
};

/** In a hall with accounts somebody would be asked to sign in first, which other views are about. */
const showRead = async (page: Page): Promise<void> => {
  await page.route("**/api/devices/read", async route => {
    const { device } = route.request().postDataJSON() as { device: string };
    const { points } = (await (await page.request.get(new URL("/api/points", page.url()).href)).json()) as {
      points: WirePoint[];
    };
    const world = {
      now: Date.UTC(2025, 6, 8, 10, 5),
      points: new Map(points.map(each => [each.point, each])),
    };
    await route.fulfill({ json: fakeDeviceRead(device, world) });
  });
  await visit(page, "#/devices", ".device button");
  await page.locator(".device button").first().click();
  await page.locator("dialog table").waitFor();
};

const showLeft = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".all-left button");
  await page.locator(".all-left button").click();
  await page.locator("dialog .choice").first().waitFor();
};

/** Whatever can be tapped and is smaller than a fingertip. Links inside a text and hidden things are none. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll("a, button, select, summary, input:not([type=checkbox], [type=radio])"),
    ].flatMap(element => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0 || getComputedStyle(element).visibility === "hidden" || element.closest("[inert]"))
        return [];
      // The link of a row covers the whole row.
      const box = element.classList.contains("row-main")
        ? element.closest("li")!.getBoundingClientRect()
        : { width, height };
      return box.width < 44 || box.height < 44
        ? [`${element.outerHTML.slice(0, 80)} ${Math.round(box.width)}×${Math.round(box.height)}`]
        : [];
    }),
  );

const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")].flatMap(element => {
      const hasText = [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!hasText || element.closest("svg, .unseen, noscript")) return [];
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      return size < 14 ? [`${element.textContent?.trim()} ${size}px`] : [];
    }),
  );

/** Chinese left in the English page; the names of people stay as they are, and the language button is marked. */
export const hanTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const people = /王伟|李娜|张敏|陈静|刘洋|赵磊|周杰|何芳|孙强/g;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.replace(people, "") ?? "";
      if (/\p{Script=Han}/u.test(text) && !parent?.closest("[lang='zh-CN'], noscript, q, script"))
        found.push(text);
    }
    return found;
  });
