import { z } from "zod";
import { who } from "./command.ts";
import { time } from "./common.ts";

/** One way out, and how it does. */
export const channel = z.object({
  name: z.string(),
  /** `email`, `webhook`, `wecom`, … */
  via: z.string(),
  /** The server, without secrets: `smtp://mail.example:25`. */
  where: z.string(),
  /** `untried`: nothing was sent by it since the start. */
  state: z.enum(["up", "down", "untried"]),
  lastSentAt: time.nullable(),
  lastFailedAt: time.nullable(),
  /** The server's answer or the error, without secrets; empty: none. */
  lastError: z.string(),
  sent: z.int(),
  failed: z.int(),
});

export const notifyStatus = z.object({
  channels: z.array(channel),
  /** Whom a test can be sent to, and by which channels, first choice first. */
  people: z.array(z.object({ id: z.string(), name: z.string(), channels: z.array(z.string()) })),
  /** Messages that are not out yet. */
  waiting: z.int(),
  /** Who cannot be told, and why. */
  problems: z.array(z.string()),
  at: time,
});

/** A marked test message to one person, by all of the person's channels or by one. */
export const notifyTest = z.strictObject({ person: who, channel: z.string().min(1).max(100).optional() });
export const notifyTested = z.object({
  outcomes: z.array(
    z.object({
      channel: z.string(),
      is: z.enum(["sent", "failed"]),
      /** The server's answer or the error, without secrets. */
      detail: z.string(),
      tookMs: z.number(),
    }),
  ),
});

/** What became of one message about an alert on one channel. */
export const delivery = z.object({
  /** Of the message. */
  key: z.string(),
  kind: z.string(),
  role: z.string(),
  /** The person's name; null: nobody in particular. */
  person: z.string().nullable(),
  channel: z.string(),
  state: z.enum(["waiting", "sent", "failed", "given-up"]),
  attempts: z.int(),
  /** Of the last change. */
  at: time,
  /** When it is tried again. */
  nextAt: time.nullable(),
  detail: z.string(),
});

export type WireChannel = z.infer<typeof channel>;
export type WireNotifyStatus = z.infer<typeof notifyStatus>;
export type NotifyTest = z.infer<typeof notifyTest>;
export type WireNotifyTested = z.infer<typeof notifyTested>;
export type WireDelivery = z.infer<typeof delivery>;
