import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toIso } from "#rules/time/instant.ts";
import { hallwatch } from "../cli/testing/running.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireEnergy, WireMeterList } from "../wire/energy.ts";
import { type MeterBoard, startMeterBoard } from "./testing/meter-board.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

/** A main meter, one under it for the air-conditioning, and a tariff with one price. */
const siteText = (mqtt: string, port: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: none, week: { mon-sun: ["08:30-17:30"] } }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: F1, name: 赵磊, roles: [facilities] }
sources: { mqtt: ${mqtt}, modbus: { meters: { host: 127.0.0.1, port: ${port} } } }
zones: { room: { name: { zh: 房间, en: Room } } }
energy:
  main: M1
  carbon: national-2023
  tariffs:
    - id: flat
      region: 示例
      source: an example
      valid_from: 2025-01-01
      seasons: [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], workday: { flat: ["00:00-24:00"] } }]
      prices: { flat: 1 }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Main meter }, modbus: { line: meters, unit: 1, every: 10 s }, points: { energy: { input: 0, type: u32, scale: 0.001 } } }
  M2: { kind: meter, zone: room, under: M1, meters: hvac, name: { zh: 空调表, en: Cooling }, modbus: { line: meters, unit: 2, every: 10 s }, points: { energy: { input: 0, type: u32, scale: 0.001 } } }
`;

const DAY = "2025-07-08";
const START = { 1: 1_000_000, 2: 50_000 } as const;
const { directory: data, remove } = temporary();
let board: MeterBoard;
let hall: RunningHall;

const begin = (at: string): Promise<RunningHall> =>
  startHall({
    begin: at,
    speed: 60,
    data,
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(config, siteText(mqtt, board.port));
      return config;
    },
  });
const meters = () => hall.api.read<WireMeterList>("/api/meters");
const meter = async (id: string) => (await meters()).meters.find(each => each.meter === id);
const energy = () => hall.api.read<WireEnergy>(`/api/energy?from=${DAY}&to=${DAY}`);
const kWhOf = async (id: string) =>
  (await energy()).meters.find(each => each.meter === id)?.kWh ?? Number.NaN;
const post = async (path: string, body: object) => {
  const answer = await fetch(`${hall.api.url}/api/meters/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as WireMeterList & { message?: string } };
};
/** Lets a unit count, and waits until the gateway has read it. */
const count = async (unit: 1 | 2, wh: number): Promise<void> => {
  board.wh.set(unit, (board.wh.get(unit) ?? 0) + wh);
  await read(unit);
};
const read = (unit: 1 | 2): Promise<void> =>
  until(`M${unit} is read`, async () => {
    const stands = (await meter(`M${unit}`))?.stands?.kWh;
    return stands !== undefined && Math.round(stands * 1_000) === board.wh.get(unit);
  });

beforeAll(async () => {
  board = await startMeterBoard(START);
  hall = await begin("09:00");
  await Promise.all([read(1), read(2)]);
});
afterAll(async () => {
  await hall.stop();
  await board.stop();
  remove();
});

describe("meters on a wire, to the last W.h", () => {
  test("what they count is what the hall used: by meter, with the rest, its cost and its CO2", async () => {
    await count(1, 150);
    await Promise.all([count(1, 120), count(2, 80)]);
    const told = await energy();
    expect(told.total.kWh).toBeCloseTo(0.27, 9);
    expect(told.total.cost).toBeCloseTo(0.27, 9);
    expect(told.total.kgCO2).toBeCloseTo(0.27 * told.carbon.kgPerKwh, 9);
    expect(told.meters.map(({ meter, is, kWh }) => [meter, is, Number(kWh.toFixed(9))])).toEqual([
      ["M1", "counter", 0.27],
      ["M2", "counter", 0.08],
      ["M1/rest", "unaccounted", 0.19],
    ]);
    expect(told.course.reduce((sum, { kWh }) => sum + kWh, 0)).toBeCloseTo(0.27, 9);
    expect(told).toMatchObject({ currency: "CNY", tariff: { id: "flat" }, timeZone: "Asia/Shanghai" });
  });

  test("a reset loses nothing that was counted, and is told", async () => {
    const before = await kWhOf("M1");
    board.wh.set(1, 0);
    await read(1);
    await count(1, 40);
    expect(await kWhOf("M1")).toBeCloseTo(before + 0.04, 9);
    // A busy machine may read so late that it is a gap as well.
    const entries = (await meters()).entries.filter(({ is }) => is !== "gap");
    expect(entries).toMatchObject([{ meter: "M1", is: "reset", by: null }]);
  });

  test("a replaced meter goes on where the old one ended; asked twice it is done once, and only some may", async () => {
    const before = await kWhOf("M2");
    const stands = board.wh.get(2) ?? 0;
    // It is taken out: what is on its place says nothing until the new one is in.
    board.wh.delete(2);
    await until("M2 is gone", async () => {
      const points = await hall.api.read<{ points: { point: string; state: string }[] }>("/api/points");
      return points.points.find(({ point }) => point === "M2.energy")?.state === "bad";
    });
    const said = {
      by: "F1",
      id: "replaced-M2-1",
      at: toIso(hall.clock.now()),
      endKwh: (stands + 50) / 1_000,
      startKwh: 7_000,
      serial: "A-77",
    };
    expect(await post("M2/replaced", { ...said, by: "G1" })).toMatchObject({
      status: 403,
      body: { message: expect.stringMatching(/王伟 may not put meters right; ask facilities/) },
    });
    expect((await post("M2/replaced", said)).status).toBe(200);
    expect((await post("M2/replaced", said)).status).toBe(200);
    board.wh.set(2, 7_000_000);
    await count(2, 30);
    expect(await kWhOf("M2")).toBeCloseTo(before + 0.08, 9);
    expect((await meters()).entries.filter(({ is }) => is === "replacement")).toMatchObject([
      { meter: "M2", by: "赵磊" },
    ]);
  });

  test("a correction changes what the hall used and not what the meter counted, for ever visible", async () => {
    const [before, counted] = [await kWhOf("M1"), (await meter("M1"))?.countedKwh];
    const now = hall.clock.now();
    const said = {
      by: "赵磊",
      id: "correct-M1-1",
      from: toIso((now - 600_000) as typeof now),
      to: toIso(now),
      kWh: -0.125,
      why: "the electrician's own lamp",
    };
    const answers = await Promise.all([post("M1/correct", said), post("M1/correct", said)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await post("M1/correct", { ...said, kWh: 2 })).toMatchObject({ status: 409 });
    expect(await post("nothing/correct", said)).toMatchObject({ status: 404 });
    expect(await kWhOf("M1")).toBeCloseTo(before - 0.125, 9);
    expect((await meter("M1"))?.countedKwh).toBe(counted);
  });

  test("an hour in which no gateway ran is a gap: the amount is certain, when it was used is estimated", async () => {
    const before = await kWhOf("M1");
    await hall.stop();
    board.wh.set(1, (board.wh.get(1) ?? 0) + 3_000);
    hall = await begin("11:00");
    await read(1);
    const told = await energy();
    const main = told.meters.find(({ meter }) => meter === "M1");
    expect(main?.kWh).toBeCloseTo(before + 3, 9);
    expect(main?.estimatedKwh).toBeGreaterThan(2.9);
    expect(main?.completeness).toBeLessThan(0.3);
    expect(told.gaps.some(({ meter, estimatedKwh }) => meter === "M1" && (estimatedKwh ?? 0) > 0)).toBe(true);
    expect((await meters()).entries[0]).toMatchObject({ is: "gap", by: null });
  });

  test("the command line says the same, in words and for programs", async () => {
    const http = ["--http", hall.api.url.replace("http://", "")];
    const said = async (...line: readonly string[]) => {
      const run = hallwatch(...line, ...http);
      return [await run.ended, run.output()] as const;
    };
    const [shown, listed, json] = await Promise.all([
      said("energy", "--lang", "zh"),
      said("meters"),
      said("energy", "--json", "--from", DAY),
    ]);
    expect(shown[0]).toBe(0);
    expect(shown[1]).toMatch(/M1 +总表 +≥?~/);
    expect(shown[1]).toMatch(/… +未分项/);
    expect(listed).toMatchObject([0, expect.stringMatching(/replaced .*赵磊/)]);
    expect(JSON.parse(json[1])).toMatchObject({ schema: 1, from: DAY, currency: "CNY" });
  });

  test("days that make no sense and halls that have not been yet are told so", async () => {
    const status = async (query: string) => (await fetch(`${hall.api.url}/api/energy?${query}`)).status;
    expect(await status("from=2025-07-09&to=2025-07-08")).toBe(400);
    expect(await status("from=2099-01-01&to=2099-01-02")).toBe(400);
    expect(await status("from=2020-01-01&to=2025-07-08")).toBe(400);
    expect((await fetch(`${hall.api.url}/api/energy/heat?meter=none&from=${DAY}&to=${DAY}`)).status).toBe(
      404,
    );
    const compliance = await hall.api.read<{ days: { date: string; verdict: string }[] }>(
      "/api/compliance?month=2025-07",
    );
    // Before the first start nobody listened: unknown, and never kept.
    expect(compliance.days.find(({ date }) => date === "2025-07-01")).toMatchObject({ verdict: "unknown" });
    expect(compliance.days.find(({ date }) => date === "2025-07-30")).toMatchObject({ verdict: "ahead" });
  });

  test("what people put right is on the trail, once", async () => {
    await hall.stop();
    const record = sqliteRecord({ directory: data });
    await record.start();
    const deeds = (await record.deeds()).filter(deed => deed.is === "meter");
    expect(deeds.map(({ meter, what, by }) => [meter, what, by])).toEqual([
      ["M2", "replaced", "F1"],
      ["M1", "corrected", "F1"],
    ]);
    expect((await record.verify()).wrong).toEqual([]);
    await record.stop();
    hall = await begin("12:00");
  });
});
