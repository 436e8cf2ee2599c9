import type { Alert } from "../alert/alert.ts";
import type { Role } from "../site/model.ts";
import type { Instant } from "../time/instant.ts";
import type { Telling } from "./replayed-alert.ts";
import type { ShiftPlan } from "./shift-plan.ts";
import { type Shift, shiftFinder, shiftsBetween } from "./shifts.ts";

/** What one role was told in one shift. */
export type ShiftLoad = {
  /** Alerts that it was told of. */
  readonly told: number;
  /** Of these, the critical and high ones (priority 1 and 2). */
  readonly urgent: number;
  /** Of these, those that came up to it because nobody had acknowledged them. */
  readonly escalated: number;
};

/** What everybody was told, shift by shift. */
export type Load = {
  /** Every shift that the time covers, quiet ones too, in order. */
  readonly shifts: readonly Shift[];
  /** By role, one entry a shift. Roles that were never told anything are not there. */
  readonly roles: ReadonlyMap<Role, readonly ShiftLoad[]>;
};

/** What a role has to bear in the shifts that begin at one time of the day. */
export type KindOfShift = {
  /** When it begins, `20:00`. */
  readonly kind: string;
  readonly shifts: number;
  readonly told: number;
  readonly urgent: number;
  /** Told in the shift that had most, and which one that was; null when none had any. */
  readonly most: { readonly told: number; readonly shift: string } | null;
};

const QUIET: ShiftLoad = { told: 0, urgent: 0, escalated: 0 };

/** Counts who is told what, by shift. */
export const loadCounter = (plan: ShiftPlan, timeZone: string) => {
  const roles = new Map<Role, Map<Instant, ShiftLoad>>();
  const shiftAt = shiftFinder(plan, timeZone);
  return {
    told: ({ priority }: Alert, { role, at, why }: Telling): void => {
      const shifts = roles.get(role) ?? new Map<Instant, ShiftLoad>();
      roles.set(role, shifts);
      const { since } = shiftAt(at);
      const { told, urgent, escalated } = shifts.get(since) ?? QUIET;
      shifts.set(since, {
        told: told + 1,
        urgent: urgent + (priority <= 2 ? 1 : 0),
        escalated: escalated + (why === "escalated" ? 1 : 0),
      });
    },
    load: (from: Instant, to: Instant): Load => {
      const shifts = shiftsBetween(plan, timeZone, from, to);
      return {
        shifts,
        roles: new Map(
          [...roles].map(([role, loads]) => [role, shifts.map(({ since }) => loads.get(since) ?? QUIET)]),
        ),
      };
    },
  };
};

/** The load of a role, summed over the shifts that begin at the same time of the day. */
export const kindsOfShift = ({ shifts, roles }: Load, role: Role): readonly KindOfShift[] => {
  const loads = roles.get(role) ?? [];
  const kinds = new Map<string, KindOfShift>();
  for (const [index, { kind, name }] of shifts.entries()) {
    const { told, urgent } = loads[index] ?? QUIET;
    const known = kinds.get(kind) ?? { kind, shifts: 0, told: 0, urgent: 0, most: null };
    kinds.set(kind, {
      kind,
      shifts: known.shifts + 1,
      told: known.told + told,
      urgent: known.urgent + urgent,
      most: told > (known.most?.told ?? 0) ? { told, shift: name } : known.most,
    });
  }
  return [...kinds.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
};
