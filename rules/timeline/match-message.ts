import type { Message } from "../notice/message.ts";
import { ROLES } from "../site/roles.ts";
import type { Instant } from "../time/instant.ts";
import { isAbout, type Look } from "./compare.ts";
import type { Asked } from "./failure.ts";
import { clockText } from "./moments.ts";
import type { MessageMatcher, WantedMessage } from "./timeline.ts";

/**
 * Whether a message is as it must be. Fact and target must be those of one alert that it tells of,
 * or the target of something that it reminds of.
 */
export const fitsMessage = ({ wanted }: MessageMatcher, message: Message, look: Look): boolean => {
  const { fact, target, ...rest } = wanted;
  const alerts = message.items.some(
    item => (fact ?? item.fact) === item.fact && isAbout(target ?? item.target, item.target, look),
  );
  const about = message.about ?? [];
  const reminds = fact === undefined && about.some(each => isAbout(target ?? each.target, each.target, look));
  return (
    (alerts || reminds) &&
    (Object.keys(rest) as (keyof typeof rest)[]).every(key => isSo(key, wanted, message, look))
  );
};

/** What a matcher of messages asks for, key by key, as people write it. */
export const askedOfMessage = ({ wanted, count, from }: MessageMatcher, timeZone: string): Asked => [
  ...Object.entries(wanted).map(
    ([key, value]) => [key, key === "at" ? clockText(value as Instant, timeZone) : String(value)] as const,
  ),
  ...(count === null ? [] : [["count", String(count)] as const]),
  ...(from === null ? [] : [["from", clockText(from, timeZone)] as const]),
];

/** A message as one line for people: `23:40:45 found → M1 (duty-manager) appliance/S-guard`. */
export const messageText = (
  { at, kind, to, isSilent, items, about = [] }: Message,
  timeZone: string,
): string => {
  const who = to.person === null ? `nobody (${to.role})` : `${to.person} (${to.role})`;
  const what = [
    ...items.map(({ fact, target }) => `${fact}/${target}`),
    ...about.map(({ target, title }) => `${target} “${title.en}”`),
  ].join(", ");
  return `${clockText(at, timeZone)} ${kind} → ${who} ${what}${isSilent ? " silent" : ""}`;
};

const isSo = (
  key: Exclude<keyof WantedMessage, "fact" | "target">,
  wanted: WantedMessage,
  { at, kind, to, priority, class: own, isSilent, items, about = [] }: Message,
  { tolerance }: Look,
): boolean => {
  switch (key) {
    case "to":
      return (ROLES as readonly string[]).includes(wanted.to ?? "")
        ? to.role === wanted.to
        : to.person === wanted.to;
    case "kind":
      return kind === wanted.kind;
    case "class":
      return own === wanted.class;
    case "priority":
      return priority === wanted.priority;
    case "silent":
      return isSilent === wanted.silent;
    case "title":
      return [...items, ...about].some(({ title }) =>
        [title.zh, title.en].some(text => text.includes(wanted.title ?? "")),
      );
    case "alerts":
      return items.length === wanted.alerts;
    case "at":
      return wanted.at !== undefined && Math.abs(at - wanted.at) <= tolerance;
    default:
      return key satisfies never;
  }
};
