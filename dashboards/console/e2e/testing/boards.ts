import type { Locator, Page } from "playwright-core";
import type { WireAlert } from "#gateway/wire/alert.ts";
import { visit } from "../../testing/stage.ts";

/** The row of a list in which a text stands. */
export const row = (page: Page, text: string): Locator => page.locator(".row", { hasText: text });

/** The button that does what the open dialog asks about. */
export const submit = (page: Page): Locator => page.locator("dialog button[type=submit]");

/** What can be done on the page of an alert, by name: `reset`. */
export const act = (page: Page, name: string): Locator => page.locator(`.detail-acts [data-act=${name}]`);

/** Goes to one of the lists. */
export const board = (page: Page, tab = "todo"): Promise<void> => visit(page, `#/alerts?tab=${tab}`, ".tabs");

/** Goes to the page of an alert, beside the list it stands in. */
export const detail = (page: Page, { id }: WireAlert, tab = ""): Promise<void> =>
  visit(page, `#/alerts/${encodeURIComponent(id)}?tab=${tab}`, ".detail-acts");
