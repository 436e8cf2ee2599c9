import type { Outgoing } from "#gateway/notify/sender.ts";
import { textOf } from "#gateway/notify/text.ts";
import type { Message } from "#rules/notice/message.ts";
import { messageTo } from "./messages.ts";
import { hallSite } from "./notify-hall.ts";

/** A message as it would go out. */
export const outgoingOf = ({
  message = messageTo("G1"),
  detail = "full",
  address = null,
}: {
  readonly message?: Message;
  readonly detail?: "full" | "brief";
  readonly address?: string | null;
} = {}): Outgoing => {
  const { name, zones, calendar } = hallSite([]);
  const site = { name, zones, timeZone: calendar.timeZone };
  return {
    key: `${message.key}:channel`,
    address,
    person: "王伟",
    message,
    text: textOf(message, { site, console: "https://hall.example", detail, person: "王伟" }),
    isBrief: detail === "brief",
  };
};
