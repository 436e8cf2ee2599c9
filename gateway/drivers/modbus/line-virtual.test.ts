import { afterEach, describe, expect, test } from "vitest";
import { millis, seconds } from "#rules/time/instant.ts";
import { dead, type Manner, refusing, slow, well } from "./testing/bus.ts";
import { startVirtualHall, type VirtualHall } from "./testing/virtual-hall.ts";
import { virtualTime } from "./testing/virtual-time.ts";

const halls: VirtualHall[] = [];
afterEach(async () => {
  await Promise.all(halls.splice(0).map(hall => hall.stop()));
});
const start = async (...[sketch]: Parameters<typeof startVirtualHall>) => {
  const hall = await startVirtualHall(sketch);
  halls.push(hall);
  return hall;
};

const thirty = Array.from({ length: 30 }, (_, index) => index + 1);
const onBus = { line: "bus" } as const;
const statesOf = ({ driver }: VirtualHall) =>
  Object.fromEntries(driver.health().map(({ id, state }) => [id.slice("modbus:".length), state]));

describe("a write", () => {
  const coil = { ...onBus, unit: 31, table: "coil", type: "bit", classWords: ["off", "on"] } as const;
  const light = {
    ...coil,
    address: 2,
    values: { 0: "off", 1: "on" },
    write: { code: 5 },
    every: seconds(60),
  } as const;
  const polled = thirty.map(
    unit => ({ ...onBus, unit, address: 0, type: "f32", every: seconds(1) }) as const,
  );

  test("is on the wire in less than a second while thirty units keep the line busy", async () => {
    const manners = { 5: dead, 9: dead, 14: slow(280) };
    const virtual = virtualTime();
    const hall = await start({ lines: { bus: manners }, points: [...polled, light], virtual });
    const point = hall.points.at(-1)!;
    const waits = [];
    for (let i = 0; i < 200; i += 1) {
      await hall.run(1_000 + ((i * 137) % 500));
      const heard = hall.buses.bus!.heard.length;
      const written = hall.driver.write(point, i % 2);
      const askedMs = virtual.time.nowMs();
      await hall.run(1_000);
      expect(await written).toEqual({ is: "done" });
      const after = hall.buses.bus!.heard.slice(heard);
      const sent = after.findIndex(({ request }) => "code" in request);
      // What was on the wire already comes to its end, then the write goes before everything else.
      expect(sent).toBe(0);
      expect(after[0]!.request).toEqual({ unit: 31, code: 5, address: 2, values: [i % 2] });
      waits.push(after[sent]!.atMs - askedMs);
    }
    expect(Math.max(...waits)).toBeLessThan(1_000);
    expect(hall.driver.health()[0]!.gauges!.utilisationPercent).toBeGreaterThan(60);
  });

  const refused = /nothing|no such|refuse|busy|cannot|no way/;
  test.each<[string, Manner, object]>([
    ["that is answered is done", well, { is: "done" }],
    ["that the device will be long about is done, and not repeated", refusing(5), { is: "done" }],
    [
      "that the device refuses is refused",
      refusing(2),
      { is: "refused", why: expect.stringMatching(refused) },
    ],
    ["that finds the device busy is refused", refusing(6), { is: "refused" }],
    ["that fails in the device may have been carried out", refusing(4), { is: "unknown" }],
    ["that a gateway got no answer to may have been carried out", refusing(11), { is: "unknown" }],
    ["that nobody answers may have been carried out", dead, { is: "unknown" }],
  ])("%s", async (_, manner, written) => {
    const hall = await start({ lines: { bus: { 31: manner } }, points: [light] });
    await hall.run(10);
    const ending = hall.driver.write(hall.points[0]!, 0);
    await hall.run(2_000);
    expect(await ending).toMatchObject(written);
    expect(hall.buses.bus!.heard.filter(({ request }) => "code" in request)).toHaveLength(1);
  });

  test("to a point that can only be read, or with nobody there, is certainly not carried out", async () => {
    const hall = await start({ lines: { bus: {} }, points: [{ ...onBus, address: 0 }, light] });
    expect(await hall.driver.write(hall.points[0]!, 1)).toMatchObject({ is: "refused" });
    const unreachable = await start({ lines: { bus: {} }, points: [light], isUnreachable: true });
    const ending = unreachable.driver.write(unreachable.points[0]!, 1);
    await unreachable.run(5_000);
    expect(await ending).toMatchObject({ is: "refused", why: expect.stringContaining("connection refused") });
  });
});

describe("a line that takes connections and nothing answers", () => {
  const points = [1, 2, 3, 4].map(unit => ({ ...onBus, unit, every: seconds(5) }));
  const why = "bus (bus:1): accepts connections but nothing answers";

  test("is found out as one trouble, told once for every point, and everything is back with its first answer", async () => {
    const told: string[] = [];
    const tell = (_: object, event: string) => told.push(event);
    const hall = await start({
      lines: { bus: {} },
      points,
      log: { info: tell, warn: tell, error: tell, debug: tell } as never,
    });
    await hall.run(20_000);
    for (const unit of [1, 2, 3, 4]) hall.buses.bus!.behave(unit, dead);
    await hall.run(20_000);
    expect(statesOf(hall)).toEqual({
      bus: "down",
      "bus/1": "down",
      "bus/2": "down",
      "bus/3": "down",
      "bus/4": "down",
    });
    expect(hall.driver.health()[0]).toMatchObject({ lastError: why, lastErrorKind: "no-answer" });
    const bad = hall.readings.filter(({ quality }) => quality === "bad");
    expect(bad.map(({ reason }) => reason)).toEqual([why, why, why, why]);
    expect(told).toEqual(["unit up", "unit up", "unit up", "unit up", "line down"]);

    const asked = hall.buses.bus!.heard.length;
    await hall.run(600_000);
    // Three requests a wait, and the waits grow to a minute.
    expect(hall.buses.bus!.heard.length - asked).toBeLessThan(3 * 20);
    for (const unit of [1, 2, 3, 4]) hall.buses.bus!.behave(unit, well);
    await hall.run(75_000);
    expect(Object.values(statesOf(hall))).toEqual(["up", "up", "up", "up", "up"]);
  });

  test("is found out where there is only one unit, too", async () => {
    const hall = await start({ lines: { bus: {} }, points: points.slice(0, 1) });
    await hall.run(20_000);
    hall.buses.bus!.behave(1, dead);
    await hall.run(60_000);
    expect(hall.driver.health()).toMatchObject([
      { state: "down", lastError: why, lastErrorKind: "no-answer", gauges: { unitsDown: 1 } },
      { state: "down", lastErrorKind: "no-answer" },
    ]);
    hall.buses.bus!.behave(1, well);
    await hall.run(75_000);
    expect(Object.values(statesOf(hall))).toEqual(["up", "up"]);
  });

  test("is not told where one unit still answers", async () => {
    const hall = await start({ lines: { bus: { 1: dead, 2: dead, 3: dead } }, points });
    await hall.run(600_000);
    expect(statesOf(hall)).toEqual({
      bus: "up",
      "bus/1": "down",
      "bus/2": "down",
      "bus/3": "down",
      "bus/4": "up",
    });
  });
});

test("a Modbus gateway without a way to a unit is told at its line, for whoever keeps the network", async () => {
  const hall = await start({
    lines: { bus: { 1: refusing(10) } },
    points: [1, 2].map(unit => ({ ...onBus, unit })),
  });
  await hall.run(30_000);
  expect(statesOf(hall)).toEqual({ bus: "up", "bus/1": "down", "bus/2": "up" });
  expect(hall.driver.health()[0]).toMatchObject({
    lastError: expect.stringContaining("no way to this unit (0A)"),
    lastErrorKind: "unreachable",
  });
});

test("a unit gets the idle time that it needs, and is not read more often than it bears", async () => {
  const units = { 1: { gap: millis(100), every: seconds(2), reserved: [], illegal: [] } };
  const points = [0, 100, 200].flatMap(address =>
    [1, 2].map(unit => ({ ...onBus, unit, address, every: seconds(1) })),
  );
  const hall = await start({ lines: { bus: {} }, points, line: { units } });
  await hall.run(60_000);
  const at = (unit: number, address?: number) =>
    hall.buses
      .bus!.heard.filter(
        ({ request }) => request.unit === unit && (address ?? request.address) === request.address,
      )
      .map(({ atMs }) => atMs);
  const shortest = (times: readonly number[]) =>
    Math.min(...times.slice(1).map((time, i) => time - times[i]!));
  expect(shortest(at(1))).toBeGreaterThanOrEqual(100 + 22);
  expect(at(1, 0).length).toBeLessThanOrEqual(32);
  expect(at(2, 0).length).toBeGreaterThanOrEqual(59);
});

test("alarms, power and energy share a line by what has the least time left: alarms are read every second", async () => {
  const points = thirty.flatMap(unit => [
    { ...onBus, unit, table: "discrete", type: "bit", every: seconds(unit <= 5 ? 1 : 10) } as const,
    { ...onBus, unit, address: 0, type: "f32", every: seconds(5) } as const,
    { ...onBus, unit, address: 1_000, type: "u64", every: seconds(60) } as const,
  ]);
  const hall = await start({ lines: { bus: {} }, points });
  await hall.run(300_000);
  const { gauges, counts } = hall.driver.health()[0]!;
  expect(gauges).toMatchObject({ utilisationPercent: expect.any(Number), unitsDown: 0 });
  expect(gauges!.utilisationPercent).toBeGreaterThan(25);
  expect(gauges!.cycleMs).toBeGreaterThan(1_000);
  expect(counts.requests).toBeGreaterThan(3_000);
  const intervals = hall.points
    .filter(({ source }) => source.every === seconds(1))
    .flatMap(({ index }) => {
      const at = hall.readings.filter(({ point }) => point === index).map(reading => reading.at);
      return at.slice(1).map((time, i) => time - at[i]!);
    })
    .toSorted((a, b) => a - b);
  expect(intervals.length).toBeGreaterThan(5 * 290);
  expect(intervals[Math.floor(intervals.length * 0.99)]).toBeLessThan(1_200);
  for (const { counts } of hall.driver.health().slice(1)) expect(counts.skipped).toBe(0);
});

test("a line that cannot be reached is one trouble, and what is read over it is back at once", async () => {
  const hall = await start({
    lines: { bus: {} },
    points: [1, 2].map(unit => ({ ...onBus, unit, every: seconds(5) })),
  });
  await hall.run(20_000);
  hall.buses.bus!.reach(false);
  for (const unit of [1, 2])
    hall.buses.bus!.behave(unit, () => ({ afterMs: 1, answer: { is: "closed", why: "gone" } }));
  await hall.run(60_000);
  expect(statesOf(hall)).toEqual({ bus: "down", "bus/1": "down", "bus/2": "down" });
  hall.buses.bus!.reach(true);
  for (const unit of [1, 2]) hall.buses.bus!.behave(unit, well);
  await hall.run(75_000);
  expect(statesOf(hall)).toEqual({ bus: "up", "bus/1": "up", "bus/2": "up" });
});
