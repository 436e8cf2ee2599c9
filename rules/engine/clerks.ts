import type { ClerkFactory } from "../routine/clerk.ts";

/** All clerks of a hall, in the order in which they are asked. A new one is a line here. */
export const CLERKS: readonly ClerkFactory[] = [];
