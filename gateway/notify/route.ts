import type { Message } from "#rules/notice/message.ts";
import type { Person } from "#rules/site/model.ts";
import { type MessageChannel, receives } from "./ways.ts";

/** One delivery that there may be. */
export type Target = {
  /** Of the delivery: `<key of the message>:<channel>`. */
  readonly key: string;
  readonly channel: MessageChannel;
  /** Null: wherever the channel goes. */
  readonly address: string | null;
  /** Null: a copy, meant for nobody in particular. Else which choice of the person's it is, 0 first. */
  readonly choice: number | null;
};

/** By which channels a message goes to its person, first choice first, and which channels get a copy. */
export type Route = {
  readonly person: Person | null;
  readonly choices: readonly Target[];
  readonly copies: readonly Target[];
};

/**
 * Where a message goes. A channel that is among the person's choices gets no copy beside.
 *
 * @param to  the person that it is for, null for nobody in particular
 */
export const routeOf = (message: Message, to: Person | null, channels: readonly MessageChannel[]): Route => {
  const used = new Map<string, number>();
  const keyFor = (name: string): string => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return `${message.key}:${name}${count === 1 ? "" : `:${count}`}`;
  };
  const choices = (to?.reach ?? []).flatMap(({ channel: name, address }) => {
    const channel = channels.find(each => each.name === name);
    return channel ? [{ key: keyFor(name), channel, address: address === "" ? null : address }] : [];
  });
  const { role } = message.to;
  const what = { role, class: message.class, priority: message.priority };
  const copies = channels
    .filter(channel => !used.has(channel.name) && canCopy(channel) && receives(channel, what))
    .map(channel => ({ key: keyFor(channel.name), channel, address: null, choice: null }));
  return { person: to, choices: choices.map((target, choice) => ({ ...target, choice })), copies };
};

/** Mail goes to somebody's address, and a copy is nobody's. */
const canCopy = ({ via }: MessageChannel): boolean => via.is !== "email";

/**
 * What a copy says: equal for messages that were decided together and tell several people of the same, of which one copy is
 * enough.
 */
export const copySubject = ({ kind, at, items, about = [] }: Message, channel: string): string =>
  JSON.stringify([
    channel,
    kind,
    at,
    items.map(({ alert, revision }) => `${alert}:${revision}`),
    ...(about.length > 0 ? [about.map(({ target, title }) => [target, title.zh])] : []),
  ]);
