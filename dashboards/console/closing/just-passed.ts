import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { WireClosingItem } from "#gateway/wire/closing.ts";
import type { Verdict } from "./verdict.ts";

/** What was just put right stays in its place for so long, ticked off, so that nobody wonders where it went. */
const LINGERS_MS = 4_000;

/** Items that passed a moment ago, with the group in which they still stand. */
export const useJustPassed = (items: readonly WireClosingItem[]): ReadonlyMap<string, Verdict> => {
  const before = useRef<ReadonlyMap<string, Verdict>>(new Map());
  const [lingering, setLingering] = useState<ReadonlyMap<string, Verdict>>(new Map());
  useLayoutEffect(() => {
    const passed = items.flatMap(({ id, verdict }): readonly (readonly [string, Verdict])[] => {
      const was = before.current.get(id);
      return verdict === "pass" && (was === "fail" || was === "unknown") ? [[id, was]] : [];
    });
    before.current = new Map(items.map(({ id, verdict }) => [id, verdict]));
    if (passed.length === 0) return;
    setLingering(kept => new Map([...kept, ...passed]));
    const gone = new Set(passed.map(([id]) => id));
    setTimeout(() => setLingering(kept => new Map([...kept].filter(([id]) => !gone.has(id)))), LINGERS_MS);
  }, [items]);
  return lingering;
};
