import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireRoster } from "#gateway/wire/roster.ts";
import { get } from "../store/api.ts";
import { connection } from "../store/live.ts";

/** Days that are shown from today on. */
export const DAYS = 14;
const READ_AGAIN_EVERY_MS = 60_000;

/** The roster as last read; null until then. */
export const roster = signal<WireRoster | null>(null);
/** The last reading gave nothing. */
export const hasFailed = signal(false);

export const readRoster = async (): Promise<void> => {
  try {
    roster.value = await get<WireRoster>(`/api/roster?days=${DAYS}`);
    hasFailed.value = false;
  } catch {
    hasFailed.value = true;
  }
};

/** Keeps the roster read while a page shows it: at once, every minute, and when the gateway is heard again. */
export const useRoster = (): void =>
  useEffect(() => {
    const timer = setInterval(() => void readRoster(), READ_AGAIN_EVERY_MS);
    const end = effect(() => {
      if (connection.value === "live") void readRoster();
    });
    return () => {
      clearInterval(timer);
      end();
    };
  }, []);
