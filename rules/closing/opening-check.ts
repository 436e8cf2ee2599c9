import type { Hall } from "../routine/clerk.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { toIso } from "../time/instant.ts";
export type Unused = [Hall, Ticket, typeof toIso];
