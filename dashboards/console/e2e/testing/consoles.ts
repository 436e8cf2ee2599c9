import type { Browser, Page } from "playwright-core";
import { PATIENCE_MS } from "#gateway/stores/testing/until.ts";
import { launchChromium } from "../../testing/chromium.ts";
import { fakeSoundCard, type Heard } from "../../testing/sound-card.ts";

export type ConsoleLook = { readonly language: "zh" | "en"; readonly width: 1440 | 390 };

/** A console that somebody has open, and what it did that it must not do. */
export type OpenConsole = { readonly page: Page; readonly faults: readonly string[] };

/** The browsers of the people who are on duty, each with a memory of its own. */
export class Consoles {
  #browser: Browser | null = null;

  async start(): Promise<void> {
    this.#browser = await launchChromium();
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
  }

  /** Opens the console as a desk or as a phone that is touched, on the alert board, once the gateway is heard. */
  async open(url: string, { language, width }: ConsoleLook): Promise<OpenConsole> {
    if (!this.#browser) throw new Error("no browser was started");
    const isPhone = width === 390;
    const context = await this.#browser.newContext({
      locale: language === "zh" ? "zh-CN" : "en-GB",
      // Nobody's hall: what is shown in the browser's zone would be wrong.
      timezoneId: "America/New_York",
      viewport: { width, height: isPhone ? 844 : 900 },
      hasTouch: isPhone,
      isMobile: isPhone,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(fakeSoundCard);
    const faults: string[] = [];
    await watch(page, url, fault => faults.push(fault));
    await page.goto(`${url}/`);
    await page.locator(".bar.is-live").waitFor();
    return { page, faults };
  }
}

/** Errors of the network are left out: it is cut on purpose. */
const watch = async (page: Page, url: string, tell: (fault: string) => void): Promise<void> => {
  page.on("console", message => {
    if (message.type() === "error" && !/net::ERR_|status of 40[39]/.test(message.text()))
      tell(message.text());
  });
  page.on("pageerror", error => tell(String(error)));
  page.on("request", request => {
    if (![url, "data:", "about:"].some(start => request.url().startsWith(start)))
      tell(`foreign: ${request.url()}`);
  });
  await page.exposeFunction("tellViolation", tell);
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", event => {
      const { tellViolation } = globalThis as unknown as { tellViolation(text: string): void };
      tellViolation(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
};

/** Pitches in Hz of the tones that the console has played since this was last asked. */
export const tonesOf = async (page: Page): Promise<readonly number[]> => {
  const tones = await page.evaluate(() => {
    const { heard } = globalThis as unknown as { heard: Heard[] };
    return heard.splice(0);
  });
  return tones.map(({ hz }) => hz);
};
