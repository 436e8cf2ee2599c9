import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { float, serveRegisters, type UnitRegisters, zeroes } from "../install/testing/registers.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { hallwatch } from "./testing/running.ts";

/** Each command starts a process of its own, which takes seconds on a busy machine. */
/** A three-phase meter as the maker's manual lays it out: floats in the input registers. */
const SDM630: UnitRegisters = {
  input: {
    ...zeroes(360),
    ...float(0x00, 230.4),
    ...float(0x02, 229.8),
    ...float(0x04, 231.1),
    ...float(0x06, 12.5),
    ...float(0x34, 2_750),
    ...float(0x3e, 0.94),
    ...float(0x46, 50.02),
    ...float(0x48, 48_213.7),
    ...float(0x156, 48_226),
  },
};

const said = async (...line: readonly string[]) => {
  const run = hallwatch(...line);
  return [await run.ended, run.answer(), run.output()] as const;
};

test("a scan names the model, says by which values, and gives the lines for the site file", async () => {
  await using bus = await serveRegisters({ 3: SDM630 }, "rtu");
  const at = `127.0.0.1:${bus.port}`;
  const [code, answer, output] = await said(
    "modbus",
    "scan",
    at,
    "--framing",
    "rtu",
    "--units",
    "2-3",
    "--gap",
    "0",
  );
  expect(answer).toMatch(/^ {4}3 +\d+ ms {2}✓ eastron-sdm\S+: .*v_l1 230\.4 V ✓/m);
  expect(answer).toContain("1 of 2 units answer.");
  expect(answer).toContain(`    bus1: { host: 127.0.0.1, port: ${bus.port}, framing: rtu }`);
  expect(answer).toMatch(
    /^ {2}M3: { kind: meter, zone: hall, .* profile: eastron-sdm\S+, modbus: { line: bus1, unit: 3 } } # or eastron-sdm72d-m-v2$/m,
  );
  expect([code, output.includes("\x1b"), bus.functions.filter(code => code > 4)]).toEqual([0, false, []]);
});

test("a program gets a scan as one document", async () => {
  await using bus = await serveRegisters({ 3: SDM630 });
  const [code, answer] = await said(
    "modbus",
    "scan",
    `127.0.0.1:${bus.port}`,
    "--units",
    "3,9",
    "--json",
    "--gap",
    "0",
  );
  const { schema, isComplete, units } = JSON.parse(answer);
  expect([code, schema, isComplete, units.map(({ is }: { is: string }) => is)]).toEqual([
    0,
    1,
    true,
    ["answers", "silent"],
  ]);
  expect(units[0].profiles.map(({ id }: { id: string }) => id)).toContain("eastron-sdm630");
});

test("Ctrl-C keeps what was found and says how to go on; exit code 130", async () => {
  await using bus = await serveRegisters({ 1: SDM630 });
  const run = hallwatch("modbus", "scan", `127.0.0.1:${bus.port}`, "--units", "1-200", "--gap", "0");
  await until("the first unit is shown", () => run.answer().includes("✓"));
  expect(await run.stop()).toBe(130);
  expect(run.answer()).toMatch(/\n1 of \d+ units answer \(200 were to be asked\)\.\n/);
  expect(run.output()).toMatch(/To go on: --units \d+-200/);
});

test("the wrong framing is named, with what to write", async () => {
  await using bus = await serveRegisters({ 1: SDM630 }, "rtu");
  const at = `127.0.0.1:${bus.port}`;
  const [code, answer] = await said("modbus", "scan", at, "--units", "1", "--gap", "0", "--timeout", "150");
  expect([code, answer]).toEqual([
    1,
    expect.stringContaining("✕ nobody answers, but unit 1 does in RTU frames: use --framing rtu"),
  ]);
});

test("registers are shown in every form, the likeliest voltage first, with both ways to count", async () => {
  await using bus = await serveRegisters({ 3: SDM630 });
  const at = `127.0.0.1:${bus.port}`;
  const [code, answer] = await said(
    "modbus",
    "read",
    at,
    "--unit",
    "3",
    "--input",
    "0",
    "--count",
    "20",
    "--expect",
    "voltage",
  );
  expect(code).toBe(0);
  expect(answer).toMatch(/^ {2}0x0000 {2}0 +30001 {2}4366 6666 4365 CCCD/m);
  expect(answer).toMatch(/^ 1 +0x0000 {2}0 {2}30001 {2}f32 ABCD +230\.4 V$/m);
  expect(answer).toMatch(/^ n {4}0x0000 .* 230\.4 +✓$/m);
  expect(answer).toMatch(/^ n\+1 {2}0x0001 .* ✕$/m);
  expect(answer).toMatch(/^ f32 +230\.4 /m);
});

test("what is nowhere is said to be nowhere", async () => {
  await using bus = await serveRegisters({ 3: { holding: zeroes(4) } });
  const at = `127.0.0.1:${bus.port}`;
  const lines = [
    ["--holding", "0", "--count", "4", "--expect", "voltage"],
    ["--input", "0", "--count", "4"],
  ];
  const [zero, none] = await Promise.all(
    lines.map(line => said("modbus", "read", at, "--unit", "3", ...line)),
  );
  expect(zero?.[1]).toContain("✕ nothing here reads like voltage (80 – 480 V) in any form");
  expect([none?.[0], none?.[1]]).toEqual([1, expect.stringContaining("! the device has no such table (01)")]);
});

test("a model of the same label with another map is refused by its voltage, which is shown in every form", async () => {
  await using bus = await serveRegisters({ 3: SDM630 });
  // The same addresses, but a whole number of tenths: what another maker sells under a similar label.
  await using other = await serveRegisters({ 3: { input: { ...zeroes(360), 1: 2_304, 71: 5_002 } } });
  const read = (port: number) =>
    said("modbus", "read", `127.0.0.1:${port}`, "--unit", "3", "--profile", "eastron-sdm630");
  const [right, wrong] = await Promise.all([read(bus.port), read(other.port)]);
  expect([right[0], right[1]]).toEqual([0, expect.stringContaining("✓ it is Eastron SDM630")]);
  expect(right[1]).toMatch(/^ {2}ei_total +input +0x0048 +72 +30073 +473C 55B3 +48213\.7 kW·h$/m);
  expect([wrong[0], wrong[1]]).toEqual([
    1,
    expect.stringMatching(/✕ it is not Eastron SDM630.*this profile is refused: v_l1 3\.2286e-42 V ✕/),
  ]);
  expect(wrong[1]).toMatch(/Every form of 0x0000/);
  expect(wrong[1]).toMatch(/^ u32 +2304 /m);
});

test("a page of one's own is read by its path, and its mistakes are told as in a site file", async () => {
  await using bus = await serveRegisters({ 3: SDM630 });
  const { directory, remove } = temporary();
  const page = join(directory, "my-meter.yaml");
  writeFileSync(
    page,
    `profile: my-meter
vendor: Somebody
product: My meter
kind: meter-1ph
confidence: memory
sources: [its manual]
points:
  v: { class: elec-voltage, input: 0, type: f32, role: voltage }
probe: [{ point: v, between: [80, 480] }]
`,
  );
  const at = `127.0.0.1:${bus.port}`;
  const read = () => said("modbus", "read", at, "--unit", "3", "--profile", page);
  const [code, answer] = await read();
  expect([code, answer]).toEqual([0, expect.stringContaining("✓ it is Somebody My meter: v 230.4 V ✓")]);
  writeFileSync(page, "profile: my-meter\nvendr: Somebody\n");
  const [refused, , output] = await read();
  remove();
  expect([refused, output]).toEqual([2, expect.stringContaining('unknown key "vendr"')]);
});

test("in Chinese, and where nothing listens: exit code 3", async () => {
  await using bus = await serveRegisters({ 3: SDM630 });
  const at = `127.0.0.1:${bus.port}`;
  const zh = await said(
    "--lang",
    "zh",
    "modbus",
    "read",
    at,
    "--unit",
    "3",
    "--input",
    "0",
    "--expect",
    "voltage",
  );
  expect(zh[1]).toContain("最像电压的（80 – 480 V）：");
  const gone = await serveRegisters({});
  await gone[Symbol.asyncDispose]();
  const [code, , output] = await said("modbus", "scan", `127.0.0.1:${gone.port}`);
  expect([code, output]).toEqual([3, expect.stringContaining("connection refused")]);
});
