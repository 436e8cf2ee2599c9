import type { Role } from "./role.ts";

/** Every role that people have in a hall. */
export const ROLES = [
  "guard",
  "duty-manager",
  "hall-director",
  "safety-officer",
  "facilities",
  "staff",
  "it-support",
  "cleaner",
  "superior",
] as const satisfies readonly Role[];
