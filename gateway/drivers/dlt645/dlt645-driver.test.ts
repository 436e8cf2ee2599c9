import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Site } from "#rules/site/model.ts";
import { parseSite } from "#rules/site/parse.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { dlt645Driver } from "./dlt645-driver.ts";
import type { Frame } from "./frame.ts";
import { type Bus, bytesOf, meterFrame, startBus } from "./testing/bus.ts";

/** For what is sure to come, on however busy a machine. */
const WAIT = { timeout: PATIENCE_MS };
const METER = "000012345678";
const OTHER = "000000000002";

const siteOf = (port: number): Site => {
  const text = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { dlt645: { bus: { host: 127.0.0.1, port: ${port}, timeout: 100 ms } } }
zones: { hall: { name: { zh: 大厅, en: Hall } } }
equipment:
  M1:
    { kind: meter, zone: hall, name: { zh: 表, en: Meter }, dlt645: { line: bus, meter: "12345678", every: 200 ms },
      points: { energy: {}, voltage_l1: {}, power: {} } }
  M2:
    { kind: meter, zone: hall, name: { zh: 表, en: Meter }, dlt645: { line: bus, meter: "2", every: 200 ms },
      points: { voltage: {} } }
`;
  const parsed = parseSite(text, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.site;
};

/** What the published frames answer, by control and item bytes of the question. */
const published: Readonly<Record<string, string>> = {
  "00010000": "68 78 56 34 12 00 00 68 91 08 33 33 34 33 67 45 3B 33 64 16",
  "02010100": "FE FE 68 78 56 34 12 00 00 68 91 06 33 34 34 35 B9 55 59 16",
  "02030000": "68 78 56 34 12 00 00 68 91 07 33 33 36 35 9A 57 B3 F1 16",
};
const itemOf = ({ data }: Frame) => Buffer.from(data).reverse().toString("hex");
const meters: Bus["answer"] = question => {
  if (question.meter === OTHER) return [meterFrame(OTHER, 0x91, [...question.data, 0x01, 0x22])];
  const bytes = bytesOf(published[itemOf(question)] ?? "");
  return [bytes.subarray(0, 5), bytes.subarray(5)];
};

let bus: Bus;
let driver: Driver;
let site: Site;
let readings: Reading[] = [];
const start = async () => {
  site = siteOf(bus.port);
  driver = dlt645Driver({ site, clock: systemClock(), random: () => 0 });
  readings = [];
  await driver.start(batch => readings.push(...batch));
};
const latest = () => {
  const told = new Map(readings.map(reading => [site.points[reading.point]!.id, reading]));
  return Object.fromEntries(Array.from(told, ([id, { value, reason }]) => [id, reason ?? value]));
};
const stateOf = (id: string) => driver.health().find(each => each.id === id)?.state;

beforeEach(async () => {
  bus = await startBus(meters);
});
afterEach(async () => {
  await driver.stop();
  await bus.stop();
});

test("two meters on one bus are read, in the units of their classes", async () => {
  await start();
  await vi.waitFor(() => {
    expect(latest()).toEqual({
      "M1.energy": 812.34,
      "M1.voltage_l1": 228.6,
      "M1.power": expect.closeTo(-246.7),
      "M2.voltage": 220.1,
    });
  }, WAIT);
  expect(driver.health().map(({ id, state }) => [id, state])).toEqual([
    ["dlt645:bus", "up"],
    [`dlt645:bus/${METER}`, "up"],
    [`dlt645:bus/${OTHER}`, "up"],
  ]);
  expect(new Set(bus.asked.map(({ control }) => control))).toEqual(new Set([0x11]));
});

test("answers with a wrong sum are no readings, and the meter is bad after three of them; the other one is read on", async () => {
  bus.answer = question =>
    question.meter === OTHER
      ? meters(question)
      : [bytesOf("68 78 56 34 12 00 00 68 91 06 33 34 34 35 B9 55 A6 16")];
  await start();
  await vi.waitFor(() => expect(stateOf(`dlt645:bus/${METER}`)).toBe("down"), WAIT);
  const why = `bus (127.0.0.1:${bus.port}) meter ${METER}: no whole answer with a right sum in 100 ms`;
  expect(latest()).toEqual({ "M1.energy": why, "M1.voltage_l1": why, "M1.power": why, "M2.voltage": 220.1 });
  bus.answer = meters;
  await vi.waitFor(
    () => expect(latest()).toMatchObject({ "M1.energy": 812.34, "M1.voltage_l1": 228.6 }),
    WAIT,
  );
});

test("an item that the meter does not have is bad by itself", async () => {
  bus.answer = question =>
    itemOf(question) === "02030000" ? [meterFrame(METER, 0xd1, [0x02])] : meters(question);
  await start();
  await vi.waitFor(() => {
    expect(latest()).toMatchObject({
      "M1.energy": 812.34,
      "M1.power": expect.stringMatching(/item 02030000: the meter refuses: it has no such data$/),
    });
  }, WAIT);
  expect(stateOf(`dlt645:bus/${METER}`)).toBe("up");
});

test("a converter that hangs up is connected to anew; one that is gone makes all meters bad", async () => {
  await start();
  await vi.waitFor(() => expect(latest()).toMatchObject({ "M2.voltage": 220.1 }), WAIT);
  const { port } = bus;
  await bus.stop();
  await vi.waitFor(() => {
    expect(latest()).toMatchObject({ "M1.power": expect.any(String), "M2.voltage": expect.any(String) });
  }, WAIT);
  bus = await startBus(meters, port);
  await vi.waitFor(() => expect(latest()).toMatchObject({ "M1.energy": 812.34, "M2.voltage": 220.1 }), WAIT);
});
