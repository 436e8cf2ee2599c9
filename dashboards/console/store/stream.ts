import type { WireHall } from "#gateway/wire/hall.ts";
import type { StreamEvents } from "#gateway/wire/stream.ts";
import { get } from "./api.ts";
import { Batch } from "./batch.ts";
import { isFlood } from "./flood.ts";
import { retryDelay, SILENCE_MS } from "./link.ts";
import { apply, hall, link, tick } from "./live.ts";
import { leaveSlot, takeSlot } from "./slot.ts";

/**
 * Keeps the stream alive. The browser's own reconnect gives up for ever at the first answer that is not a stream, so
 * every failure ends the stream here and a new one is opened: after 1, 2, 4 … 15 s, and at once when the network or the
 * person comes back. A stream that is silent for 15 s counts as failed.
 */
export class Stream {
  readonly #batch = new Batch();
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #openedAt = 0;

  start(): void {
    this.#batch.start();
    void this.#open();
    setInterval(() => {
      tick.value = performance.now();
      if (this.#source) takeSlot();
      if (this.#source && tick.value - Math.max(link.value.heardAt ?? 0, this.#openedAt) > SILENCE_MS)
        this.#fail();
    }, 1000);
    addEventListener("online", () => this.#hurry());
    addEventListener("pagehide", leaveSlot);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#hurry();
    });
  }

  /** The hall is asked for first, each time: the gateway may have been restarted with another site file. */
  async #open(): Promise<void> {
    this.#retry = null;
    if (!takeSlot()) return this.#fail();
    try {
      hall.value = await get<WireHall>("/api/hall");
    } catch {
      return this.#fail();
    }
    this.#openedAt = performance.now();
    const source = new EventSource("/api/stream");
    this.#source = source;
    source.addEventListener("error", () => {
      if (source === this.#source) this.#fail();
    });
    for (const name of Object.keys(apply) as (keyof StreamEvents)[])
      source.addEventListener(name, event => {
        if (source === this.#source) this.#hear(name, event.data);
      });
  }

  #hear<K extends keyof StreamEvents>(name: K, text: string): void {
    const value = JSON.parse(text) as StreamEvents[K];
    const heard = () => apply[name](value);
    link.value = { ...link.value, isOpen: true, heardAt: performance.now(), attempts: 0 };
    if (name === "snapshot") {
      this.#batch.clear();
      heard();
    } else this.#batch.add(heard, paceOf(name, value));
  }

  #fail(): void {
    this.#source?.close();
    this.#source = null;
    const attempts = link.value.attempts + 1;
    link.value = { ...link.value, isOpen: false, attempts };
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), retryDelay(attempts, Math.random()));
  }

  #hurry(): void {
    if (this.#retry === null) return;
    clearTimeout(this.#retry);
    void this.#open();
  }
}

/** Alerts are drawn at once; in a flood, like readings, a few times a second, but for what is critical. */
const paceOf = <K extends keyof StreamEvents>(name: K, value: StreamEvents[K]): "urgent" | "calm" => {
  if (name === "points" || name === "closing" || name === "papers") return "calm";
  if (!("alerts" in value) || !isFlood.value) return "urgent";
  return value.alerts.some(({ priority }) => priority === 1) ? "urgent" : "calm";
};
