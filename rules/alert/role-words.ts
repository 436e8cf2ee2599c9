import type { Role } from "../site/model.ts";
import { hours, type Millis, minutes } from "../time/instant.ts";

/** A role in a sentence. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  guard: "a guard",
  "duty-manager": "the duty manager",
  "hall-director": "the hall director",
  "safety-officer": "the safety officer",
  facilities: "facilities",
  staff: "staff",
  "it-support": "IT support",
  cleaner: "a cleaner",
  superior: "the superior department",
};

/** The order in which people are asked: whoever is nearest first. */
export const NEAREST: readonly Role[] = [
  "guard",
  "duty-manager",
  "facilities",
  "it-support",
  "safety-officer",
  "hall-director",
  "superior",
  "staff",
  "cleaner",
];

/** `a`, `a or b`, `a, b or c`. */
export const anyOf = (roles: readonly Role[]): string =>
  listed(
    roles.map(role => ROLE_WORDS[role]),
    "or",
  );

/** `3`, `3 and 4`, `2, 3 and 4`. */
export const listed = (words: readonly (string | number)[], last: "and" | "or"): string =>
  words.length < 2 ? `${words[0] ?? ""}` : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

/** `30 min`, `8 h`, `7 days`. */
export const lengthText = (length: Millis): string => {
  if (length % hours(24) === 0 && length > hours(24)) return `${length / hours(24)} days`;
  return length % hours(1) === 0 ? `${length / hours(1)} h` : `${Math.round(length / minutes(1))} min`;
};
