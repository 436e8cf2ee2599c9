import { signal } from "@preact/signals";
import type { WireSession } from "#gateway/wire/account.ts";
import { get } from "./api.ts";

/** Who is signed in at this browser, as the gateway last said; null: it was not asked yet. */
export const session = signal<WireSession | null>(null);

/** Asks the gateway who is signed in here. What it said last stays where it does not answer. */
export const readSession = async (): Promise<void> => {
  try {
    session.value = await get<WireSession>("/api/session");
  } catch {
    // Whoever does something is asked by the gateway's own answer.
  }
};
