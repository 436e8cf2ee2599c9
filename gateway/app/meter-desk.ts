import { createHash } from "node:crypto";
import { type Correction, correctMeter, replaceMeter } from "#rules/energy/correct-meter.ts";
import type { MeterEntry } from "#rules/energy/ledger.ts";
import type { Deed } from "#rules/engine/deed.ts";
import { personOf } from "#rules/routine/who.ts";
import type { Site } from "#rules/site/model.ts";
import { after, hours, type Instant, instant, toIso } from "#rules/time/instant.ts";
import type { Commanded } from "../http/commanded.ts";
import type { Clock } from "../ports/clock.ts";
import type { EnergyStore } from "../ports/energy.ts";
import type { RecordStore } from "../ports/record.ts";
import type { CorrectMeter, MeterReplaced } from "../wire/energy.ts";
import type { EnergyBook, Righted } from "./energy-book.ts";
import type { LiveEngine } from "./live-engine.ts";
import { mayRightMeters } from "./meter-rights.ts";
import type { Recorder } from "./recorder.ts";

export type MeterDeskParts = {
  readonly site: Site;
  readonly engine: LiveEngine;
  readonly book: EnergyBook;
  readonly store: Pick<EnergyStore, "entries">;
  readonly record: Pick<RecordStore, "deeds">;
  readonly recorder: Recorder;
  readonly clock: Clock;
};

type What = Extract<Deed, { is: "meter" }>["what"];

/** What a person wants put right. `entry`: id that it has in the ledger, made of what he asks: asking twice is asking once. */
type Asked = {
  readonly meter: string;
  readonly by: string;
  readonly what: What;
  readonly entry: string;
  readonly at: Instant;
  readonly detail: Extract<Deed, { is: "meter" }>["detail"];
  /** Whether an entry of that id says the same, as far as it can tell; what the trail says of it must be the same too. */
  readonly isSame: (entry: MeterEntry) => boolean;
  readonly work: (name: string) => Righted;
};

const OTHERS: Readonly<Record<What, string>> = {
  corrected: "that id was given to another correction: each needs its own",
  replaced:
    "it was said already that the meter was replaced then, with other figures: correct what that booked",
};
/** Entries of one meter that are looked through for a repeated command. */
const MOST = 10_000;
/** What was booked and not told to the trail, since the power went in between, is told at the next start. */
const UNTOLD_FOR = hours(24 * 30);

/** Where people put the ledger of energy right; what they do is in the ledger and on the trail. */
export class MeterDesk {
  readonly #parts: MeterDeskParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: MeterDeskParts) {
    this.#parts = parts;
  }

  /** Tells the trail what it has not heard of. */
  async start(): Promise<void> {
    const { store, record, clock } = this.#parts;
    const since = after(clock.now(), -UNTOLD_FOR as typeof UNTOLD_FOR);
    const righted = (await store.entries({ from: since, limit: MOST })).filter(({ by }) => by !== null);
    if (righted.length === 0) return;
    const told = new Set((await record.deeds()).flatMap(deed => (deed.is === "meter" ? [deed.entry] : [])));
    for (const { id, meter, is, by, kWh, why } of righted)
      if (by !== null && !told.has(id)) {
        const what = is === "correction" ? "corrected" : "replaced";
        void this.#tell({ meter, what, by, entry: id, detail: { kWh, why } });
      }
  }

  correct(meter: string, { by, id, from, to, kWh, why }: CorrectMeter): Promise<Commanded<null>> {
    const now = this.#parts.clock.now();
    const asked = { from: momentOf(from), to: momentOf(to), kWh, why };
    const key = id ?? printOf({ ...asked, by, now });
    const correction = (name: string): Correction => ({ id: key, ...asked, by: name });
    return this.#put({
      meter,
      by,
      what: "corrected",
      entry: `${meter}/correction/${key}`,
      at: now,
      detail: { from, to, kWh, why },
      isSame: entry => entry.from === asked.from && entry.to === asked.to && entry.kWh === kWh,
      work: name => {
        const state = this.#parts.book.state(meter);
        const corrected = correctMeter(meter, correction(name), now);
        if (corrected.is === "refused" || state === undefined) return refusedBy(corrected);
        return { state, quarters: corrected.quarters, entries: [corrected.entry] };
      },
    });
  }

  replaced(
    meter: string,
    { by, at, endKwh, startKwh, serial, why }: MeterReplaced,
  ): Promise<Commanded<null>> {
    const moment = momentOf(at);
    const { book, clock } = this.#parts;
    return this.#put({
      meter,
      by,
      what: "replaced",
      entry: `${meter}/replacement/${toIso(moment)}`,
      at: clock.now(),
      detail: { at, endKwh: endKwh ?? null, startKwh, serial: serial ?? null, why },
      isSame: entry => entry.is === "replacement",
      work: name => {
        const real = book.meter(meter);
        const state = book.state(meter);
        const limits = real && book.limits(real);
        if (state === undefined || limits?.is !== "counter")
          return { is: "refused", why: "it does not count: its power goes on whatever meter tells it" };
        if (moment > clock.now()) return { is: "refused", why: "that time has not been yet" };
        const said = {
          at: moment,
          by: name,
          startKwh,
          ...(endKwh !== undefined && { endKwh }),
          ...(serial !== undefined && { meter: serial }),
        };
        return replaceMeter(meter, state, said, limits, { by: name, why });
      },
    });
  }

  /** One after the other: what is asked twice at once is found the second time. */
  #put(asked: Asked): Promise<Commanded<null>> {
    const done = this.#last.then(() => this.#righted(asked));
    this.#last = done.catch(() => {});
    return done;
  }

  async #righted(asked: Asked): Promise<Commanded<null>> {
    const { site, book, store, recorder } = this.#parts;
    const { meter, what, entry } = asked;
    if (book.meter(meter) === undefined) return { is: "unknown" };
    const person = personOf(site, asked.by);
    const not = mayRightMeters(person);
    if (not !== null || person === undefined) return not ?? { is: "unknown" };
    if (recorder.trouble !== "")
      return { is: "unrecorded", why: `was not ${what}, try again later: ${recorder.trouble}` };
    await book.settled();
    const waiting = book.waiting(entry);
    const before = waiting ?? (await store.entries({ meter, limit: MOST })).find(({ id }) => id === entry);
    if (before !== undefined && !(asked.isSame(before) && (await this.#isToldSo(asked))))
      return { is: "refused", why: OTHERS[what] };
    if (waiting !== undefined)
      return {
        is: "unrecorded",
        why: `was ${what}, but that will only be booked later: the disk is in trouble`,
      };
    if (before !== undefined) return { is: "done", answer: null };
    const booked = await book.right(meter, () => asked.work(person.name));
    if (booked.is === "refused") return { is: "refused", why: booked.why };
    const waits = await this.#tell({ meter, what, by: person.id, entry, detail: asked.detail });
    if (booked.waits !== null)
      return { is: "unrecorded", why: `was ${what}, but that will only be booked later: ${booked.waits}` };
    if (waits !== null)
      return { is: "unrecorded", why: `was ${what}, but that will only be on the trail later: ${waits}` };
    return { is: "done", answer: null };
  }

  /** Whether the trail has nothing else of an entry than what is asked. */
  async #isToldSo({ entry, detail }: Asked): Promise<boolean> {
    const told = (await this.#parts.record.deeds()).find(deed => deed.is === "meter" && deed.entry === entry);
    const others = told?.is === "meter" ? told.detail : detail;
    return Object.entries(detail).every(([key, value]) => !(key in others) || others[key] === value);
  }

  /** Null when the trail has it, else why it must wait. */
  #tell(told: Omit<Extract<Deed, { is: "meter" }>, "is" | "at">): Promise<string | null> {
    const { recorder, engine } = this.#parts;
    // The record's time never runs ahead of what the engine has judged.
    const at = engine.current.now();
    const deed: Deed = { is: "meter", at, ...told };
    const nothing = { transitions: [], activities: [], messages: [], holds: [], signals: [], memos: [] };
    return new Promise(resolve => {
      void recorder.commit({ ...nothing, at, deeds: [deed] }, resolve).then(() => resolve(null));
    });
  }
}

const refusedBy = (corrected: ReturnType<typeof correctMeter>): Righted =>
  corrected.is === "refused" ? corrected : { is: "refused", why: "it measures nothing" };

const momentOf = (time: string): Instant => instant(Date.parse(time));

const printOf = (asked: object): string =>
  createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 24);
