import type { Alert, AlertLevel, Priority } from "../alert/alert.ts";
import type { Role } from "../site/model.ts";
import { type Instant, type Millis, minutes } from "../time/instant.ts";

/**
 * Who is told next while nobody acknowledges, from the bottom up. Everybody who is not in it (guard, staff, facilities,
 * IT support, cleaner, and in what is no matter of fire the safety officer) stands below.
 *
 * @see ZX-8-3, GA-5.6-3 in the clause catalogue: level by level; for fire the safety officer comes after the director
 */
const LINE: readonly Role[] = ["duty-manager", "hall-director", "superior"];
const FIRE_LINE: readonly Role[] = ["duty-manager", "hall-director", "safety-officer", "superior"];

/** Time between two tellings where a rule says nothing: the clauses name none, these are the catalogue's proposals. */
const EVERY: Readonly<Record<Priority, Millis>> = {
  1: minutes(2),
  2: minutes(5),
  3: minutes(30),
  4: minutes(30),
};

/** After how long without acknowledgement the next role is told, where the rule does not say; null: never. */
export const usualEscalation = (level: AlertLevel, priority: Priority): Millis | null =>
  level === "violation" ? EVERY[priority] : null;

const FIRE_KINDS: ReadonlySet<string> = new Set(["extinguisher", "emergency-light", "smoke-detector"]);

/** Whether a finding about a thing of this kind goes by the safety officer: it is his kind, or its rule names him. */
export const isFireMatter = (kind: string, tell: readonly Role[]): boolean =>
  FIRE_KINDS.has(kind) || tell.includes("safety-officer");

/** A role that is due to be told. */
export type Telling = { readonly role: Role; readonly dueAt: Instant };

/**
 * Who is told of an alert next, and when; null when nobody is: it was acknowledged, it is never escalated, or the top
 * knows.
 */
export const nextTelling = ({ escalation, told }: Pick<Alert, "escalation" | "told">): Telling | null => {
  const { dueAt, isFire } = escalation;
  if (dueAt === null) return null;
  const role = above(
    told.map(each => each.role),
    isFire,
  );
  return role === null ? null : { role, dueAt };
};

/**
 * The role above the highest of the line that was told. A safety officer who was told because the rule names him lifts
 * nobody past the director; he is passed over when his turn comes, since he knows.
 */
const above = (told: readonly Role[], isFire: boolean): Role | null => {
  const highest = LINE.findLast(role => told.includes(role));
  const line = isFire ? FIRE_LINE : LINE;
  const rest = highest === undefined ? line : line.slice(line.indexOf(highest) + 1);
  return rest.find(role => !told.includes(role)) ?? null;
};
