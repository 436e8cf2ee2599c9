import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const DIRECTORY = process.env.HALLWATCH_SHOTS;

/** Keeps a picture of the whole page for whoever wants to look at it (`HALLWATCH_SHOTS=directory`); else nothing. */
export const shot = async (page: Page, name: string): Promise<void> => {
  if (DIRECTORY === undefined) return;
  mkdirSync(DIRECTORY, { recursive: true });
  await page.screenshot({ path: join(DIRECTORY, `${name}.png`), fullPage: true });
};
