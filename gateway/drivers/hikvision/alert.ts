import { type Instant, instant } from "#rules/time/instant.ts";

/** One alert of the stream. `heartbeat`: a loss of video that is none, which it says about every ten seconds. */
export type Alert = {
  readonly is: "heartbeat" | "video-lost" | "other";
  /** Which channel; absent: the recorder itself. */
  readonly channel?: number;
  /** Its own time; absent: it tells none, or none that can be read. */
  readonly at?: Instant;
};

const OPEN = "<EventNotificationAlert";
const CLOSE = "</EventNotificationAlert>";
/** No alert is longer; pictures between them are passed over. */
export const MOST_CHARACTERS = 65_536;

/**
 * Takes alerts from the stream. How its parts are divided differs by firmware, and pictures may stand between them; the
 * alerts themselves do not.
 *
 * @param text  what came, a byte a character
 * @returns the alerts, and what may still become one
 */
export const alertsIn = (text: string): { readonly alerts: readonly string[]; readonly rest: string } => {
  const alerts: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(OPEN, from);
    if (start < 0) return { alerts, rest: text.slice(Math.max(from, text.length - OPEN.length + 1)) };
    const end = text.indexOf(CLOSE, start);
    const next = text.indexOf(OPEN, start + OPEN.length);
    if (next >= 0 && (end < 0 || next < end)) {
      // What began was cut: another begins before its end.
      from = next;
      continue;
    }
    if (end < 0) {
      const rest = text.slice(start);
      return { alerts, rest: rest.length > MOST_CHARACTERS ? "" : rest };
    }
    alerts.push(text.slice(start, end + CLOSE.length));
    from = end + CLOSE.length;
  }
};

/** Reads one alert. What it lacks says nothing: an alert without a state is no heartbeat. */
export const read = (alert: string): Alert => {
  const type = textOf(alert, "eventType").toLowerCase();
  const state = textOf(alert, "eventState").toLowerCase();
  const number = Number(textOf(alert, "channelID") || textOf(alert, "dynChannelID"));
  const channel = Number.isInteger(number) && number > 0 ? number : undefined;
  const at = timeOf(textOf(alert, "dateTime"));
  const isHeartbeat = type === "videoloss" && state === "inactive";
  const isLoss = type === "videoloss" && state === "active";
  return {
    is: isHeartbeat ? "heartbeat" : isLoss ? "video-lost" : "other",
    ...(channel !== undefined && { channel }),
    ...(at !== undefined && { at }),
  };
};

const textOf = (alert: string, name: string): string =>
  new RegExp(`<(?:\\w+:)?${name}>\\s*([^<]{0,64}?)\\s*<`).exec(alert)?.[1] ?? "";

/** Strictly: firmware writes `2024-01-22T11:47:0500:00`, which a lenient reader takes for another time. */
const timeOf = (text: string): Instant | undefined => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : instant(at);
};
