import type { Alert } from "#rules/alert/alert.ts";
import type { AlertCommand } from "#rules/engine/input.ts";
import type { Role, Site } from "#rules/site/model.ts";
import { after, type Instant, instant, seconds } from "#rules/time/instant.ts";
import type { AlertAsked } from "../http/api.ts";
import type { Commanded } from "../http/commanded.ts";
import type { Clock } from "../ports/clock.ts";
import type { RecordStore } from "../ports/record.ts";
import type { Desk } from "./desk.ts";
import type { Photos } from "./photos.ts";

export type AlertDeskParts = {
  readonly site: Site;
  readonly record: RecordStore;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly photos: Photos;
  /** How many times as fast as the world's the hall's clock runs: whoever changes his mind does so in the world's time. */
  readonly speed: number;
};

/** How long an acknowledgement can be taken back, in the world's time. */
const UNDO_SECONDS = 10;

/** Where people do something about an alert. */
export class AlertDesk {
  readonly #parts: AlertDeskParts;

  constructor(parts: AlertDeskParts) {
    this.#parts = parts;
  }

  /** @returns the alert as it stands after it */
  async command(id: string, asked: AlertAsked): Promise<Commanded<Alert>> {
    const { site, record, desk, clock, photos, speed } = this.#parts;
    if ("photo" in asked && asked.photo !== undefined && !photos.claim(asked.photo))
      return { is: "refused", why: `there is no picture ${asked.photo}: send it first, to POST /api/photos` };
    const at = clock.now();
    const who = { alert: id, by: asked.by, at };
    const result = await desk.put({
      command: commandOf(asked, who, { timeZone: site.calendar.timeZone, speed }),
      id: asked.id,
      done: DONE[asked.is],
      answer: () => record.alert(id),
    });
    if (result.is !== "refused") return result;
    return (await record.alert(id)) === null ? { is: "unknown" } : result;
  }
}

type Who = { readonly alert: string; readonly by: string; readonly at: Instant };

const DONE: Readonly<Record<AlertAsked["is"], string>> = {
  acknowledge: "acknowledged",
  unacknowledge: "given back",
  note: "noted down",
  confirm: "confirmed",
  reset: "reset",
  shelve: "shelved",
  unshelve: "taken from the shelf",
  report: "reported",
  supplement: "reported to those who were skipped",
};

type HallTime = { readonly timeZone: string; readonly speed: number };

const commandOf = (asked: AlertAsked, who: Who, { timeZone, speed }: HallTime): AlertCommand => {
  switch (asked.is) {
    case "acknowledge": {
      const { is, revision } = asked;
      const note = noteOf(asked, who.at, timeZone);
      const undoFor = seconds(UNDO_SECONDS * speed);
      return { is, ...who, note, undoFor, ...(revision !== undefined && { revision }) };
    }
    case "note":
    case "confirm": {
      const { is, photo } = asked;
      const note = noteOf(asked, who.at, timeZone);
      return { is, ...who, note, ...(photo !== undefined && { photo }) };
    }
    case "reset":
      return { is: asked.is, ...who, note: asked.note };
    case "shelve": {
      const { is, shelf, until, reason } = asked;
      return { is, ...who, shelf, until: instant(Date.parse(until)), reason };
    }
    case "report":
      return { is: asked.is, ...who, receiver: asked.receiver, cause: asked.cause };
    case "supplement": {
      const { is, role, receiver, cause } = asked;
      return { is, ...who, role: role as Role, receiver, cause };
    }
    case "unacknowledge":
    case "unshelve":
      return { is: asked.is, ...who };
  }
};

/** What a console sends within this time of the deed is not worth a word. */
const PROMPT = seconds(10);

/**
 * The note, with when it was really done where a console without a connection had to keep it: the trail stands in the
 * order in which the gateway learned things, and says so. A time that is ahead of the hall's is not believed.
 */
const noteOf = (
  { note, doneAt }: { readonly note: string; readonly doneAt?: string | undefined },
  at: Instant,
  timeZone: string,
): string => {
  const done = doneAt === undefined ? at : instant(Date.parse(doneAt));
  if (after(done, PROMPT) >= at) return note;
  const time = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(
    done,
  );
  return `${note}${note === "" ? "" : " "}（断网时于 ${time} 操作 · done offline at ${time}）`;
};
