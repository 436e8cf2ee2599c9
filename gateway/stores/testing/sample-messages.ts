import type { Commit, Delivery } from "#gateway/ports/record.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Instant } from "#rules/time/instant.ts";
import { lightOn, MORNING, transition } from "./sample-alerts.ts";

/** What the facilities engineer is told of alerts of `lightOn`. */
export const messageOf = (alerts: readonly string[], person = "F1", at: Instant = MORNING): Message => {
  const items = alerts.map(id => {
    const { fact, title, target, targetName, zone, priority, openedAt, steps, ...alert } = lightOn(id);
    const { class: kind, condition, revision } = alert;
    return {
      alert: id,
      revision,
      fact,
      title,
      target,
      targetName,
      zone,
      priority,
      class: kind,
      condition,
      openedAt,
      steps,
    };
  });
  const to = { role: "facilities", person } as const;
  const key = `${alerts[0]}:1:found:${person}`;
  return { key, kind: "found", at, to, priority: 3, class: "security", isSilent: false, items };
};

/** An alert and the messages that tell of it, in one commit. */
export const raisedWith = (alert: string, messages: readonly Message[]): Commit => ({
  ...transition("raised", lightOn(alert), { change: lightOn(alert) }),
  messages,
});

/** How far a message has come by mail; `change` gives what differs. */
export const mailed = (
  message: Message,
  state: Delivery["state"],
  change: Partial<Delivery> = {},
): Delivery => {
  const channel = change.channel ?? "mail";
  return {
    message: message.key,
    channel,
    key: `${message.key}:${channel}`,
    state,
    attempts: state === "waiting" ? 0 : 1,
    at: message.at,
    nextAt: null,
    detail: "",
    ...change,
  };
};
