import fc from "fast-check";
import { expect, test } from "vitest";
import type { Message } from "../notice/message.ts";
import type { Person, Site } from "../site/model.ts";
import { hours, type Instant, instant, minutes, seconds } from "../time/instant.ts";
import { Engine } from "./engine.ts";
import type { EngineState } from "./state.ts";
import { at, hall, reading, rule } from "./testing/hall.ts";
import { bookOf } from "./testing/play.ts";

const people: readonly Person[] = [
  { id: "G1", name: "王伟", roles: ["guard"] },
  { id: "M1", name: "李娜", roles: ["duty-manager"] },
];
const DOORS = ["D1", "D2", "D3"] as const;
const site: Site = {
  ...hall(Object.fromEntries(DOORS.map(id => [id, ["door", "hall", "contact", "lock"] as const])), {
    hall: [],
  }),
  people,
};
// Nothing turns stale here: what is blind is measured from a restart on purpose, and would be told beside the rest.
for (const point of site.points) Object.assign(point, { staleAfter: hours(48) });
const book = bookOf(site, [
  rule({
    id: "open",
    each: "door",
    condition: 'door.contact != "closed"',
    priority: 2,
    tell: ["guard"],
    escalate: minutes(5),
  }),
  rule({
    id: "unlocked",
    each: "door",
    condition: 'door.lock != "locked"',
    priority: 3,
    hold: minutes(1),
    tell: ["guard", "duty-manager"],
  }),
]);
/** Every door is shut and locked at first. */
const begin = (): Engine => {
  const engine = new Engine(site, book, at("18:00"));
  for (const [role, value] of [
    ["contact", "closed"],
    ["lock", "locked"],
  ] as const)
    engine.step(saying(role, value, at("18:00")));
  return engine;
};
const stored = (engine: Engine): EngineState => JSON.parse(JSON.stringify(engine.state()));
const line = ({ at: when, kind, to, items }: Message): string =>
  `${new Date(when + 8 * 3_600_000).toISOString().slice(11, 19)} ${kind} ${to.person}: ${items.map(({ target }) => target)}`;
const saying = (role: string, value: string, when: Instant, doors: readonly string[] = DOORS) => ({
  is: "readings" as const,
  readings: doors.map(door => reading(site, `${door}.${role}`, value, when)),
  at: when,
});

test("messages are decided at their own moments, however long the steps are", () => {
  const engine = begin();
  expect(engine.step(saying("contact", "open", at("18:00"))).messages).toEqual([]);
  const { messages, memos } = engine.step({ is: "tick", at: at("18:31") });
  expect(messages.filter(({ items }) => items[0]?.fact === "open").map(line)).toEqual([
    "18:00:05 found G1: D1,D2,D3",
    "18:05:05 escalated M1: D1,D2,D3",
    "18:10:05 escalated null: D1,D2,D3",
    "18:15:05 escalated null: D1,D2,D3",
    "18:30:00 repeated G1: D1,D2,D3",
    "18:30:00 repeated M1: D1,D2,D3",
  ]);
  expect([...memos.keys()].some(key => key.startsWith("notice/"))).toBe(true);
});

test("what one step decides and what it is about come out of it together", () => {
  const critical = bookOf(site, [
    rule({ id: "p", each: "door", condition: 'door.contact != "closed"', priority: 1, tell: ["guard"] }),
  ]);
  const engine = new Engine(site, critical, at("18:00"));
  const { transitions, messages } = engine.step(saying("contact", "open", at("18:00")));
  expect(transitions).toHaveLength(3);
  expect(messages.map(line)).toEqual(["18:00:00 found G1: D1,D2,D3"]);
});

test("the clock is moved while a message waits: it waits as long as it would have", () => {
  const engine = begin();
  engine.step(saying("contact", "open", at("18:00"), ["D1"]));
  engine.step({ is: "clock-moved", by: minutes(-60), at: instant(at("17:00") + seconds(2)) });
  const { messages } = engine.step({ is: "tick", at: instant(at("17:00") + seconds(6)) });
  expect(messages.filter(({ class: own }) => own === "security").map(line)).toEqual([
    "17:00:05 found G1: D1",
  ]);
});

test("after the gateway was down for hours, repeats that were missed make one message", () => {
  const engine = begin();
  engine.step(saying("contact", "open", at("18:00"), ["D1"]));
  engine.step({ is: "tick", at: at("18:01") });
  const restarted = new Engine(site, book, at("21:10"), stored(engine));
  const { messages } = restarted.step({ is: "tick", at: instant(at("21:10") + seconds(20)) });
  const aboutIt = messages.filter(({ items }) => items[0]?.fact === "open").map(line);
  expect(aboutIt.filter(each => each.includes("repeated G1"))).toEqual(["21:10:00 repeated G1: D1"]);
});

test("a restart at any point neither loses nor doubles a message", () => {
  const step = fc.record({
    wait: fc.constantFrom(0, 2, 4, 30, 61, 280),
    what: fc.constantFrom("open", "closed", "unlocked", "locked", "seen", "tick"),
    door: fc.constantFrom(...DOORS),
  });
  let count = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), fc.nat(), (steps, cut) => {
      const whole = begin();
      let parted = begin();
      const sent: [Message[], Message[]] = [[], []];
      let now = at("18:00");
      const act = (engine: Engine, { what, door }: (typeof steps)[number]): readonly Message[] => {
        const ticked = engine.step({ is: "tick", at: now }).messages;
        if (what === "tick") return ticked;
        if (what === "seen") {
          const alert = engine.openAlerts().find(each => each.target === door && each.fact !== "blind");
          const seen = { is: "acknowledge", alert: alert?.id ?? "", by: "G1", note: "", at: now } as const;
          return [...ticked, ...engine.step(seen).messages];
        }
        const role = what === "open" || what === "closed" ? "contact" : "lock";
        return [...ticked, ...engine.step(saying(role, what, now, [door])).messages];
      };
      for (const [index, each] of steps.entries()) {
        now = instant(now + seconds(each.wait));
        sent[0].push(...act(whole, each));
        if (index === cut % steps.length) parted = new Engine(site, book, now, stored(parted));
        sent[1].push(...act(parted, each));
      }
      now = instant(now + minutes(4));
      for (const [engine, all] of [
        [whole, sent[0]],
        [parted, sent[1]],
      ] as const)
        all.push(...engine.step({ is: "tick", at: now }).messages);
      expect(sent[1]).toEqual(sent[0]);
      const keys = sent[1].map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      count += sent[0].length;
    }),
    { numRuns: 300, seed: 41 },
  );
  expect(count).toBeGreaterThan(500);
});
