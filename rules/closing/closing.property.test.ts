import fc from "fast-check";
import { expect, test } from "vitest";
import { at } from "../engine/testing/hall.ts";
import { after, type Instant, minutes, seconds } from "../time/instant.ts";
import type { Certificate, StandingPaper } from "./certificate.ts";
import { closingClerk } from "./clerk.ts";
import { Bench, closingHall, type Lie, SHUT } from "./testing/bench.ts";
import { SlowJudge } from "./testing/slow-judge.ts";

const site = closingHall();
const POINTS = Object.keys(SHUT);
/** A value that is not as it should be. */
const WRONG: Readonly<Record<string, number>> = Object.fromEntries(
  POINTS.map(point => [point, point === "SEC.power" ? 0 : point.endsWith("power") ? 120 : 1]),
);
const ITEMS = ["D1", "D2", "D3", "W1", "L-off2", "SEC", "zone:off1", "zone:off2"];

/** The item that looks at a point. */
const itemOf = (id: string): string => {
  const [owner = "", role] = id.split(".");
  return role === "occupancy" ? `zone:${owner}` : owner;
};

const point = fc.constantFrom(...POINTS);
const scope = fc.constantFrom("final" as const, "final" as const, "partial" as const);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant("all" as const), but: fc.option(point), isFailed: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("read" as const), point, isRight: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant("late" as const),
      point,
      isRight: fc.boolean(),
      bySeconds: fc.integer({ min: 1, max: 1500 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("ahead" as const),
      point,
      isRight: fc.boolean(),
      bySeconds: fc.integer({ min: 1, max: 300 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("retained" as const), point, isRight: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("bad" as const), point }) },
  {
    weight: 7,
    arbitrary: fc.record({
      is: fc.constant("sign" as const),
      by: fc.constantFrom("E1", "G1", "M1", "H1", "C"),
      scope,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant("close" as const),
      scope,
      waitS: fc.integer({ min: 0, max: 90 }),
      mischief: fc.option(point, { freq: 2 }),
      dead: fc.option(point, { freq: 2 }),
      bySeconds: fc.integer({ min: 0, max: 120 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant("confirm" as const),
      item: fc.constantFrom(...ITEMS),
      by: fc.constantFrom("E1", "G1", "C"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("confirm-bad" as const), point }) },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant("re-enter" as const), by: fc.constantFrom("E1", "C") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("extend" as const),
      by: fc.constantFrom("M1", "H1"),
      untilMinutes: fc.integer({ min: -10, max: 400 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant("activity" as const),
      zones: fc.subarray(["hall", "off2", "back"]),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("restart" as const) }) },
);
const steps = fc.array(
  fc.record({
    waitS: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 120 }) },
      { weight: 1, arbitrary: fc.integer({ min: 120, max: 1200 }) },
    ),
    step,
  }),
  { minLength: 6, maxLength: 16 },
);
type Steps = ReturnType<typeof steps.generate>["value"];

class Tally {
  readonly counts: Record<string, number> = {};
  add(key: string): void {
    this.counts[key] = (this.counts[key] ?? 0) + 1;
  }
}

/** Plays one evening and lets the slow judge look at every certificate and every reading after it. */
const play = (
  all: Steps,
  tally: Tally,
  { lie, isRestless = false }: { readonly lie?: Lie; readonly isRestless?: boolean } = {},
): Bench => {
  const bench = new Bench(closingClerk, at("17:29"), { site, ...(lie && { lie }) });
  const judge = new SlowJudge(site);
  const issued = new Map<string, string>();
  const broken = new Set<string>();
  let seen = 0;

  const read = (id: string, value: number, when: Instant = bench.now): void => {
    const raw = { point: id, value, at: when, receivedAt: bench.now };
    judge.raw.push(raw);
    for (const standing of bench.valuesOf<StandingPaper>("standing"))
      if (judge.contradicts(standing, raw, bench.approved)) broken.add(standing.id);
    bench.read(id, value, when);
  };
  const told = (id: string, isRight: boolean): number => (isRight ? SHUT : WRONG)[id] ?? 0;
  const fail = (id: string): void => {
    judge.raw.push({ point: id, value: null, at: bench.now, receivedAt: bench.now });
    bench.fail(id);
  };
  const sign = (by: string, asked: "final" | "partial"): void => {
    const refused = bench.ask({ is: "sign-closing", by, at: bench.now, scope: asked });
    tally.add(refused === undefined ? "signed" : "refused");
  };
  const confirm = (item: string, by: string): void => {
    const refused = bench.ask({ is: "confirm-item", by, at: bench.now, item, note: "看过" });
    if (refused === undefined) judge.said.push({ item, at: bench.now });
    if (refused === undefined) tally.add("by hand");
  };

  for (const { waitS, step: one } of all) {
    bench.goOn(after(bench.now, seconds(waitS)));
    switch (one.is) {
      case "all":
        for (const id of POINTS)
          if (id !== one.but) read(id, told(id, true));
          else if (one.isFailed) read(id, told(id, false));
        break;
      case "read":
        read(one.point, told(one.point, one.isRight));
        break;
      case "late":
        read(one.point, told(one.point, one.isRight), after(bench.now, seconds(-one.bySeconds)));
        break;
      case "ahead":
        read(one.point, told(one.point, one.isRight), after(bench.now, seconds(one.bySeconds)));
        break;
      case "retained":
        bench.remember(one.point, told(one.point, one.isRight));
        break;
      case "bad":
        fail(one.point);
        break;
      case "sign":
        sign(one.by, one.scope);
        break;
      case "close": {
        const occupied = one.mischief?.endsWith("occupancy") === true;
        for (const id of POINTS) if (id !== one.dead) read(id, told(id, !(occupied && id === one.mischief)));
        if (one.dead !== null) {
          fail(one.dead);
          confirm(itemOf(one.dead), "G1");
        }
        sign("M1", occupied ? "partial" : one.scope);
        bench.goOn(after(bench.now, seconds(one.waitS)));
        if (one.mischief && !occupied)
          read(one.mischief, told(one.mischief, false), after(bench.now, seconds(-one.bySeconds)));
        sign("G1", occupied ? "partial" : one.scope);
        break;
      }
      case "confirm":
        confirm(one.item, one.by);
        break;
      case "confirm-bad":
        fail(one.point);
        confirm(itemOf(one.point), "G1");
        break;
      case "re-enter":
        bench.ask({ is: "re-enter", by: one.by, at: bench.now, why: "忘拿东西" });
        break;
      case "extend":
        bench.ask({
          is: "extend-closing",
          by: one.by,
          at: bench.now,
          until: after(bench.now, minutes(one.untilMinutes)),
          why: "盘点",
        });
        break;
      case "activity":
        bench.approve(...one.zones);
        break;
      default:
        bench.restart();
    }
    if (isRestless) bench.restart();
    if (bench.entries.length === seen) continue;
    seen = bench.entries.length;
    for (const certificate of bench.valuesOf<Certificate>("certificate")) {
      const text = JSON.stringify(certificate);
      if (!issued.has(certificate.id)) {
        issued.set(certificate.id, text);
        tally.add(certificate.scope);
        if (certificate.items.some(({ verdict }) => verdict === "by-hand")) tally.add("certified by hand");
        expect(judge.faults(certificate, bench.approved)).toEqual([]);
      }
      expect(text).toBe(issued.get(certificate.id));
    }
    for (const { certificate, id, broken: found, endedBy } of bench.valuesOf<StandingPaper>("standing")) {
      expect(JSON.stringify(certificate)).toBe(issued.get(id));
      expect([id, found.length > 0]).toEqual([id, broken.has(id)]);
      if (endedBy !== null) tally.add(`ended by ${endedBy}`);
    }
  }
  tally.counts.broken = (tally.counts.broken ?? 0) + broken.size;
  return bench;
};

test("no sequence of readings and commands certifies what is failing or unknown, nor changes what was certified", () => {
  const tally = new Tally();
  fc.assert(
    fc.property(steps, all => void play(all, tally)),
    { numRuns: 5_000, seed: 5 },
  );
  const { counts } = tally;
  for (const key of [
    "final",
    "partial",
    "certified by hand",
    "broken",
    "signed",
    "refused",
    "ended by re-entry",
    "ended by final",
  ])
    expect([key, (counts[key] ?? 0) > 20]).toEqual([key, true]);
});

test.each<[string, Lie]>([
  ["takes every value for a fresh one", (signal, now) => ({ ...signal, at: now })],
  [
    "takes what is stale, bad or never heard for good",
    signal => ({
      ...signal,
      state: "good",
      value: Number.isNaN(signal.value) ? (SHUT[signal.point] ?? 0) : signal.value,
    }),
  ],
])("a clerk that %s is caught", (_name, lie) => {
  const { failed } = fc.check(
    fc.property(steps, all => void play(all, new Tally(), { lie })),
    { numRuns: 2_000, seed: 5, endOnFailure: true },
  );
  expect(failed).toBe(true);
});

test("an evening with a restart after everything that happens is the same evening", () => {
  fc.assert(
    fc.property(steps, all => {
      const [once, restless] = [false, true].map(isRestless => play(all, new Tally(), { isRestless }));
      expect([...(restless?.kept ?? [])]).toEqual([...(once?.kept ?? [])]);
      expect(restless?.entries).toEqual(once?.entries);
      expect(restless?.reminders).toEqual(once?.reminders);
    }),
    { numRuns: 400, seed: 5 },
  );
});
