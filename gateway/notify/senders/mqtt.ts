import { toIso } from "#rules/time/instant.ts";
import type { Sender } from "../sender.ts";
import { shown } from "../trouble.ts";
import { opaque } from "./signing.ts";

/**
 * Publishes on the hall's broker, with QoS 1 and never retained. Resolves when the broker has taken it.
 *
 * @throws {Error} when it has not, in words for people
 */
export type Publish = (topic: string, payload: string) => Promise<void>;

export type MqttOptions = {
  readonly topic: string;
  /** Null: the hall has no broker. */
  readonly publish: Publish | null;
  readonly patienceMs?: number;
};

const PATIENCE_MS = 5_000;

/** A JSON message on the hall's broker, for lamps, displays and whatever else listens; `key` is the same in a repeat. */
export const mqttSender = ({ topic, publish, patienceMs = PATIENCE_MS }: MqttOptions): Sender => {
  const where = `mqtt topic ${topic}`;
  return {
    where,
    send: async ({ key, address, person, message, text, isBrief }) => {
      const to = address ?? topic;
      if (publish === null)
        return { is: "failed", why: `${where}: the hall has no MQTT broker (sources.mqtt)`, retry: false };
      const payload = JSON.stringify({
        key: isBrief ? opaque(key) : key,
        isTest: message.kind === "test",
        at: toIso(message.at),
        priority: message.priority,
        class: message.class,
        isSilent: message.isSilent,
        subject: text.subject,
        body: text.body,
        link: text.link,
        ...(isBrief
          ? {}
          : {
              kind: message.kind,
              to: { role: message.to.role, person },
              items: message.items.map(({ alert, fact, target, zone, priority, condition, openedAt }) => ({
                alert,
                fact,
                target,
                zone,
                priority,
                condition,
                openedAt: toIso(openedAt),
              })),
              ...(message.about && {
                about: message.about.map(({ target, zone, title }) => ({ target, zone, title })),
              }),
            }),
      });
      try {
        await within(publish(to, payload), patienceMs);
        return { is: "sent", detail: `mqtt topic ${to}: the broker has taken it` };
      } catch (error) {
        const why = shown(error instanceof Error ? error.message : String(error));
        return { is: "failed", why: `mqtt topic ${to}: ${why}`, retry: true };
      }
    },
  };
};

const within = async (work: Promise<void>, patienceMs: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the broker did not answer in ${patienceMs / 1_000} s`)),
      patienceMs,
    );
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
};
