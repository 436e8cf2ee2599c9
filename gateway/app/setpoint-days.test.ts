import { expect, test } from "vitest";
import { rulebook } from "#rules/engine/rulebook.ts";
import { hall, rule } from "#rules/engine/testing/hall.ts";
import type { Reading } from "#rules/reading/reading.ts";
import { type Instant, instant } from "#rules/time/instant.ts";
import { embeddedHistory } from "../stores/parquet/embedded-history.ts";
import { seeded } from "../stores/testing/killed-child.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { datesBetween, midnight } from "./energy-days.ts";
import { SetpointDays } from "./setpoint-days.ts";
import { handClock } from "./testing/hand-clock.ts";

const MINUTE = 60_000;
const [FIRST, LAST] = ["2025-06-20", "2025-07-21"];
const ids = ["AC1", "AC2", "AC3"];
const site = hall(
  Object.fromEntries(ids.map(id => [id, ["air-conditioner", "hall", "mode", "setpoint"] as const])),
);
const cooled = rule({
  ...{ id: "summer-setpoint", fact: "setpoint-too-low", each: "air-conditioner" },
  condition: "ac.setpoint < setpoint_floor",
});
const settings = { setpoint_floor: { value: 26, unit: "Cel", meaning: { zh: "下限", en: "floor" } } };
const book = rulebook(site, [{ name: "test", title: { zh: "", en: "" }, settings, rules: [cooled] }]);

/** A month of three machines by a seed: what they say changes now and then; some is bad, uncertain, or lacking for hours. */
const month = (from: Instant, to: Instant): Reading[] => {
  const random = seeded(62);
  return site.points
    .filter(({ owner }) => ids.includes(owner))
    .flatMap(({ index, role }) => {
      const all: Reading[] = [];
      let value = 0;
      for (let at = from + random(9 * MINUTE); at < to; at += 3 * MINUTE + random(8 * MINUTE)) {
        if (random(12) === 0) value = random(4);
        if (random(90) === 0) at += random(300 * MINUTE);
        const quality = random(60) === 0 ? "bad" : random(60) === 0 ? "uncertain" : "good";
        const said = quality === "bad" ? Number.NaN : role === "mode" ? value : 24 + value;
        all.push({ point: index, value: said, at: instant(at), receivedAt: instant(at), quality });
      }
      return all;
    });
};

test("a month is known by one look at all machines as it is by each day's values, with late readings and open days", async () => {
  const place = temporary();
  const { timeZone } = site.calendar;
  const [from, to] = [midnight(FIRST, timeZone), midnight("2025-07-21", timeZone)];
  const now = instant(to + 11 * 60 * MINUTE);
  const clock = handClock(now);
  const keep = { readings: 400, minutes: 400, quarters: 4_000, classes: {} };
  const history = embeddedHistory({ directory: place.directory, points: site.points, timeZone, keep, clock });
  await history.start();
  const readings = month(from, now);
  const isLate = ({ at }: Reading): boolean =>
    at % 7 === 0 && at > from + 5 * 1440 * MINUTE && at < from + 7 * 1440 * MINUTE;
  history.append(readings.filter(each => !isLate(each)));
  await history.flush();
  await history.tidy();
  // They came when their days were closed: those days are read from both.
  history.append(readings.filter(isLate));
  await history.flush();
  expect(readings.filter(isLate).length).toBeGreaterThan(20);
  expect(history.manifest().files.filter(({ is }) => is === "readings").length).toBeGreaterThan(25);

  let looks = 0;
  const rules = () => ({ site, book });
  const { runs } = history;
  if (runs === undefined) throw new Error("it knows no stretches");
  const together = new SetpointDays({
    rules,
    history: {
      range: history.range,
      runs: (...asked) => {
        looks += 1;
        return runs(...asked);
      },
    },
  });
  const daily = new SetpointDays({ rules, history: { range: history.range } });
  const found = [];
  for (const date of datesBetween(FIRST, LAST)) {
    const known = await together.of(date, now);
    expect([date, known]).toEqual([date, await daily.of(date, now)]);
    found.push(known);
  }
  expect(looks).toBe(1);
  for (const of of ["keptMs", "violatedMs", "unknownMs"] as const)
    expect(found.filter(each => (each?.[of] ?? 0) > 0).length).toBeGreaterThan(25);
  await history.stop();
  place.remove();
});
