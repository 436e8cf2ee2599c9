import { closingClerk } from "../closing/clerk.ts";
import { openingClerk } from "../closing/opening-clerk.ts";
import { controlClerk } from "../control/clerk.ts";
import { filingClerk } from "../filing/clerk.ts";
import { handoverClerk } from "../handover/clerk.ts";
import type { ClerkFactory } from "../routine/clerk.ts";
import { taskClerk } from "../task/clerk.ts";
import { ticketClerk } from "../ticket/clerk.ts";

/** All clerks of a hall, in the order in which they are asked. A new one is a line here. */
export const CLERKS: readonly ClerkFactory[] = [
  taskClerk,
  closingClerk,
  openingClerk,
  ticketClerk,
  controlClerk,
  filingClerk,
  handoverClerk,
];
