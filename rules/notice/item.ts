import type { Alert } from "../alert/alert.ts";
import type { MessageItem } from "./message.ts";

/** What a message says of an alert as it stands. */
export const itemOf = (alert: Alert): MessageItem => ({
  alert: alert.id,
  revision: alert.revision,
  fact: alert.fact,
  title: alert.title,
  target: alert.target,
  targetName: alert.targetName,
  zone: alert.zone,
  priority: alert.priority,
  class: alert.class,
  condition: alert.condition,
  openedAt: alert.openedAt,
  steps: alert.steps,
});
