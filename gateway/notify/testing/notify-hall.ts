import { type HandClock, handClock } from "#gateway/app/testing/hand-clock.ts";
import { Notifier, type NotifierOptions } from "#gateway/notify/notifier.ts";
import type { Outgoing, Sender, Sent } from "#gateway/notify/sender.ts";
import type { RecordStore, StoredMessage } from "#gateway/ports/record.ts";
import { memoryRecord } from "#gateway/stores/memory/record.ts";
import type { Alert } from "#rules/alert/alert.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Person } from "#rules/site/model.ts";
import type { Channel, ChannelVia } from "#rules/site/notify-plan.ts";
import type { Millis } from "#rules/time/instant.ts";
import { between } from "#rules/time/instant.ts";
import { commitOf, NIGHT } from "./messages.ts";

const topic: ChannelVia = { is: "mqtt", topic: "test" };
/** A channel that a test's own sender stands behind. */
export const channel = (name: string, change: Partial<Channel> = {}): Channel => ({
  name,
  detail: "full",
  via: topic,
  ...change,
});

/** Wang is a guard with mail, a group and an SMS gateway, in this order; Li has nothing; Zhao only mail. */
export const PEOPLE: readonly Person[] = [
  {
    id: "G1",
    name: "王伟",
    roles: ["guard"],
    reach: [
      { channel: "mail", address: "wang@hall.example" },
      { channel: "group", address: "13800138000" },
      { channel: "sms", address: "" },
    ],
  },
  { id: "G2", name: "李静", roles: ["guard"] },
  {
    id: "M1",
    name: "赵敏",
    roles: ["duty-manager"],
    reach: [{ channel: "mail", address: "zhao@hall.example" }],
  },
];

export const hallSite = (channels: readonly Channel[]): NotifierOptions["site"] => ({
  id: "site-a",
  name: { zh: "城东营业厅", en: "East hall" },
  people: PEOPLE,
  zones: [{ id: "hall", name: { zh: "大厅", en: "Main hall" }, tags: [], points: {} }],
  notify: { channels, quiet: null },
  calendar: { timeZone: "Asia/Shanghai" },
});

/** What was tried: seconds since the start, channel, whom it reached there, and the key. */
export type Tried = readonly [second: number, channel: string, address: string | null, key: string];

export type NotifyHall = {
  readonly clock: HandClock;
  readonly record: RecordStore;
  readonly tried: Tried[];
  readonly outgoing: Outgoing[];
  /** What a channel answers from now on; a channel without an answer takes everything. */
  readonly answers: Map<string, (outgoing: Outgoing) => Sent | Promise<Sent>>;
  notifier: Notifier;
  /** Puts messages into the outbox and tells the notifier. */
  tell(...messages: readonly Message[]): Promise<void>;
  /** Lets time pass, and everything that follows from it happen. */
  pass(length: Millis): Promise<void>;
  /** Ends the notifier as a crash would, and starts another one on the same record. */
  crash(): Promise<void>;
  stored(message: Message): Promise<StoredMessage | undefined>;
};

export const failing = (
  why: string,
  rest: { readonly retry?: boolean; readonly wait?: Millis } = {},
): Sent => ({
  is: "failed",
  retry: true,
  why,
  ...rest,
});

/**
 * A notifier on a clock that stands until it is moved, a record in memory, and channels that answer as the test says.
 * `chance` is what every random number is.
 */
export const notifyHall = async (
  channels: readonly Channel[] = ["mail", "group", "sms"].map(name => channel(name)),
  options: {
    readonly chance?: number;
    readonly openAlerts?: () => readonly Alert[];
    readonly attachmentsOf?: NotifierOptions["attachmentsOf"];
  } = {},
): Promise<NotifyHall> => {
  const clock = handClock(NIGHT);
  const record = memoryRecord();
  await record.start();
  const tried: Tried[] = [];
  const outgoing: Outgoing[] = [];
  const answers: NotifyHall["answers"] = new Map();
  const senderOf = ({ name }: Channel): Sender => ({
    where: `${name}.example`,
    send: async message => {
      tried.push([Math.round(between(NIGHT, clock.now()) / 1_000), name, message.address, message.key]);
      outgoing.push(message);
      return (await answers.get(name)?.(message)) ?? { is: "sent", detail: "ok" };
    },
  });
  const made = () =>
    new Notifier({
      site: hallSite(channels),
      outbox: record,
      clock,
      machine: clock,
      openAlerts: options.openAlerts ?? (() => []),
      publish: null,
      environment: {},
      random: () => options.chance ?? 0.999_999,
      senderOf,
      ...(options.attachmentsOf && { attachmentsOf: options.attachmentsOf }),
    });
  const hall: NotifyHall = {
    clock,
    record,
    tried,
    outgoing,
    answers,
    notifier: made(),
    tell: async (...messages) => {
      await record.commit(commitOf(messages));
      hall.notifier.poke();
      await turns();
    },
    // In steps, so that what follows from one moment happens before the next one comes.
    pass: async length => {
      for (let left = length as number; left > 0; left -= 500) {
        clock.move(Math.min(500, left) as Millis);
        await turns();
      }
    },
    crash: async () => {
      // What the old one still does goes nowhere: its record is closed to it.
      const dead = hall.notifier;
      hall.notifier = made();
      void dead.stop();
      await hall.notifier.start();
      await turns();
    },
    stored: async message =>
      (await record.messages(message.items[0]?.alert ?? "")).find(
        stored => stored.message.key === message.key,
      ),
  };
  await hall.notifier.start();
  return hall;
};

/** Lets promises that wait for nothing outside come to their end. */
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await new Promise<void>(go => setImmediate(go));
};
