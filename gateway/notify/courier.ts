import type { Clock } from "#gateway/ports/clock.ts";
import type { Log } from "#gateway/ports/log.ts";
import type { Delivery, StoredMessage } from "#gateway/ports/record.ts";
import type { Message } from "#rules/notice/message.ts";
import type { Person } from "#rules/site/model.ts";
import { between, type Instant, type Millis, millis, minutes } from "#rules/time/instant.ts";
import { consoleOnly, delivered, failed, givenUp, isOver, waiting } from "./delivery.ts";
import type { Lane } from "./lane.ts";
import type { Ledger } from "./ledger.ts";
import { type Errand, hasEnded, isLost, nextChoice, type Round, toldBy, toPerson } from "./round.ts";
import { copySubject, routeOf, type Target } from "./route.ts";
import type { Outgoing, Sent } from "./sender.ts";
import type { Unreached } from "./unreached.ts";
import type { MessageChannel } from "./ways.ts";

export type CourierOptions = {
  readonly people: readonly Person[];
  readonly channels: readonly MessageChannel[];
  /** By name of the channel. */
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly ledger: Ledger;
  readonly unreached: Unreached;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ random() < 1 */
  readonly random: () => number;
  readonly outgoingOf: (message: Message, target: Target, person: Person | null) => Outgoing;
};

/** Without success for so long, the person's next channel is tried as well. */
export const FALLBACK = minutes(2);
/** No server asks for a longer wait; one that is was reckoned before the clock was set back. */
const LONGEST_WAIT = minutes(70);
const COPIES_REMEMBERED = 2_000;

/**
 * Carries messages: by the person's first channel, after a failure again and again with growing waits, after two minutes
 * without success by the next channel as well. What is about to be tried is recorded before, what came of it at once after.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #rounds = new Map<string, Round>();
  /** Ended and recorded since they were last taken. */
  #ended = new Set<string>();
  readonly #copies = new Set<string>();
  #isStopped = false;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** The messages that are on their way. */
  rounds(): readonly Round[] {
    return [...this.#rounds.values()];
  }

  /** Messages that ended; an outbox that was read before they did may still list them. */
  ended(): ReadonlySet<string> {
    return this.#ended;
  }

  /** These need not be remembered any more: an outbox was read since they ended. */
  forget(ended: readonly string[]): void {
    for (const key of ended) this.#ended.delete(key);
  }

  /** Takes up what is not under way yet. Everything that will be tried is recorded in one go before any of it is. */
  async takeUp(stored: readonly StoredMessage[]): Promise<void> {
    const fresh = stored.filter(({ message: { key } }) => !this.#rounds.has(key) && !this.#ended.has(key));
    const begun = fresh.map(one => this.#begin(one));
    await this.#options.ledger.write(begun.flatMap(({ updates }) => updates));
    for (const { round } of begun) this.#resume(round);
  }

  /** No try begins any more; what is under way may end and is recorded. */
  stop(): void {
    this.#isStopped = true;
    for (const round of this.#rounds.values()) stopTimers(round);
  }

  #begin({ message, deliveries }: StoredMessage): { readonly round: Round; readonly updates: Delivery[] } {
    const { people, channels, clock, unreached } = this.#options;
    const at = clock.now();
    const person = people.find(({ id }) => id === message.to.person) ?? null;
    const route = routeOf(message, person, channels);
    const round: Round = { message, route, errands: new Map(), fallback: null, writes: 0 };
    this.#rounds.set(message.key, round);
    const updates = this.#recall(round, deliveries, at);
    if (deliveries.length === 0) {
      for (const copy of route.copies) if (this.#claim(message, copy)) updates.push(this.#open(round, copy));
      if (route.choices.length === 0) {
        const isHeld = people.some(({ roles }) => roles.includes(message.to.role));
        // A hall without any channel has chosen its console: that is no trouble of a person's.
        if (channels.length > 0) unreached.nobody(person?.name ?? null, message.to.role, isHeld);
        const who =
          person === null ? `nobody can be reached as ${message.to.role}` : `${person.name} has no channel`;
        updates.push(consoleOnly(message, who, at));
      }
    }
    const first = toPerson(round).length === 0 ? nextChoice(round) : null;
    if (first) updates.push(this.#open(round, first));
    return { round, updates };
  }

  /** Goes on with what another run of the gateway began. */
  #recall(round: Round, deliveries: readonly Delivery[], at: Instant): Delivery[] {
    const { choices, copies } = round.route;
    const known = new Map([...choices, ...copies].map(target => [target.key, target]));
    return deliveries.flatMap(delivery => {
      const target = known.get(delivery.key);
      if (target) round.errands.set(target.key, { target, delivery, isTrying: false, timer: null });
      return target || isOver(delivery) ? [] : [givenUp(delivery, "the hall no longer has this channel", at)];
    });
  }

  /** One copy is enough for all who are told the same at the same moment. */
  #claim(message: Message, { channel }: Target): boolean {
    const subject = copySubject(message, channel.name);
    if (this.#copies.has(subject)) return false;
    this.#copies.add(subject);
    const [oldest] = this.#copies;
    if (this.#copies.size > COPIES_REMEMBERED && oldest !== undefined) this.#copies.delete(oldest);
    return true;
  }

  #open(round: Round, target: Target): Delivery {
    const delivery = waiting(round.message, target, this.#options.clock.now());
    round.errands.set(target.key, { target, delivery, isTrying: false, timer: null });
    return delivery;
  }

  #resume(round: Round): void {
    const now = this.#options.clock.now();
    // What failed before this run has used its time; what was never tried gets all of it.
    const hasFailed = toPerson(round).some(({ delivery }) => delivery.attempts > 0);
    const used = hasFailed ? Math.min(FALLBACK, Math.max(0, between(round.message.at, now))) : 0;
    this.#waitForFallback(round, millis(FALLBACK - used));
    for (const errand of round.errands.values()) {
      const { nextAt } = errand.delivery;
      if (isOver(errand.delivery)) continue;
      const left = nextAt === null ? millis(0) : between(now, nextAt);
      if (left <= 0 || left > LONGEST_WAIT) this.#try(round, errand);
      else this.#tryAfter(round, errand, left);
    }
    this.#settle(round);
  }

  #tryAfter(round: Round, errand: Errand, length: Millis): void {
    errand.timer = this.#options.clock.after(length, () => {
      errand.timer = null;
      this.#try(round, errand);
    });
  }

  #try(round: Round, errand: Errand): void {
    if (this.#isStopped || errand.isTrying) return;
    errand.isTrying = true;
    const { lanes, outgoingOf } = this.#options;
    const { target } = errand;
    const isWanted = () => !this.#isStopped && !isOver(errand.delivery);
    void lanes
      .get(target.channel.name)
      ?.send(outgoingOf(round.message, target, round.route.person), isWanted)
      .then(sent => {
        errand.isTrying = false;
        if (sent !== null) this.#came(round, errand, sent);
      });
  }

  #came(round: Round, errand: Errand, sent: Sent): void {
    const { clock, unreached } = this.#options;
    const isPersons = errand.target.choice !== null;
    if (sent.is === "failed") {
      this.#cameBack(round, errand, sent);
      return;
    }
    errand.delivery = delivered(errand.delivery, sent.detail, clock.now());
    const { person } = round.route;
    if (isPersons && person) unreached.reached(person.name, round.message.to.role);
    const rest = isPersons ? this.#callOff(round, errand.target.channel.name) : [];
    this.#record(round, [errand.delivery, ...rest]);
  }

  #cameBack(round: Round, errand: Errand, sent: Extract<Sent, { is: "failed" }>): void {
    const { clock, log, random, unreached } = this.#options;
    const { channel, choice } = errand.target;
    const { message, route } = round;
    const at = clock.now();
    const by = choice === null ? null : toldBy(round);
    log.warn({ message: message.key, channel: channel.name, why: sent.why }, "message not delivered");
    errand.delivery =
      by === null
        ? failed(errand.delivery, sent, { messageAt: message.at, at, chance: random() })
        : givenUp(errand.delivery, `told by ${by} instead (${sent.why})`, at);
    const { nextAt, state } = errand.delivery;
    if (nextAt !== null && !this.#isStopped) this.#tryAfter(round, errand, between(at, nextAt));
    if (state === "given-up" && choice === null) unreached.lost(`channel ${channel.name}`, sent.why);
    if (isLost(round)) unreached.lost(route.person?.name ?? message.to.role, sent.why);
    const isRefused = choice !== null && by === null && !sent.retry;
    this.#record(round, [errand.delivery, ...(isRefused ? this.#openNext(round) : [])]);
  }

  /** The person knows: what other channels have not sent is not needed any more. */
  #callOff(round: Round, by: string): readonly Delivery[] {
    const at = this.#options.clock.now();
    round.fallback?.stop();
    round.fallback = null;
    return toPerson(round).flatMap(errand => {
      if (isOver(errand.delivery)) return [];
      errand.timer?.stop();
      errand.timer = null;
      errand.delivery = givenUp(errand.delivery, `told by ${by} instead`, at);
      return [errand.delivery];
    });
  }

  #waitForFallback(round: Round, length: Millis): void {
    round.fallback?.stop();
    round.fallback = null;
    if (this.#isStopped || nextChoice(round) === null || toldBy(round) !== null) return;
    round.fallback = this.#options.clock.after(length, () => {
      round.fallback = null;
      if (toldBy(round) === null) this.#record(round, this.#openNext(round));
    });
  }

  /** Opens the person's next choice, and sets the time for the one after it. */
  #openNext(round: Round): readonly Delivery[] {
    const next = this.#isStopped ? null : nextChoice(round);
    if (next === null) return [];
    const delivery = this.#open(round, next);
    this.#waitForFallback(round, FALLBACK);
    return [delivery];
  }

  /** Records, and then tries what was opened with it. */
  #record(round: Round, updates: readonly Delivery[]): void {
    round.writes += 1;
    void this.#options.ledger.write(updates).then(() => {
      round.writes -= 1;
      for (const { key, state } of updates) {
        const errand = round.errands.get(key);
        if (state === "waiting" && errand && !isOver(errand.delivery)) this.#try(round, errand);
      }
      this.#settle(round);
    });
  }

  #settle(round: Round): void {
    if (!hasEnded(round)) return;
    stopTimers(round);
    if (this.#rounds.delete(round.message.key)) this.#ended.add(round.message.key);
  }
}

const stopTimers = (round: Round): void => {
  round.fallback?.stop();
  round.fallback = null;
  for (const errand of round.errands.values()) {
    errand.timer?.stop();
    errand.timer = null;
  }
};
