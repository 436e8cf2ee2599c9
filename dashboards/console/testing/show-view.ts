import type { Page } from "playwright-core";
import type { WirePoint } from "#gateway/wire/point.ts";
import { fakeDeviceRead } from "./fake-devices.ts";
import { REPORTS } from "./fake-reports.ts";
import { visit } from "./stage.ts";

/** A report's page. */
export const report = (id: string): string => `#/reports/${encodeURIComponent(id)}`;

/** A task's page. */
export const task = (id: string): string => `#/tasks/${encodeURIComponent(id)}`;

/** The dialog that acknowledges, from the list. */
export const openDialog = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts", ".row-act");
  await page.locator(".row-act").first().click();
  await page.locator("dialog[open]").waitFor();
};

/** Opens a dialog from an alert's page, and in it chooses somebody where somebody is to be chosen. */
export const dialog = async (page: Page, hash: string, act: string): Promise<void> => {
  await visit(page, hash, `[data-act=${act}]`);
  await page.locator(`[data-act=${act}]`).click();
  await page.locator("dialog select[name=person]").selectOption("李娜");
  if (act === "shelve") await page.locator("dialog .choice").first().waitFor();
};

/** A cause with what it explains. */
export const unfold = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts", ".unfold");
  if ((await page.locator(".members").count()) === 0) await page.locator(".unfold").first().click();
  await page.locator(".members .row").first().waitFor();
};

/** Where energy went, with its numbers. */
export const unfoldUses = async (page: Page): Promise<void> => {
  await visit(page, "#/energy", ".use-fold");
  for (const use of ["lighting", "lighting/hall"])
    await page.locator(`[data-use="${use}"] .use-fold[aria-expanded=false]`).click();
  await page.locator(".chart-table summary").click();
  await page.locator(".chart-table tbody tr").first().waitFor();
};

/** The dialog for a meter that was replaced. */
export const showReplaced = async (page: Page): Promise<void> => {
  await visit(page, "#/meters", ".meter-acts");
  await page.locator(".meter-acts").first().locator("button").last().click();
  await page.locator("dialog[open] input[name=startKwh]").waitFor();
};

/** The dialog for all of a kind, by key. */
export const showGroup = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts", ".row");
  await page.locator(".row-main").first().focus();
  await page.keyboard.press("Shift+A");
  await page.locator("dialog .listed").waitFor();
};

/** The dialog that lets somebody in, from a ticket. */
export const showGrant = async (page: Page): Promise<void> => {
  await visit(page, "#/tickets", ".ticket-row");
  await page.locator(".ticket-row a").nth(1).click();
  await page.locator(".ticket-next summary").click();
  await page.locator("[data-act=grant]").click();
  await page.locator("dialog .choice").first().waitFor();
};

/** The dialog about an absence. */
export const showAbsence = async (page: Page): Promise<void> => {
  await visit(page, "#/roster", ".add");
  await page.locator(".add").click();
  await page.locator("dialog[open]").waitFor();
};

/** A report that was released twice, with its files. */
export const showTwice = async (page: Page): Promise<void> => {
  await visit(page, report(REPORTS.twice), ".report-fixed");
  await page.locator(".report-files summary").click();
};

/** The sheet that reviews a report. */
export const showReview = async (page: Page): Promise<void> => {
  await visit(page, report(REPORTS.late), ".report-signing button");
  await page.locator(".report-signing button").first().click();
  await page.locator("dialog textarea").waitFor();
};

/** A task that asks for a number, with one filled in. */
export const showNumber = async (page: Page): Promise<void> => {
  await visit(page, task("night-record/2025-07-08.1"), ".answer-form textarea");
  await page.locator("input[type=number]").fill("31");
};

/** The dialog that announces a day, with two spans of hours. */
export const showDay = async (page: Page): Promise<void> => {
  await visit(page, "#/days", ".announced .add");
  await page.locator(".announced .add").click();
  await page.locator("dialog .choice").nth(1).click();
  await page.locator("dialog input[name=from2]").waitFor();
};

/** The dialog that asks for an activity. */
export const showActivity = async (page: Page): Promise<void> => {
  await visit(page, "#/days", ".activities .add");
  await page.locator(".activities .add").click();
  await page.locator("dialog[open]").waitFor();
};

/** The sheet that signs, with its pad. */
export const showSignSheet = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".slot button");
  await page.locator(".slot button").first().click();
  await page.locator("dialog .choice").first().click();
  await page.locator("dialog .pad").waitFor();
};

/** The dialog that confirms an item by hand. */
export const showByHand = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".item-act button");
  await page.locator(".item-act button").first().click();
  await page.locator("dialog textarea").waitFor();
};

/** The dialog that asks for more time. */
export const showExtend = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".extension button");
  await page.locator(".extension button").click();
  await page.locator("dialog textarea").waitFor();
};

/** The button stands in the bar, on a phone among what the bar has no room for. */
export const showSignIn = async (page: Page): Promise<void> => {
  await visit(page, "#/plan", ".rail");
  if (await page.locator(".rail .more").isVisible()) await page.locator(".rail .more").click();
  await page.locator(".here:visible").click();
  await page.locator("dialog .people").waitFor();
};

/** The dialog that puts back into service. */
export const showPutBack = async (page: Page): Promise<void> => {
  await visit(page, "#/alerts?tab=shelved", ".service button");
  await page.locator(".service button").click();
  await page.locator("dialog[open]").waitFor();
};

/** In a hall with accounts somebody would be asked to sign in first, which other views are about. */
export const showRead = async (page: Page): Promise<void> => {
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

/** The dialog that switches off what is left. */
export const showLeft = async (page: Page): Promise<void> => {
  await visit(page, "#/closing", ".all-left button");
  await page.locator(".all-left button").click();
  await page.locator("dialog .choice").first().waitFor();
};
