import type { Rulebook } from "#rules/engine/rulebook.ts";
import type { Site } from "#rules/site/model.ts";
import { after, hours, type Instant, instant, millis } from "#rules/time/instant.ts";
import type { LoadFound } from "../http/load.ts";
import type { Clock } from "../ports/clock.ts";
import type { RecordStore } from "../ports/record.ts";
import type { LoadAskedFor, WireLoad } from "../wire/load.ts";
import { alarmLoad, type LoadQuery } from "./alarm-load.ts";
import type { LiveEngine } from "./live-engine.ts";
import { wireLoad } from "./load-wire.ts";

/** Longer times are asked for on the command line, which need not share its thread with the hall. */
const LONGEST = hours(24 * 100);
const USUAL = hours(24 * 7);

export type LoadDeskParts = {
  /** The hall as it is in force. */
  readonly hall: () => { readonly site: Site; readonly book: Rulebook };
  readonly engine: LiveEngine;
  readonly record: RecordStore;
  readonly clock: Clock;
};

/** Where people ask how the alerts of a time were to live with. One report is made at a time. */
export class LoadDesk {
  readonly #parts: LoadDeskParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: LoadDeskParts) {
    this.#parts = parts;
  }

  async show({ from, to, per }: LoadAskedFor): Promise<LoadFound> {
    const now = this.#parts.clock.now();
    const end = instant(Math.min(to === undefined ? now : Date.parse(to), now));
    const begin = from === undefined ? after(end, millis(-USUAL)) : instant(Date.parse(from));
    if (begin >= end) return { is: "refused", why: "`from` must be before `to` and before now" };
    if (end - begin > LONGEST)
      return { is: "refused", why: "100 days at most; `hallwatch report alarm-load` takes longer times" };
    const made = this.#last.then(() => this.#report({ from: begin, to: end, per }, now));
    this.#last = made.catch(() => {});
    return { is: "found", load: await made };
  }

  async #report(query: LoadQuery, now: Instant): Promise<WireLoad> {
    const { hall, engine, record } = this.#parts;
    const { site, book } = hall();
    const roster = engine.current.roster();
    const report = await alarmLoad({ site, book, roster, trail: record, now }, query);
    return wireLoad(report, site.calendar.timeZone);
  }
}
