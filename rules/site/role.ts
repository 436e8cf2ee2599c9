/**
 * What is at stake. `life-safety` (fire, gas, panic, break-in) can never be shelved nor suppressed.
 *
 * @see IEC 62682 on alarm classes
 */
export type AlertClass = "life-safety" | "security" | "equipment" | "energy" | "housekeeping" | "system";

export type Role =
  | "guard"
  | "duty-manager"
  | "hall-director"
  | "safety-officer"
  | "facilities"
  | "staff"
  | "it-support"
  | "cleaner"
  /** The department above the hall (上级部门): where escalation ends. */
  | "superior";
