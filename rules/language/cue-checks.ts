import type { Report } from "../site/findings.ts";
import { nearest } from "../site/nearest.ts";
import type { Path } from "../site/yaml-source.ts";

/** Keys that are about an alert, and a cue makes none. */
const OF_ALERTS = [
  "priority",
  "tell",
  "escalate",
  "latch",
  "realarm",
  "silent",
  "reset_by",
  "incident",
] as const;

/**
 * Tells what a cue says that only an alert can have, and that everything else needs a priority.
 *
 * @param written  the rule as it stands in the file
 */
export const checkCue = (written: unknown, path: Path, report: Report): void => {
  if (typeof written !== "object" || written === null || Array.isArray(written)) return;
  const isCue = "level" in written && written.level === "cue";
  const keys = Object.keys(written);
  for (const key of OF_ALERTS)
    if (isCue && keys.includes(key))
      report({
        code: "CFG402",
        path: [...path, key],
        at: "key",
        why: `a cue makes no alert: it has no ${key}`,
        help: `leave ${key} out: a duty that waits for the cue says who hears when it is not done`,
      });
  if (!isCue && !keys.some(isMeantAsPriority))
    report({
      code: "CFG101",
      path: [...path, "priority"],
      at: "missing",
      why: 'missing key "priority"',
      help: "1 critical, 2 high, 3 medium, 4 low",
    });
};

/** Also misspelt: that is told where the key stands. */
const isMeantAsPriority = (key: string): boolean =>
  (key.length >= 3 && "priority".startsWith(key)) || nearest(key, ["priority"]) !== null;
