import fc from "fast-check";
import { expect, test } from "vitest";
import type { Paper } from "../routine/clerk.ts";
import type { Task } from "../routine/task.ts";
import type { Ticket } from "../ticket/ticket.ts";
import { after, hours, type Instant, instant, type Millis, millis, minutes } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Outcome } from "./input.ts";
import { calmly, wholeHall } from "./testing/whole-hall.ts";

// What a moved clock does to the papers of all clerks, in the hall that comes with the packs.

const { site, book } = wholeHall();
/** A Monday, before anybody is in. */
const MONDAY = instant(Date.parse("2025-07-14T07:30:00+08:00"));
const STEP = minutes(20);

/** What begins a paper: nobody may be asked twice for what has the same name. */
const BEGINNINGS: ReadonlySet<string> = new Set(["opened", "began", "missed"]);
/** Clocks of tickets that count time from an event; all others end on a day of the calendar. */
const COUNTED: ReadonlySet<string> = new Set(["sign", "report"]);

/** What people were asked, told and reminded of, each by its name, as often as it was. */
class Told {
  readonly #times = new Map<string, number>();

  take({ deeds, transitions, messages }: Outcome): void {
    for (const deed of deeds)
      if (deed.is === "entry" && BEGINNINGS.has(deed.what) && !isOpened(deed))
        this.#count(`${deed.what} ${deed.kind}:${deed.paper}`);
    for (const { event, alert } of transitions)
      if (event.is === "raised") this.#count(`raised ${alert.fact} ${alert.target}`);
    for (const { key, kind } of messages) if (kind === "reminder") this.#count(`reminded ${key}`);
  }

  /** @param tasks  how many tasks of a duty there were: each of them may be late and missed for itself */
  twice(tasks: (duty: string) => number): readonly string[] {
    const most = (name: string): number => {
      const [, duty] = /^raised (?:late|missed)-(\S+) /.exec(name) ?? [];
      return duty === undefined ? 1 : tasks(duty);
    };
    return [...this.#times].filter(([name, times]) => times > most(name)).map(([name]) => name);
  }

  has(beginning: string): boolean {
    return [...this.#times.keys()].some(name => name.startsWith(beginning));
  }

  #count(name: string): void {
    this.#times.set(name, (this.#times.get(name) ?? 0) + 1);
  }
}

/** The hall opens: something that happens to the opening check, and no asking. */
const isOpened = ({ kind, what }: { readonly kind: string; readonly what: string }): boolean =>
  kind === "opening" && what === "opened";

/** Deadlines of open papers as lengths of time since the clock was last moved, or as moments of the calendar. */
const deadlines = (papers: readonly Paper[], moved: Millis): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { kind, id, value } of papers) {
    if (kind === "task") {
      const { duty, dueAt } = value as Task;
      const isCounted = book.duties.find(each => each.id === duty)?.when.is === "event";
      found.set(`${kind}:${id}`, isCounted ? dueAt - moved : dueAt);
    }
    if (kind === "ticket")
      for (const { is, dueAt, doneAt } of (value as Ticket).clocks)
        if (doneAt === null) found.set(`${kind}:${id} ${is}`, COUNTED.has(is) ? dueAt - moved : dueAt);
  }
  return found;
};

/** Goes through a day with a clock that is moved at some steps; what was told, and which deadlines moved wrongly. */
const live = (
  moves: ReadonlyMap<number, Millis>,
): { readonly told: Told; readonly due: readonly string[]; readonly wrong: readonly string[] } => {
  const engine = new Engine(site, book, MONDAY);
  const told = new Told();
  const known = new Map<string, number>();
  const wrong: string[] = [];
  let now = MONDAY;
  let moved = millis(0);
  const look = (): void => {
    for (const [name, due] of deadlines(engine.papers(), moved)) {
      if ((known.get(name) ?? due) !== due) wrong.push(name);
      known.set(name, due);
    }
  };
  told.take(engine.step({ is: "tick", at: now }));
  for (let step = 1; step <= 42; step++) {
    now = after(now, STEP);
    told.take(engine.step({ is: "readings", readings: calmly(site, now), at: now }));
    const command = said(step, now);
    if (command) told.take(engine.step(command));
    look();
    const by = moves.get(step);
    if (by === undefined) continue;
    now = after(now, by);
    moved = millis(moved + by);
    told.take(engine.step({ is: "clock-moved", by, at: now }));
    look();
  }
  return { told, due: [...known.keys()], wrong };
};

/** Somebody tries to sign the opening, and opens a ticket later in the morning. */
const said = (step: number, at: Instant) => {
  if (step === 8)
    return {
      is: "open-ticket",
      kind: "fault",
      target: "QUEUE",
      description: "broken",
      isAffecting: true,
      by: "M1",
      at,
    } as const;
  return step === 2 ? ({ is: "sign-opening", by: "M1", at } as const) : null;
};

const BEGUN = ["opened task:", "opened closing:", "began opening:", "raised ", "opened ticket:"];

test("wherever the clock is moved by an hour, nothing is asked, raised or reminded twice; lengths move, dates do not", {
  timeout: 240_000,
}, () => {
  const seen = new Set<string>();
  const move = fc.tuple(fc.integer({ min: 1, max: 38 }), fc.constantFrom(hours(-1), hours(1)));
  fc.assert(
    fc.property(fc.array(move, { minLength: 1, maxLength: 2 }), moves => {
      const { told, due, wrong } = live(new Map(moves));
      const tasks = (duty: string) => due.filter(name => name.startsWith(`task:${duty}/`)).length;
      expect({ twice: told.twice(tasks), wrong }).toEqual({ twice: [], wrong: [] });
      for (const beginning of BEGUN) if (told.has(beginning)) seen.add(beginning);
      for (const name of due) seen.add(name);
    }),
    {
      numRuns: 12,
      seed: 20250714,
      endOnFailure: true,
      examples: [[[[3, hours(-1)]]], [[[34, hours(-1)]]], [[[35, hours(-1)]]]],
    },
  );
  // Else it would say nothing: all of this was there, deadlines of both kinds among it.
  for (const name of [
    ...BEGUN,
    "task:cleaning/2025-07-14",
    "task:fire-drill/2025-H2",
    "ticket:T-20250714-QUEUE-101000 sign",
  ])
    expect(seen).toContain(name);
});
