import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireHandoverList } from "#gateway/wire/handover.ts";
import type { WireRoster } from "#gateway/wire/roster.ts";
import { get } from "../store/api.ts";
import { connection, papers } from "../store/live.ts";

/** What is handed over and who is responsible, as last read; null until then. */
export const handovers = signal<WireHandoverList | null>(null);
export const hasFailed = signal(false);
/** Shifts of today and tomorrow, to say until when somebody is on duty; null until they were read. */
export const shifts = signal<WireRoster | null>(null);

const READ_AGAIN_EVERY_MS = 60_000;

export const readHandovers = async (): Promise<void> => {
  try {
    handovers.value = await get<WireHandoverList>("/api/handovers");
    hasFailed.value = false;
  } catch {
    hasFailed.value = true;
  }
};

const readShifts = async (): Promise<void> => {
  try {
    shifts.value = await get<WireRoster>("/api/roster?days=2");
  } catch {
    // Who is responsible is said without the end of his shift.
  }
};

/** Keeps both read while something shows them: at once, every minute, and as soon as a handover was written. */
export const useHandovers = (): void => {
  useEffect(() => {
    const read = (): void => {
      if (connection.peek() !== "live") return;
      void readHandovers();
      void readShifts();
    };
    const timer = setInterval(read, READ_AGAIN_EVERY_MS);
    const end = effect(() => {
      if (connection.value === "live") read();
    });
    return () => {
      clearInterval(timer);
      end();
    };
  }, []);
  const told = papers.value;
  useEffect(() => {
    if (told?.changed.handover !== undefined) void readHandovers();
  }, [told]);
};
