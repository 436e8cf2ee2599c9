import { expect, test } from "vitest";
import { Engine } from "#rules/engine/engine.ts";
import { at, hall, reading, rule } from "#rules/engine/testing/hall.ts";
import { bookOf } from "#rules/engine/testing/play.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Instant } from "#rules/time/instant.ts";
import { minutes } from "#rules/time/instant.ts";
import { silent } from "../ports/log.ts";
import { memoryHistory } from "../stores/memory/history.ts";
import { LiveEngine } from "./live-engine.ts";
import { remember } from "./remember.ts";

const site = hall({ D1: ["door", "hall", "contact", "lock"] }, { hall: [] });
const open = rule({ id: "open", each: "door", condition: 'door.contact != "closed"', hold: minutes(5) });
const book = bookOf(site, [open]);

/** The door was heard every minute from 10:00 to 11:00, but for the time from 10:20 to 10:39, and it was closed. */
const morning = (): Reading[] => {
  const all: Reading[] = [];
  for (let when = at("10:00"); when <= at("11:00"); when = (when + minutes(1)) as Instant)
    if (when < at("10:20") || when > at("10:39")) all.push(reading(site, "D1.contact", "closed", when));
  return all;
};

/**
 * An engine that begins at 11:05 where another stopped at 11:00, and what a word about 10:25 tells it after that.
 *
 * @param ruledSince  when the rules were first put in force
 */
const started = async (ruledSince: string, patienceMs?: number) => {
  const earlier = new Engine(site, book, at(ruledSince));
  earlier.step({ is: "tick", at: at("11:00") });
  const history = memoryHistory({ points: site.points });
  history.append(morning());
  const engine = new LiveEngine(new Engine(site, book, at("11:05"), earlier.state()));
  await remember({
    site,
    engine,
    history,
    startedAt: at("11:05"),
    log: silent,
    ...(patienceMs !== undefined && { patienceMs }),
  });
  const late = [reading(site, "D1.contact", "open", at("10:25"), at("11:06"))];
  const told = [
    ...engine.current.step({ is: "readings", readings: late, at: at("11:06") }).transitions,
    ...engine.current.step({ is: "tick", at: at("11:08") }).transitions,
  ];
  return {
    late: engine.current.late(),
    told: told.filter(({ alert }) => alert.fact === "open").map(({ event }) => [event.is, event.at]),
  };
};

test("what comes late of the time before the start is judged with what history knows of that time", async () => {
  const { late, told } = await started("09:00");
  expect(told).toEqual([
    ["raised", at("10:30")],
    ["blinded", at("10:35")],
    ["cleared", at("10:40")],
  ]);
  expect(late).toMatchObject({ received: 1, unjudged: 0, found: 1 });
});

test("nobody is blamed by a rule that was not in force then", async () => {
  const { late, told } = await started("10:45");
  expect(told).toEqual([]);
  expect(late).toMatchObject({ replays: 1, found: 0 });
});

test("what history had no time to tell cannot be judged, and is counted", async () => {
  const { late, told } = await started("09:00", -1);
  expect(told).toEqual([]);
  expect(late).toMatchObject({ received: 1, unjudged: 1 });
});
