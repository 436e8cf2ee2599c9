import { z } from "zod";
import { alert, alertBrief, alertEvent } from "./alert.ts";
import { measured, time } from "./common.ts";
import { delivery } from "./notify.ts";

const trail = { events: z.array(alertEvent), deliveries: z.array(delivery) };

/** An alert that an incident explains or has explained, with its own trail and messages. */
export const explained = alertBrief.extend({
  clearedAt: time.nullable(),
  closedAt: time.nullable(),
  ...trail,
});

/** An alert together with all that it explains or has explained: one incident, and everything that happened in it. */
export const incidentPage = z.object({
  alert,
  ...trail,
  /** The alert that explains this one, while it is suppressed. */
  cause: alertBrief.nullable(),
  /** Most urgent first, also those that are over. */
  explains: z.array(explained),
  /** What could not be seen when these alerts last changed: life safety first, then doors and alarms, then the rest. */
  blind: z.array(measured),
  /** More was explained than is told here. */
  isCut: z.boolean(),
  at: time,
});

export type WireExplained = z.infer<typeof explained>;
export type WireIncidentPage = z.infer<typeof incidentPage>;
