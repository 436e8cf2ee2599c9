import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alert, Transition } from "../alert/alert.ts";
import { after, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { Span } from "./spans.ts";
import {
  cutOff,
  type Device,
  deliver,
  delivery,
  devices,
  inTime,
  type Kind,
  type Message,
} from "./testing/backlog.ts";
import { at, hall, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

const site = hall({ D1: ["door", "hall", "contact"], L1: ["light-circuit", "hall", "power"] });
const KINDS: readonly Kind[] = [
  { point: "D1.contact", second: 0, values: [0, 1] },
  { point: "L1.power", second: 20, values: [0, 200, 200] },
  { point: "hall.occupancy", second: 40, values: [1, 0, 0] },
];
const lit = rule({ id: "ga", each: "light-circuit", condition: "light.power >= 10", fact: "light-on" });
const rules = [
  rule({ id: "open", each: "door", condition: 'door.contact != "closed"' }),
  rule({
    ...lit,
    id: "ty",
    condition: "light.power >= 10 && zone.occupancy == 0",
    hold: minutes(3),
    inForce: ["closed"],
  }),
  rule({ ...lit, hold: minutes(7), gap: "reset", inForce: ["closed"] }),
  rule({
    id: "still",
    each: "light-circuit",
    condition: "light.power >= 150",
    clear: "light.power < 5",
    hold: minutes(2),
    waste: "light.power",
  }),
  rule({
    id: "mean",
    each: "light-circuit",
    condition: 'average(light.power, "6 min") > 120',
    hold: minutes(1),
  }),
];
const book = bookOf(site, rules);
const FACTS = ["open/D1", "light-on/L1", "still/L1", "mean/L1"];
const LENGTH = 70;
const start = at("17:10");
const end = after(start, minutes(LENGTH + 15));

/** Time in ms that these may take on a machine that is busy with other tests. */
const LONG = 90_000;

const begin = (): Engine => new Engine(site, book, start);
const play = (messages: readonly Message[]) => {
  const engine = begin();
  return { engine, told: deliver(engine, messages, end) };
};

/** `wh`: the energy that was wasted in it, where that is counted and it is over. */
type Found = { readonly span: Span; readonly isLate: boolean; readonly wh: number | null };

const wastedIn = ({ clauses }: Alert): number | null => {
  const [clause] = clauses;
  return clause?.wastedWh == null ? null : clause.wastedWh - (clause.earlierWh ?? 0);
};

/** When a fact was found and over, as the last word on it is. */
const foundOf = (told: readonly Transition[], fact: string): Found[] => {
  const found: Found[] = [];
  for (const { event, alert } of told) {
    if (`${alert.fact}/${alert.target}` !== fact) continue;
    const isLate = event.learnedAt !== undefined;
    if (event.is === "raised" || event.is === "returned")
      found.push({ span: [event.at, null], isLate, wh: null });
    if (event.is !== "cleared") continue;
    const open = found.findLastIndex(({ span: [from, to] }) => to === null && from <= event.at);
    // What had been over is said to have been over earlier.
    const last =
      open >= 0
        ? open
        : found.findLastIndex(({ span: [from, to] }) => from <= event.at && (to ?? 0) > event.at);
    found[last] = { ...found[last]!, span: [found[last]!.span[0], event.at], wh: wastedIn(alert) };
  }
  return found;
};

const overlap = ([a, b]: Span, [c, d]: Span): boolean =>
  a <= (d ?? Number.POSITIVE_INFINITY) && c <= (b ?? Number.POSITIVE_INFINITY);
const isSame = ([a, b]: Span, [c, d]: Span): boolean => a === c && b === d;
const lasts = ({ span: [from, to] }: Found): boolean => from !== to;

test(
  "a backlog tells what would have been found in time, but for what was found of it before",
  () => {
    const seen = { exact: 0, known: 0, late: 0, counted: 0 };
    fc.assert(
      fc.property(devices(KINDS, LENGTH), delivery(25), (all, how) => {
        const timely = play(inTime(site, all, start)).told;
        const { told } = play(cutOff(site, all, start, how));
        for (const fact of FACTS) {
          const wanted = foundOf(timely, fact).filter(lasts);
          const got = foundOf(told, fact);
          const living = got.filter(({ isLate }) => !isLate);
          const late = got.filter(({ isLate }) => isLate);
          for (const { span } of wanted) {
            const isKnown = living.some(each => overlap(each.span, span));
            expect([fact, span, isKnown || got.some(each => isSame(each.span, span))]).toEqual([
              fact,
              span,
              true,
            ]);
            seen[isKnown ? "known" : "exact"]++;
          }
          for (const { span, wh } of late) {
            expect([fact, span, wanted.some(each => isSame(each.span, span))]).toEqual([fact, span, true]);
            seen.late++;
            const same = wanted.find(each => isSame(each.span, span));
            if (wh === null || same === undefined) continue;
            expect(wh).toBeCloseTo(same.wh ?? -1, 6);
            seen.counted++;
          }
        }
      }),
      { numRuns: 500, seed: 5 },
    );
    expect(Math.min(seen.exact, seen.late)).toBeGreaterThan(100);
    expect(seen.counted).toBeGreaterThan(10);
    expect(seen.known).toBeGreaterThan(1000);
  },
  LONG,
);

/** All that was told, but for the order in which things of the same moment were. */
const asSet = (told: readonly Transition[]): readonly string[] =>
  told.map(({ event }) => JSON.stringify(event, Object.keys(event).sort())).toSorted();

const sameHowever = (
  all: readonly Device[],
  one: Parameters<typeof cutOff>[3],
  other: Parameters<typeof cutOff>[3],
): number => {
  const a = play(cutOff(site, all, start, one));
  const b = play(cutOff(site, all, start, other));
  expect(asSet(b.told)).toEqual(asSet(a.told));
  const sorted = (engine: Engine) => engine.openAlerts().toSorted((x, y) => (x.id < y.id ? -1 : 1));
  expect(sorted(b.engine)).toEqual(sorted(a.engine));
  return a.told.filter(({ event }) => event.learnedAt !== undefined).length;
};

test(
  "a backlog tells the same in whatever order it comes, however often and in however many parts",
  () => {
    let late = 0;
    fc.assert(
      fc.property(devices(KINDS, LENGTH), delivery(25), delivery(25), (all, one, other) => {
        late += sameHowever(all, one, other);
      }),
      { numRuns: 250, seed: 6 },
    );
    expect(late).toBeGreaterThan(150);
  },
  LONG,
);

test(
  "so does one whose newest word says how things are now, when it comes within a second",
  () => {
    let late = 0;
    fc.assert(
      fc.property(devices(KINDS, LENGTH, 0), delivery(1), delivery(1), (all, one, other) => {
        late += sameHowever(all, one, other);
      }),
      { numRuns: 250, seed: 7 },
    );
    expect(late).toBeGreaterThan(150);
  },
  LONG,
);

test(
  "what was told is never told again: when the backlog comes once more, nor after a restart",
  () => {
    let again = 0;
    fc.assert(
      fc.property(devices(KINDS, LENGTH), delivery(25), (all, how) => {
        const messages = cutOff(site, all, start, how);
        const { engine } = play(messages);
        const repeat = messages.filter(({ reading, at: arrived }) => arrived !== reading.at);
        const later = (by: number) => repeat.map(({ reading }) => ({ reading, at: after(end, minutes(by)) }));
        const isFinding = ({ event }: Transition) => event.is === "raised" || event.is === "returned";
        expect(deliver(engine, later(1), after(end, minutes(3))).filter(isFinding)).toEqual([]);
        const up = after(end, minutes(4));
        const restarted = new Engine(site, book, up, structuredClone(engine.state()));
        const history = messages.map(({ reading }) => reading).toSorted((a, b) => a.at - b.at);
        for (const { index } of site.points)
          restarted.remember(
            index,
            history.filter(({ point }) => point === index),
            start,
          );
        // A word that nobody has heard makes it judge all of it again.
        const usual = history.filter(({ point }) => site.points[point]?.id === "L1.power")[2]!;
        const strange = { ...usual, at: after(usual.at, seconds(7)), value: 3, receivedAt: up };
        const told = deliver(
          restarted,
          [...later(5), { reading: strange, at: after(end, minutes(5)) }],
          after(end, minutes(8)),
        );
        expect(told.filter(isFinding)).toEqual([]);
        again += restarted.late().replays;
      }),
      { numRuns: 100, seed: 8 },
    );
    expect(again).toBeGreaterThan(90);
  },
  LONG,
);
