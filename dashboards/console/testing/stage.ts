import type { Browser, Page } from "playwright-core";
import { PATIENCE_MS } from "#gateway/stores/testing/until.ts";
import { axe } from "./axe.ts";
import { builtConsole } from "./built-console.ts";
import { launchChromium } from "./chromium.ts";
import { FakeGateway } from "./fake-gateway.ts";

export type Look = {
  readonly language?: "zh" | "en";
  readonly theme?: "day" | "night";
  readonly width?: 1440 | 390 | 320;
};

/** What a page did that it must not do. */
export type Faults = string[];

/** `hasWorker`: with the service worker, which answers for the network and so stands in the way of most tests. */
type OpenOptions = {
  readonly faults?: Faults;
  readonly ownClock?: boolean;
  readonly hasWorker?: boolean;
  /** Who did something on this console a moment ago, so that nobody is asked who it is. */
  readonly person?: string;
  /** Runs in the page before anything of it. */
  readonly before?: () => void;
};
type Kept = { readonly page: Page; faults: Faults };

/** One browser and one fake gateway for all tests of a file. */
export class Stage {
  #gateway: FakeGateway | null = null;
  #browser: Browser | null = null;
  #url = "";
  readonly #free = new Map<string, Kept[]>();
  #used: { readonly key: string | null; readonly kept: Kept }[] = [];

  async start(): Promise<void> {
    this.#gateway = new FakeGateway({ directory: await builtConsole(), beatEveryMs: 500 });
    this.#url = await this.#gateway.start();
    this.#browser = await launchChromium();
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.#gateway?.stop();
  }

  get gateway(): FakeGateway {
    if (!this.#gateway) throw new Error("the stage was not started");
    return this.#gateway;
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error("the stage was not started");
    return this.#browser;
  }

  /** Where the console is. */
  get url(): string {
    return this.#url;
  }

  /**
   * A console that remembers nothing, on the alert board, with the stream open; what it does wrong goes into `faults`.
   * Consoles that look the same are used again; one that has a clock of its own is not.
   */
  async open(look: Look = {}, options: OpenOptions = {}): Promise<Page> {
    const { faults = [], ownClock = false, hasWorker = false, person, before } = options;
    const { language = "zh", theme = "day", width = 1440 } = look;
    const isOwn = ownClock || hasWorker || before !== undefined;
    const key = `${language} ${theme} ${width}`;
    const free = isOwn ? undefined : this.#free.get(key)?.pop();
    const kept = free ?? (await this.#make({ language, theme, width }, hasWorker));
    kept.faults = faults;
    this.#used.push({ key: isOwn ? null : key, kept });
    const { page } = kept;
    if (ownClock) await page.clock.install();
    if (before) await page.addInitScript(before);
    await this.#forget(page, person);
    await page.goto(`${this.#url}/`);
    await page.locator(".bar.is-live").waitFor();
    return page;
  }

  /** Takes all consoles back, mends the gateway and forgets its alerts. */
  async clear(): Promise<void> {
    for (const { key, kept } of this.#used.splice(0)) {
      await kept.page.unrouteAll();
      if (key === null) await kept.page.context().close();
      else this.#free.set(key, [...(this.#free.get(key) ?? []), kept]);
    }
    this.gateway.reset();
  }

  /** What axe finds wrong: rule, how bad, and where. */
  axe(page: Page): Promise<string[]> {
    return axe(page);
  }

  /** Empties what the browser remembers of the console, on a page of its origin where no console runs that would save again. */
  async #forget(page: Page, person: string | undefined): Promise<void> {
    await page.goto(`${this.#url}/favicon.ico`);
    await page.evaluate(async here => {
      localStorage.clear();
      if (here !== undefined) {
        localStorage.setItem("hallwatch.person", here);
        localStorage.setItem("hallwatch.actedAt", String(Date.now()));
      }
      await new Promise(done => {
        const request = indexedDB.deleteDatabase("hallwatch");
        request.onsuccess = request.onerror = request.onblocked = done;
      });
    }, person);
  }

  async #make({ language, theme, width }: Required<Look>, hasWorker: boolean): Promise<Kept> {
    const context = await this.browser.newContext({
      locale: language === "zh" ? "zh-CN" : "en-GB",
      timezoneId: "America/New_York",
      colorScheme: theme === "day" ? "light" : "dark",
      serviceWorkers: hasWorker ? "allow" : "block",
      viewport: { width, height: width === 1440 ? 900 : 844 },
    });
    const kept: Kept = { page: await context.newPage(), faults: [] };
    kept.page.setDefaultTimeout(PATIENCE_MS);
    await this.#watch(kept);
    return kept;
  }

  async #watch(kept: Kept): Promise<void> {
    const { page } = kept;
    const tell = (fault: string) => kept.faults.push(fault);
    page.on("console", message => message.type() === "error" && tell(message.text()));
    page.on("pageerror", error => tell(String(error)));
    page.on("request", request => {
      const isOurs = [this.#url, "data:", "about:"].some(start => request.url().startsWith(start));
      if (!isOurs) tell(`foreign: ${request.url()}`);
    });
    await page.exposeFunction("tellViolation", tell);
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", event => {
        const { tellViolation } = globalThis as unknown as { tellViolation(text: string): void };
        tellViolation(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }
}

/** Goes to a place by its address and waits until it is drawn. */
export const visit = async (page: Page, hash: string, shown: string): Promise<void> => {
  await page.evaluate(to => {
    location.hash = to;
  }, hash);
  await page.locator(shown).first().waitFor();
};

/** How far the page can be scrolled sideways, in px. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
