import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WireRegister } from "#gateway/wire/register.ts";
import { get } from "../store/api.ts";
import { keep, readAll } from "../store/database.ts";
import { connection, papers } from "../store/live.ts";

const READ_AGAIN_EVERY_MS = 60_000;
const KEY = "register";

/** The register as last read, here or on an earlier visit; null until then. */
export const register = signal<WireRegister | null>(null);
/** The last reading gave nothing. */
export const hasFailed = signal(false);

/** Reads the register, and keeps it: what a sticker is on must be known also where there is no network. */
export const readRegister = async (): Promise<void> => {
  try {
    const read = await get<WireRegister>("/api/register");
    register.value = read;
    hasFailed.value = false;
    await keep("known", { is: KEY, register: read }, KEY).catch(() => {});
  } catch {
    hasFailed.value = true;
    if (register.peek() === null) register.value = await remembered();
  }
};

/** Keeps the register read while a page shows it. */
export const useRegister = (): void =>
  useEffect(() => {
    const timer = setInterval(() => connection.peek() === "live" && void readRegister(), READ_AGAIN_EVERY_MS);
    const ends = [
      effect(() => {
        if (connection.value === "live") void readRegister();
      }),
      effect(() => {
        if ((papers.value?.changed.task ?? []).length > 0) void readRegister();
      }),
    ];
    if (connection.peek() !== "live") void readRegister();
    return () => {
      clearInterval(timer);
      for (const end of ends) end();
    };
  }, []);

const remembered = async (): Promise<WireRegister | null> => {
  try {
    const kept = await readAll<{ readonly is?: string; readonly register?: WireRegister }>("known");
    return kept.find(({ is }) => is === KEY)?.register ?? null;
  } catch {
    return null;
  }
};
