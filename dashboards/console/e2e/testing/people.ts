import type { Locator, Page } from "playwright-core";
import { submit } from "./boards.ts";

/** The PINs that people choose, by name. */
export const PINS = {
  李娜: "258036",
  张敏: "369147",
  王伟: "147025",
  陈静: "314159",
  周杰: "271828",
} as const;
export type Name = keyof typeof PINS;

/** Opens a set-up link and chooses the PIN on the pad, twice; of the first account also who one is. */
export const setUp = async (page: Page, link: string, name: Name): Promise<void> => {
  await page.goto(link);
  // The address after # alone loads nothing.
  await page.reload();
  const form = page.locator("form.set-up");
  await form.waitFor();
  const choice = form.locator(".choice", { hasText: name });
  if ((await choice.count()) > 0) await choice.tap();
  const secrets = form.locator("input[name=secret]");
  await secrets.first().tap();
  await tapPin(form, name);
  await secrets.last().tap();
  await tapPin(form, name);
  await form.locator("button[type=submit]").tap();
  await form.waitFor({ state: "detached" });
};

/** Taps a person's PIN on the pad that is shown. */
export const tapPin = async (within: Locator, name: Name): Promise<void> => {
  const pad = within.locator(".pad");
  for (const digit of PINS[name]) await pad.getByRole("button", { name: digit, exact: true }).tap();
};

/** Signs in the dialog that is open: who it is, his PIN, and the button. */
export const signAs = async (page: Page, name: Name): Promise<void> => {
  const dialog = page.locator("dialog");
  await dialog.locator(".choice", { hasText: name }).tap();
  await tapPin(dialog, name);
  await submit(page).tap();
};
