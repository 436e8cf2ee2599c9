import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { float, serveRegisters, zeroes } from "../install/testing/registers.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { hallwatch } from "./testing/running.ts";

/** Each command starts a process of its own, which takes seconds on a busy machine. */
const METER = { input: { ...zeroes(400), ...float(0, 230.4), ...float(0x34, 2_750), ...float(0x46, 50.02) } };

const siteText = (modbusPort: number, mqttPort: number): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources:
  mqtt: { broker: embedded, port: ${mqttPort} }
  modbus: { plant: { host: 127.0.0.1, port: ${modbusPort}, timeout: 300 ms } }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Main meter }, profile: eastron-sdm630, modbus: { line: plant, unit: 3 }, points: { voltage: { from: v_l1 }, power: { from: p_total } } }
  D1: { kind: door, zone: room, name: { zh: 门, en: Door }, mqtt: { topic: office/D1 }, points: { contact: { path: $.contact, values: { OPEN: open, SHUT: closed } } } }
`;

const hallIn = async (modbusPort: number) => {
  const { directory, remove } = temporary();
  const config = join(directory, "site.yaml");
  writeFileSync(config, siteText(modbusPort, await freePort()));
  const http = `127.0.0.1:${await freePort()}`;
  const args = ["--config", config, "--data", join(directory, "data"), "--http", http];
  return { args, http, config, [Symbol.dispose]: remove };
};

test("without a gateway it looks itself: what was heard, what was not, and what to type", async () => {
  await using bus = await serveRegisters({ 3: METER });
  using hall = await hallIn(bus.port);
  const run = hallwatch("doctor", ...hall.args, "--for", "3 s", "--all");
  expect(await run.ended).toBe(1);
  const report = run.answer();
  expect(report).toMatch(/^ {2}✓ {2}config +3 points, \d+ rule instances/m);
  expect(report).toMatch(/^ {2}! {2}backup +no backup is scheduled.*→ backup: \{ to: /m);
  expect(report).toMatch(/^ {2}✓ {2}modbus:plant +connected in \d+ ms$/m);
  expect(report).toMatch(/^ {2}✓ {2}M1\.voltage +good {2}230\.4 V/m);
  expect(report).toMatch(/^ {2}✕ {2}D1\.contact +never.*→ hallwatch mqtt listen mqtt:\/\/127\.0\.0\.1:\d+$/m);
  expect(report).toMatch(/^ {2}✕ {2}points +3 points, 1 not to be trusted$/m);
  expect(report).toMatch(/\n\d problems?, /);
  expect(run.output()).not.toContain("\x1b");
  expect(bus.functions.filter(code => code > 4)).toEqual([]);
});

test("a line that cannot be reached is told once for itself and at each of its points", async () => {
  const bus = await serveRegisters({});
  using hall = await hallIn(bus.port);
  await bus[Symbol.asyncDispose]();
  const run = hallwatch("doctor", ...hall.args, "--for", "2 s", "--json");
  expect(await run.ended).toBe(1);
  const { schema, findings } = JSON.parse(run.answer());
  const about = (name: string) => findings.find((each: { about: string }) => each.about === name);
  expect(schema).toBe(1);
  expect(about("modbus:plant")).toMatchObject({
    mark: "bad",
    text: expect.stringContaining("connection refused"),
  });
  expect(about("M1.power")).toMatchObject({
    mark: "bad",
    fix: `hallwatch modbus read 127.0.0.1:${bus.port} --unit 3 --input 52 --count 4`,
  });
});

test("beside a running gateway its word counts, and its line is left alone", async () => {
  await using bus = await serveRegisters({ 3: METER });
  using hall = await hallIn(bus.port);
  const gateway = hallwatch("start", ...hall.args);
  await until("it runs", () => /started/.test(gateway.output()));
  const said = () => hallwatch("doctor", "--lang", "zh", ...hall.args, "--all");
  let report = "";
  await until(
    "the meter is read",
    async () => {
      const run = said();
      await run.ended;
      report = run.answer();
      return /M1\.voltage +可信/.test(report);
    },
    20_000,
  );
  await gateway.stop();
  expect(report).toMatch(/^ {2}✓ {2}http:\/\/127\.0\.0\.1:\d+ +网关正在运行$/m);
  expect(report).not.toMatch(/modbus:plant/);
});

test("a site file with mistakes is a problem that names the next command", async () => {
  using hall = await hallIn(502);
  writeFileSync(hall.config, "hallwatch: 1\nsites: {}\n");
  const run = hallwatch("doctor", ...hall.args);
  expect(await run.ended).toBe(1);
  expect(run.answer()).toMatch(/✕ {2}config +.*errors? in .*site\.yaml +→ hallwatch check .*site\.yaml/);
});
