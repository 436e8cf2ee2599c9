import type { Delivery } from "#gateway/ports/record.ts";
import type { Message } from "#rules/notice/message.ts";
import { after, between, hours, type Instant } from "#rules/time/instant.ts";
import { backOff } from "./back-off.ts";
import type { Target } from "./route.ts";
import type { Sent } from "./sender.ts";

type Failed = Extract<Sent, { is: "failed" }>;

/** A message is given up when it is so old and has been tried so often: the clock alone may just have been set. */
const GIVE_UP = hours(24);
const TRIES_AT_LEAST = 10;
/** What only people can mend is tried as rarely as what has failed so often. */
const REFUSED_LIKE = 10;

/** Whether nothing more is done about it. */
export const isOver = ({ state }: Delivery): boolean => state === "sent" || state === "given-up";

/** A delivery that has not begun. */
export const waiting = (message: Message, { key, channel }: Target, at: Instant): Delivery => ({
  message: message.key,
  channel: channel.name,
  key,
  state: "waiting",
  attempts: 0,
  at,
  nextAt: null,
  detail: "",
});

/** What was never begun because nobody can be reached: not a delivery, but on the list, so that it does not look like one. */
export const consoleOnly = (message: Message, who: string, at: Instant): Delivery => ({
  message: message.key,
  channel: "console",
  key: `${message.key}:console`,
  state: "given-up",
  attempts: 0,
  at,
  nextAt: null,
  detail: `${who}: shown on the console only`,
});

export const delivered = (delivery: Delivery, detail: string, at: Instant): Delivery => ({
  ...delivery,
  state: "sent",
  attempts: delivery.attempts + 1,
  at,
  nextAt: null,
  detail,
});

/** After a try that failed: when it is tried again, or that it is not any more. */
export const failed = (
  delivery: Delivery,
  { why, retry, wait }: Failed,
  { messageAt, at, chance }: { readonly messageAt: Instant; readonly at: Instant; readonly chance: number },
): Delivery => {
  const attempts = delivery.attempts + 1;
  const next = { ...delivery, attempts, at };
  if (between(messageAt, at) >= GIVE_UP && attempts >= TRIES_AT_LEAST)
    return givenUp(next, `given up after 24 hours: ${why}`, at);
  const length = backOff(retry ? attempts : Math.max(attempts, REFUSED_LIKE), chance);
  const nextAt = after(at, wait !== undefined && wait > length ? wait : length);
  return { ...next, state: "failed", nextAt, detail: why };
};

export const givenUp = (delivery: Delivery, detail: string, at: Instant): Delivery => ({
  ...delivery,
  state: "given-up",
  at,
  nextAt: null,
  detail,
});
