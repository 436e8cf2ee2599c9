import type { Page } from "playwright-core";
import { expect } from "vitest";
import { until } from "#gateway/stores/testing/until.ts";
import type { WireAlert, WireAlertEvent, WireAlertPage } from "#gateway/wire/alert.ts";
import { board } from "./boards.ts";
import { Consoles, type OpenConsole, tonesOf } from "./consoles.ts";
import { Network } from "./network.ts";
import { NightHall } from "./night-hall.ts";

/** A hall at night with a guard at the desk (Chinese), and a duty manager whose phone (English) has a network of its own. */
export class Night {
  readonly hall = new NightHall();
  readonly consoles = new Consoles();
  #network: Network | null = null;
  #desk: OpenConsole | null = null;
  #phone: OpenConsole | null = null;

  async start(): Promise<void> {
    await Promise.all([this.consoles.start(), this.hall.start()]);
    this.#network = new Network(Number(new URL(this.url).port));
    this.#desk = await this.consoles.open(this.url, { language: "zh", width: 1440 });
    this.#phone = await this.consoles.open(await this.#network.start(), { language: "en", width: 390 });
  }

  async stop(): Promise<void> {
    await this.consoles.stop();
    await this.#network?.stop();
    await this.hall.stop();
  }

  get network(): Network {
    return started(this.#network);
  }

  get desk(): OpenConsole {
    return started(this.#desk);
  }

  get phone(): OpenConsole {
    return started(this.#phone);
  }

  get api(): NightHall["gateway"]["api"] {
    return this.hall.gateway.api;
  }

  get url(): string {
    return this.api.url;
  }

  /** Now on the hall's clock, in ms since 1970. */
  now(): number {
    return this.hall.gateway.now();
  }

  /** The open alert about a thing. */
  async open(target: string): Promise<WireAlert> {
    const found = (await this.api.alerts()).find(alert => alert.target === target);
    if (!found) throw new Error(`nothing is open about ${target}`);
    return found;
  }

  pageOf(id: string): Promise<WireAlertPage> {
    return this.api.read<WireAlertPage>(`/api/alerts/${encodeURIComponent(id)}`);
  }

  /** Asks for something past the console, as a script would. */
  async post(
    id: string,
    verb: string,
    body: object,
  ): Promise<{
    readonly status: number;
    readonly body: { readonly error?: string; readonly message?: string };
  }> {
    const answer = await fetch(`${this.url}/api/alerts/${encodeURIComponent(id)}/${verb}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as object };
  }

  /**
   * An event that was sent later says when it was really done: at the moment it happened (hall's clock, ms since 1970), or
   * in its note, to the minute, where the gateway learned of it much later.
   */
  isToldAsDoneAt({ at, note = "" }: WireAlertEvent, doneAt: number): boolean {
    const [, told = null] = /断网时于 (\S+ \S+) 操作/.exec(note) ?? [];
    if (told !== null) return Math.abs(Date.parse(`${told.replace(" ", "T")}:00+08:00`) - doneAt) <= 60_000;
    return Math.abs(Date.parse(at) - doneAt) <= 10_000;
  }

  /** Resolves once the console plays a pattern (pitches in Hz), whatever else it plays. */
  async heard(page: Page, pattern: readonly number[]): Promise<void> {
    const tones: number[] = [];
    await until(`${pattern} Hz is heard`, async () => {
      tones.push(...(await tonesOf(page)));
      return tones.join().includes(pattern.join());
    });
  }

  /** Every open alert stands in exactly one row of the console's three lists, and nothing else does. */
  async sameAsServer(page: Page): Promise<void> {
    const shown: (string | null)[] = [];
    for (const tab of ["todo", "inHand", "shelved"]) {
      await board(page, tab);
      const rows = page.locator(".rows .row[data-alert]");
      shown.push(...(await rows.evaluateAll(all => all.map(each => each.getAttribute("data-alert")))));
    }
    const known = (await this.api.alerts()).map(({ id }) => id);
    expect(shown.toSorted()).toEqual(known.toSorted());
  }
}

const started = <T>(thing: T | null): T => {
  if (thing === null) throw new Error("the night was not started");
  return thing;
};
