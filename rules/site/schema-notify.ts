import { z } from "zod";
import { webAddress } from "./addresses.ts";
import { form, reading, type Told, told } from "./form.ts";
import type { AlertClass, Role } from "./model.ts";
import type { ChannelVia } from "./notify-plan.ts";
import { text } from "./schema-points.ts";
import { dailyHours } from "./wall-moment.ts";

/** What an alert can be about, the most grave first. */
export const ALERT_CLASSES = [
  "life-safety",
  "security",
  "equipment",
  "energy",
  "housekeeping",
  "system",
] as const satisfies readonly AlertClass[];

const VIAS = [
  "email",
  "webhook",
  "wecom",
  "dingtalk",
  "feishu",
  "mqtt",
  "alertmanager",
] as const satisfies readonly ChannelVia["is"][];

const environment = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, "must be the name of an environment variable, such as MAIL_PASSWORD");
const address = z.string().trim().min(1).max(2_000);

/** Which of a channel's keys are for which kind of it is told when the site is built. */
const channel = (roles: readonly Role[]) =>
  z.strictObject({
    via: z.enum(VIAS).describe(`How it goes out: ${VIAS.join(", ")}`),
    detail: z
      .enum(["full", "brief"])
      .optional()
      .describe(
        "brief: the hall, what kind of thing, and to log in; full: everything, as what stays in the hall has unless said",
      ),
    receives: z
      .strictObject({
        roles: z.array(z.enum(roles)).min(1).optional().describe("What is meant for these: [hall-director]"),
        classes: z.array(z.enum(ALERT_CLASSES)).min(1).optional().describe("Of these: [life-safety]"),
        priority: z.literal([1, 2, 3, 4]).optional().describe("This urgent or more: 2"),
      })
      .optional()
      .describe("What it gets beside messages for people: { priority: 1 }; {} is everything"),
    url: address.optional().describe("email: smtp://host:25, smtps://host:465; others: https://host/path"),
    url_env: environment.optional().describe("Group robots: the environment variable that holds the address"),
    from: address.optional().describe("email: the sender, Hall A <hall-a@example.com>"),
    username: text.optional().describe("email: who logs in"),
    password_env: environment.optional().describe("email: the environment variable that holds the password"),
    secret_env: environment.optional().describe("The environment variable that holds the key for signing"),
    headers: z.record(z.string(), address).optional().describe("webhook: further headers"),
    template: z.string().min(1).max(20_000).optional().describe("webhook: the body as a Mustache text"),
    content_type: text.optional().describe("webhook: application/json unless said"),
    topic: text.optional().describe("mqtt: halls/site-a/messages"),
    urls: z.array(address).min(1).optional().describe("alertmanager: [http://am-1:9093, http://am-2:9093]"),
  });

/** `notify:` of the site file. */
export const notifyPart = (roles: readonly Role[], idKey: z.ZodString) =>
  z
    .strictObject({
      channels: z.record(idKey, channel(roles)).default({}).describe("Ways out by name"),
      quiet_hours: form(dailyHours)
        .optional()
        .describe("Only priority 1 and 2 go out in it, the rest at its end: 22:00-07:00"),
      link: form(webAddress).optional().describe("Where people open the console: https://hall.example.com"),
    })
    .default({ channels: {} })
    .describe("How messages go out");

const oneChannel = (
  entry: string | Readonly<Record<string, string>>,
): Told<{ readonly channel: string; readonly address: string }> => {
  if (typeof entry === "string") return told({ channel: entry, address: "" });
  const [first, ...more] = Object.entries(entry);
  if (first !== undefined && more.length === 0) return told({ channel: first[0], address: first[1].trim() });
  return {
    is: "refused",
    code: "CFG106",
    why: "names not one channel",
    help: "one channel an entry, first choice first: [{ mail: li@example.com }, team]",
  };
};

/** How a person is reached, first choice first: `[{ mail: li@example.com }, { team: "13800138000" }, board]`. */
export const reach = z
  .array(
    z
      .union([text, z.record(z.string(), z.string().max(500))], {
        error: 'expected a channel with an address in quotes, such as { phone: "13800138000" }',
      })
      .transform(reading(oneChannel)),
  )
  .describe(
    'How the person is reached, first choice first: [{ mail: li@example.com }, { team: "13800138000" }]',
  );
