import type { WireAlert } from "#gateway/wire/alert.ts";
import type { WireHall } from "#gateway/wire/hall.ts";
import type { WirePoint } from "#gateway/wire/point.ts";
import { oldest } from "../store/oldest.ts";
import { isAtHand, isRunning, standsOpen } from "./zone.ts";

/** What the plan shows of a thing. A part that nobody can see now is never shown as it was. */
export type ThingState = {
  readonly kind: string;
  /** `unknown`: a point that tells it cannot be trusted. */
  readonly contact: "open" | "closed" | "unknown" | null;
  /** Null where there is no lock. */
  readonly lock: "locked" | "unlocked" | "unknown" | null;
  readonly isRunning: boolean;
  /** Points that cannot be trusted now. */
  readonly blind: readonly WirePoint[];
  /** When the earliest of those was last heard; null: never, or none is blind. */
  readonly blindSince: string | null;
  /** The alert at hand about it, most urgent. */
  readonly alert: WireAlert | null;
  /** Whether anything is measured of it. */
  readonly hasPoints: boolean;
};

/**
 * The state of a thing by its points.
 *
 * @param all        every point of the thing
 * @param alerts     open alerts of its zone, most urgent first
 * @param isTrusted  whether a point can be trusted now
 */
export const thingState = (
  equipment: WireHall["equipment"][number],
  all: readonly WirePoint[],
  alerts: readonly WireAlert[],
  isTrusted: (point: WirePoint) => boolean,
): ThingState => {
  const trusted = all.filter(isTrusted);
  const blind = all.filter(point => !trusted.includes(point));
  const has = (role: string) => all.some(point => point.role === role);
  const known = (role: string) => trusted.find(point => point.role === role)?.word;
  const lock = known("lock");
  return {
    kind: equipment.kind,
    contact: has("contact")
      ? known("contact") === undefined
        ? "unknown"
        : standsOpen(trusted)
          ? "open"
          : "closed"
      : null,
    lock: has("lock") ? (lock === undefined ? "unknown" : lock === "locked" ? "locked" : "unlocked") : null,
    isRunning: isRunning(equipment, trusted),
    blind,
    blindSince: oldest(blind),
    alert:
      alerts.find(
        alert =>
          isAtHand(alert) && (alert.target === equipment.id || all.some(({ via }) => via === alert.target)),
      ) ?? null,
    hasPoints: all.length > 0,
  };
};

/** Whether it is seen to stand open; what nobody can see is drawn closed, with a question mark over it. */
export const isOpen = ({ contact }: ThingState): boolean => contact === "open";
