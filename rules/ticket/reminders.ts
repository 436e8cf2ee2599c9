import type { Reminder } from "../routine/clerk.ts";
import type { Words } from "../site/model.ts";
import { type Instant, toIso } from "../time/instant.ts";
import type { Ticket } from "./ticket.ts";

/** Nobody above has replied: the director chases it. @see ZX-6-2g in the clause catalogue */
export const chaseReminder = (ticket: Ticket, at: Instant): Reminder => ({
  ...about(ticket),
  key: `chase/${ticket.id}/${toIso(at)}`,
  role: "hall-director",
  title: {
    zh: `${ticket.report?.department ?? ""}还没有答复，请催办`,
    en: `${ticket.report?.department ?? ""} has not replied: chase it`,
  },
  steps: [
    {
      zh: `报修单 ${ticket.id}，接报人：${ticket.report?.receiver ?? ""}。催办后请记下。`,
      en: `Ticket ${ticket.id}, taken by ${ticket.report?.receiver ?? ""}. Note when you have chased it.`,
    },
  ],
});

/** It will be away for longer than a day: a spare is due at once. @see ZX-12-4b in the clause catalogue */
export const spareReminder = (ticket: Ticket, expectedDays: number): Reminder => ({
  ...about(ticket),
  key: `spare/${ticket.id}`,
  role: "superior",
  title: {
    zh: `设备带走预计 ${expectedDays} 天，需要备用设备`,
    en: `Taken away for ${expectedDays} days: a spare is needed`,
  },
  steps: [
    {
      zh: `报修单 ${ticket.id}。备用设备到位后请在报修单上登记。`,
      en: `Ticket ${ticket.id}. Link the spare on the ticket once it is there.`,
    },
  ],
});

const about = (
  ticket: Ticket,
): {
  readonly paper: string;
  readonly target: string;
  readonly targetName: Words;
  readonly zone: string;
} => ({
  paper: `ticket:${ticket.id}`,
  ...(ticket.isConfidential
    ? { target: "hall", targetName: ticket.title, zone: "" }
    : { target: ticket.target, targetName: ticket.targetName, zone: ticket.zone }),
});
