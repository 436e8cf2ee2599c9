import type { AlertClass, Role, Site } from "#rules/site/model.ts";
import type { Channel, ChannelVia } from "#rules/site/notify-plan.ts";
import type { Sender } from "./sender.ts";
import { dingtalk } from "./senders/dingtalk.ts";
import { emailSender } from "./senders/email.ts";
import { feishu } from "./senders/feishu.ts";
import { mqttSender, type Publish } from "./senders/mqtt.ts";
import { robotSender } from "./senders/robot.ts";
import { webhookSender } from "./senders/webhook.ts";
import { wecom } from "./senders/wecom.ts";

/** Channels that messages go out by; an Alertmanager is kept up to date instead (`alertmanager.ts`). */
export type MessageVia = Exclude<ChannelVia, { is: "alertmanager" }>;
export type MessageChannel = Channel & { readonly via: MessageVia };

export type WaysOptions = {
  readonly hall: Pick<Site, "id" | "name">;
  /** Where secrets and the addresses of robots are looked up by name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Null: the hall has no broker. */
  readonly publish: Publish | null;
  /** ms since 1970 of the real world's clock, for signatures. */
  readonly wallMs: () => number;
};

export const isForMessages = (channel: Channel): channel is MessageChannel =>
  channel.via.is !== "alertmanager";

/** What sends by a channel of the site file. One that lacks a secret fails with what to do, at every try. */
export const senderFor = (
  { name, via }: MessageChannel,
  { hall, environment, publish, wallMs }: WaysOptions,
): Sender => {
  const missing = [secretName(via)].flatMap(secret => (secret && !environment[secret] ? [secret] : []));
  if (missing[0] !== undefined) return silentSender(name, `set the environment variable ${missing[0]}`);
  const secretOf = (variable: string | undefined) =>
    variable === undefined ? undefined : environment[variable];
  switch (via.is) {
    case "email": {
      const { url, from, username, passwordEnv } = via;
      return emailSender({ url, from, username, password: secretOf(passwordEnv) });
    }
    case "webhook": {
      const { url, headers, template, contentType, secretEnv } = via;
      return webhookSender({
        url,
        headers,
        template,
        contentType,
        hall,
        wallMs,
        secret: secretOf(secretEnv),
      });
    }
    case "wecom":
    case "dingtalk":
    case "feishu": {
      const url = via.url ?? secretOf(via.urlEnv) ?? "";
      if (via.urlEnv !== undefined && secretOf(via.urlEnv) === undefined)
        return silentSender(name, `set the environment variable ${via.urlEnv}`);
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
        return silentSender(name, `${via.urlEnv} does not hold an address such as https://host/path`);
      return robotSender(ROBOTS[via.is], { url, secret: secretOf(via.secretEnv), wallMs });
    }
    case "mqtt":
      return mqttSender({ topic: via.topic, publish });
  }
};

const ROBOTS = { wecom, dingtalk, feishu } as const;

const secretName = (via: MessageVia): string | undefined => {
  switch (via.is) {
    case "email":
      return via.passwordEnv;
    case "webhook":
    case "wecom":
    case "dingtalk":
    case "feishu":
      return via.secretEnv;
    case "mqtt":
      return undefined;
  }
};

const silentSender = (name: string, help: string): Sender => ({
  where: `channel ${name}`,
  send: async () => ({ is: "failed", why: `channel ${name}: ${help}`, retry: false }),
});

/** Whether a channel gets a copy of what is meant for a role, of a class and a priority. */
export const receives = (
  { receives: filter }: Channel,
  what: { readonly role: Role; readonly class: AlertClass; readonly priority: number },
): boolean =>
  filter !== undefined &&
  (filter.roles?.includes(what.role) ?? true) &&
  (filter.classes?.includes(what.class) ?? true) &&
  what.priority <= (filter.priority ?? 4);
