import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { get } from "../store/api.ts";
import { connection } from "../store/live.ts";

/** What was read, and whether a later try gave nothing; `failed`: nothing was ever read. */
export type Read<T> =
  | { readonly is: "reading" }
  | { readonly is: "read"; readonly value: T; readonly isOld: boolean }
  | { readonly is: "failed" };

const READ_AGAIN_EVERY_MS = 15_000;

/**
 * What the gateway answers at an address: read at once, every 15 s while it is heard, when it is heard again, and when
 * `again` is called. Another address begins anew.
 */
export const useRead = <T>(path: string): { readonly read: Read<T>; again(): Promise<void> } => {
  const [kept, setKept] = useState<{ readonly path: string; readonly read: Read<T> }>({
    path,
    read: { is: "reading" },
  });
  const again = async (): Promise<void> => {
    try {
      const value = await get<T>(path);
      setKept({ path, read: { is: "read", value, isOld: false } });
    } catch {
      setKept(before => ({ path, read: before.path === path ? olderOf(before.read) : { is: "failed" } }));
    }
  };
  useEffect(() => {
    let isCurrent = true;
    const ask = () => void (isCurrent && again());
    const end = effect(() => {
      if (connection.value === "live") ask();
    });
    const timer = setInterval(() => connection.peek() === "live" && ask(), READ_AGAIN_EVERY_MS);
    if (connection.peek() !== "live") ask();
    return () => {
      isCurrent = false;
      clearInterval(timer);
      end();
    };
  }, [path]);
  return { read: kept.path === path ? kept.read : { is: "reading" }, again };
};

const olderOf = <T>(read: Read<T>): Read<T> =>
  read.is === "read" ? { ...read, isOld: true } : { is: "failed" };
