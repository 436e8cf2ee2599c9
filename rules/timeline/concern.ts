import type { About, Asked } from "./failure.ts";
import type { Happening } from "./happening.ts";

/** What a failure is about: targets, or facts where no target is named. Null: anything may matter. */
export type Concern = ReadonlySet<string> | null;

export const concernOf = (about: About): Concern => {
  switch (about.is) {
    case "no-such-alert":
      return asked(about.asked) ?? (about.nearest ? ofAlert(about.nearest.alert) : null);
    case "unwanted-alert":
    case "further-alert":
    case "forbidden-alert":
      return ofAlert(about.alert);
    case "rule":
      return new Set([about.rule.key.split("/")[1] ?? ""]);
    case "signal":
    case "never-set":
    case "never-delivered":
      return new Set([about.point.split(".")[0] ?? ""]);
    case "no-such-message":
    case "unwanted-message":
      return asked(about.asked);
    case "no-such-paper":
    case "unwanted-paper":
    case "check":
    case "standing":
    case "further-message":
    case "incidents":
    case "refused":
    case "not-refused":
      return null;
    default:
      return about satisfies never;
  }
};

/** Whether a line belongs to what is told of a failure: what was done always does, what happened to other alerts does not. */
export const concerns = ({ alert }: Happening, all: readonly Concern[]): boolean =>
  alert === undefined ||
  all.some(concern => concern === null || concern.has(alert.target) || concern.has(alert.fact));

const asked = (wanted: Asked): Concern => {
  const named = new Map(wanted);
  const name = named.get("target") ?? named.get("fact");
  return name === undefined ? null : new Set([name]);
};

/** Of `light-on/L-off1 (TY-2.2-1) active` the target. */
const ofAlert = (alert: string): Concern => new Set([alert.split(" ")[0]?.split("/")[1] ?? ""]);
