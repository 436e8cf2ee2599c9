import { useEffect } from "preact/hooks";
import { papers } from "../store/live.ts";
import { type Read, useRead } from "./use-read.ts";

/** As `useRead`, and read again as soon as the gateway tells that a paper of that kind was written. */
export const usePapers = <T>(
  path: string,
  kind: string,
): { readonly read: Read<T>; again(): Promise<void> } => {
  const { read, again } = useRead<T>(path);
  const told = papers.value;
  useEffect(() => {
    if (told?.changed[kind] !== undefined) void again();
  }, [told]);
  return { read, again };
};
