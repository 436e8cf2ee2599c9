import { type Clock, wallClock } from "#gateway/ports/clock.ts";
import { type Log, silent } from "#gateway/ports/log.ts";
import type { WireNotifyStatus } from "#gateway/wire/notify.ts";
import type { Alert } from "#rules/alert/alert.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Person, Site } from "#rules/site/model.ts";
import { minutes } from "#rules/time/instant.ts";
import { AlertmanagerSync } from "./alertmanager.ts";
import { Courier } from "./courier.ts";
import { Lane } from "./lane.ts";
import { Ledger, type Outbox } from "./ledger.ts";
import { problemsOf } from "./problems.ts";
import type { Target } from "./route.ts";
import type { Attachment, Outgoing, Sender } from "./sender.ts";
import type { Publish } from "./senders/mqtt.ts";
import { shownAs } from "./shown-as.ts";
import { statusOf } from "./status.ts";
import { type Tested, testMessage, testTargets } from "./test-message.ts";
import { textOf } from "./text.ts";
import { Unreached } from "./unreached.ts";
import { isForMessages, type MessageChannel, senderFor } from "./ways.ts";

export type NotifierOptions = {
  readonly site: Pick<Site, "id" | "name" | "people" | "zones" | "notify"> & {
    readonly calendar: Pick<Site["calendar"], "timeZone">;
  };
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** The world's clock, by which servers count; the hall's may run faster in a demo, or follow a step later. */
  readonly machine?: Clock;
  readonly log?: Log;
  /** The alerts that are open, as recorded: what Alertmanagers are kept up to date with. */
  readonly openAlerts: () => readonly Alert[];
  /** The hall's own broker; null: there is none. */
  readonly publish: Publish | null;
  /** Where secrets are looked up by name. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** 0 ≤ random() < 1: spreads tries over time. */
  readonly random?: () => number;
  /** Documents that go with a message where it is sent in full by mail; absent: none ever. */
  readonly attachmentsOf?: (message: Message) => Promise<readonly Attachment[]>;
  /** What sends by a channel, where it is not what the site file says. */
  readonly senderOf?: (channel: MessageChannel) => Sender;
};

/** How long a stop waits for tries that are under way, in ms of real time. */
const PARTING_MS = 2_000;

/**
 * Brings messages from the outbox to people, until each has been told or 24 hours have passed, and Alertmanagers up to date.
 * Whatever ends the process in between costs one repeat with the same key at most, and never a message.
 */
export class Notifier {
  readonly #options: NotifierOptions;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #channels: readonly MessageChannel[];
  readonly #lanes: ReadonlyMap<string, Lane>;
  readonly #ledger: Ledger;
  readonly #courier: Courier;
  readonly #unreached: Unreached;
  readonly #alertmanagers: readonly AlertmanagerSync[];
  readonly #console: string | null;
  #reading: Promise<void> | null = null;
  #isPoked = false;
  #isRunning = false;

  constructor(options: NotifierOptions) {
    const { site, clock, outbox, machine = wallClock(), log = silent, random = Math.random } = options;
    const { openAlerts, publish, environment = process.env } = options;
    this.#options = options;
    this.#clock = clock;
    this.#log = log;
    this.#console = site.notify.link ?? null;
    const ways = { hall: site, environment, publish, wallMs: () => machine.now() };
    const { senderOf = (channel: MessageChannel) => senderFor(channel, ways) } = options;
    this.#channels = site.notify.channels.filter(isForMessages);
    this.#lanes = new Map(
      this.#channels.map(channel => [channel.name, new Lane(senderOf(channel), clock, machine)]),
    );
    this.#ledger = new Ledger(outbox, clock, log);
    this.#unreached = new Unreached(clock);
    this.#courier = new Courier({
      people: site.people,
      channels: this.#channels,
      lanes: this.#lanes,
      ledger: this.#ledger,
      unreached: this.#unreached,
      clock,
      log,
      random,
      outgoingOf: (message, target, person) => this.#outgoing(message, target, person),
    });
    this.#alertmanagers = site.notify.channels.flatMap(channel => {
      if (channel.via.is !== "alertmanager") return [];
      const shared = { name: channel.name, openAlerts, clock: machine, log, random };
      const shown = shownAs(channel, site, this.#console);
      return channel.via.urls.map(url => new AlertmanagerSync({ ...shared, url, shownAs: shown }));
    });
  }

  /** Takes up what the record has; resolves when it was read. */
  async start(): Promise<void> {
    this.#isRunning = true;
    for (const sync of this.#alertmanagers) sync.start();
    this.poke();
    await this.#reading;
  }

  /** There may be something new in the outbox, or another alert: to be called after every commit with messages or transitions. */
  poke(): void {
    if (!this.#isRunning) return;
    for (const sync of this.#alertmanagers) sync.poke();
    this.#isPoked = true;
    this.#reading ??= this.#read();
  }

  /** Waits two seconds for tries that are under way; what they did not end is tried again after the next start. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    for (const sync of this.#alertmanagers) sync.stop();
    this.#courier.stop();
    await Promise.all([...this.#lanes.values()].map(lane => lane.stop(PARTING_MS)));
    await this.#ledger.stop();
  }

  /** What people must know, as sentences: who cannot be told, and by which channel nothing goes out. */
  problems(): readonly string[] {
    return problemsOf({
      now: this.#clock.now(),
      timeZone: this.#options.site.calendar.timeZone,
      rounds: this.#courier.rounds(),
      lanes: this.#lanes,
      unreached: this.#unreached.list(),
      alertmanagers: this.#alertmanagers,
      ledgerTrouble: this.#ledger.trouble,
    });
  }

  /** How every channel does, in wire shape. */
  status(): WireNotifyStatus {
    return statusOf({
      channels: this.#channels,
      lanes: this.#lanes,
      alertmanagers: this.#alertmanagers,
      people: this.#options.site.people,
      waiting: this.#courier.rounds().length,
      problems: this.problems(),
      at: this.#clock.now(),
    });
  }

  /**
   * Sends a marked test to one person at once, past the outbox, by all of the person's channels or by one.
   *
   * @param who      id or name
   * @param channel  one that is not the person's own sends it wherever it goes
   */
  async test(who: string, channel?: string): Promise<Tested> {
    const at = this.#clock.now();
    const message = (person: Person) => testMessage(person, at);
    const found = testTargets({
      who,
      channel,
      message,
      people: this.#options.site.people,
      channels: this.#channels,
    });
    if (found.is === "refused") return found;
    const { person, targets } = found;
    const tries = targets.map(async target => {
      const begun = performance.now();
      const outgoing = this.#outgoing(message(person), target, person);
      const lane = this.#lanes.get(target.channel.name);
      const sent = (await lane?.send(outgoing, () => true)) ?? null;
      const tookMs = Math.round(performance.now() - begun);
      const shared = { channel: target.channel.name, tookMs };
      if (sent === null) return { ...shared, is: "failed" as const, detail: "the gateway is stopping" };
      return { ...shared, is: sent.is, detail: sent.is === "sent" ? sent.detail : sent.why };
    });
    return { is: "done", answer: { outcomes: await Promise.all(tries) } };
  }

  async #read(): Promise<void> {
    while (this.#isPoked && this.#isRunning) {
      this.#isPoked = false;
      const ended = [...this.#courier.ended()];
      try {
        const stored = await this.#options.outbox.outbox();
        this.#courier.forget(ended);
        await this.#courier.takeUp(stored);
      } catch (error) {
        this.#log.error({ err: error }, "outbox cannot be read");
        this.#clock.after(minutes(1), () => this.poke());
      }
    }
    this.#reading = null;
  }

  #outgoing(message: Message, target: Target, person: Person | null): Outgoing {
    const { key, channel, address, choice } = target;
    const { name, zones, calendar } = this.#options.site;
    const { detail } = channel;
    const to = choice === null && message.kind !== "test" ? null : (person?.name ?? null);
    const site = { name, zones, timeZone: calendar.timeZone };
    const text = textOf(message, { site, console: this.#console, detail, person: to });
    const { attachmentsOf } = this.#options;
    const isBrief = detail === "brief";
    const hasAttachments = attachmentsOf !== undefined && !isBrief && channel.via.is === "email";
    const attachments = hasAttachments && { attachments: () => attachmentsOf(message) };
    return { key, address, person: to, message, text, isBrief, ...attachments };
  }
}
