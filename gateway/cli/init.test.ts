import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadHall } from "../config/load-hall.ts";
import { float, serveRegisters, zeroes } from "../install/testing/registers.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { hallwatch } from "./testing/running.ts";
import { describeInTerminal, terminals } from "./testing/terminal.ts";

/** Each command starts a process of its own, which takes seconds on a busy machine. */
const METER = {
  input: {
    ...zeroes(400),
    ...float(0, 230.4),
    ...float(2, 229.8),
    ...float(4, 231.1),
    ...float(0x46, 50.02),
  },
};

const somewhere = () => {
  const { directory, remove } = temporary();
  return { directory, [Symbol.dispose]: remove };
};

const said = async (...line: readonly string[]) => {
  const run = hallwatch(...line);
  return [await run.ended, run.output()] as const;
};

test("without a terminal nothing is asked: what is missing is named, exit code 2", async () => {
  using place = somewhere();
  const file = join(place.directory, "hall.yaml");
  const answers = join(place.directory, "answers.yaml");
  writeFileSync(answers, "name: Office\n");
  const runs = await Promise.all([said("init", file), said("init", file, "--yes", "--answers", answers)]);
  expect(runs).toEqual([
    [2, expect.stringContaining("name, hours is missing")],
    [2, expect.stringContaining("and hours is missing")],
  ]);
  expect(existsSync(file)).toBe(false);
});

test("a wrong answer is told with its place", async () => {
  using place = somewhere();
  const answers = join(place.directory, "answers.yaml");
  writeFileSync(answers, "name: Office\nhours: soon\ncolour: blue\n");
  const [code, output] = await said(
    "init",
    join(place.directory, "hall.yaml"),
    "--yes",
    "--answers",
    answers,
  );
  expect([code, output]).toEqual([
    2,
    expect.stringMatching(/answers\.yaml:2: hours.*expected hours such as 08:30-12:00/),
  ]);
  expect(output).toMatch(/answers\.yaml:3: unknown key "colour"/);
});

test("every template becomes a site file that passes the check, in either language", async () => {
  using place = somewhere();
  const answers = join(place.directory, "answers.yaml");
  for (const [template, lang] of [
    ["service-hall", "zh"],
    ["bank", "en"],
    ["ktv", "zh"],
    ["generic", "en"],
  ] as const) {
    const file = join(place.directory, `${template}.yaml`);
    writeFileSync(
      answers,
      `name: "${template === "ktv" ? "金嗓子 KTV：一号店" : "振兴路 #1"}"\nname_en: Zhenxing Road 1\nhours: ["08:30-12:00", "14:00-17:30"]\ntemplate: ${template}\n`,
    );
    const [code, output] = await said("--lang", lang, "init", file, "--yes", "--answers", answers);
    expect([code, output]).toEqual([0, expect.stringContaining(`hallwatch check ${file}`)]);
    expect([template, (await loadHall(file)).is]).toEqual([template, "hall"]);
  }
});

test("what answers on the wire is in the file, which then reads it; it is not overwritten unasked", async () => {
  await using bus = await serveRegisters({ 3: METER, 9: { holding: { 0: 4_711 } } }, "rtu");
  using place = somewhere();
  const file = join(place.directory, "hall.yaml");
  const answers = join(place.directory, "answers.yaml");
  const write = (name: string) =>
    writeFileSync(
      answers,
      `name: ${name}\nhours: 08:30-17:30\nmodbus: 127.0.0.1:${bus.port}\nframing: rtu\nunits: "3,9"\n`,
    );
  write("Office");
  const first = await said("init", file, "--yes", "--answers", answers);
  expect(first).toEqual([0, expect.stringMatching(/^Like no model, so not in the file: unit 9\./m)]);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(`bus1: { host: 127.0.0.1, port: ${bus.port}, framing: rtu }`);
  expect(text).toMatch(
    /^ {2}M3: { kind: meter, zone: hall, .*profile: eastron-sdm630, modbus: { line: bus1, unit: 3 } } # or eastron-sdm72d-m-v2$/m,
  );
  const doctor = hallwatch(
    "doctor",
    "--config",
    file,
    "--data",
    join(place.directory, "data"),
    "--for",
    "5 s",
    "--all",
  );
  await doctor.ended;
  expect(doctor.answer()).toMatch(/✓ {2}M3\.voltage_l1 +good {2}230\.4 V/);

  write("Other");
  const [code, output] = await said("init", file, "--answers", answers);
  expect([code, output]).toEqual([
    2,
    expect.stringContaining("is there already; with --yes it is overwritten"),
  ]);
  expect(output).toMatch(/^- {3}id: office$/m);
  expect(output).toMatch(/^\+ {3}id: other$/m);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("a ratio that only a nameplate tells is asked for, never taken for 1", async () => {
  const holding = { ...zeroes(9_000), ...float(0x2006, 2_304), ...float(0x2044, 5_002) };
  await using bus = await serveRegisters({ 5: { holding } });
  using place = somewhere();
  const answers = join(place.directory, "answers.yaml");
  const base = `name: Office\nhours: 08:30-17:30\nmodbus: 127.0.0.1:${bus.port}\nunits: "5"\n`;
  writeFileSync(answers, base);
  const file = join(place.directory, "hall.yaml");
  const [code, output] = await said("init", file, "--yes", "--answers", answers);
  expect([code, output]).toEqual([
    2,
    expect.stringMatching(/multipliers\.M5\.CT, multipliers\.M5\.PT is missing/),
  ]);
  writeFileSync(answers, `${base}multipliers: { M5: { CT: 40, PT: 1 } }\n`);
  expect((await said("init", file, "--yes", "--answers", answers))[0]).toBe(0);
  expect(readFileSync(file, "utf8")).toContain("multipliers: { CT: 40, PT: 1 }");
});

describeInTerminal("the wizard, at a terminal", () => {
  test("asks in Chinese, writes the file and says what comes next; Ctrl-C writes nothing", async () => {
    using place = somewhere();
    const { open, close } = terminals();
    try {
      const file = join(place.directory, "hall.yaml");
      const wizard = open(80, 40, "--lang", "zh", "init", file);
      const shows = (what: string) => until(`it asks ${what}`, () => wizard.screen().includes(what));
      await shows("营业厅叫什么");
      wizard.press("Office", "Enter");
      for (const question of [
        "时区",
        "哪一类场所",
        "哪几天营业",
        "营业时间",
        "值班经理",
        "保安",
        "MQTT",
        "Modbus",
      ]) {
        await shows(question);
        wizard.press("Enter");
      }
      await until("it is written", () => wizard.screen().includes("ended with 0"));
      expect(wizard.screen()).toContain("接着：hallwatch check");
      expect(readFileSync(file, "utf8")).toContain("name: { zh: Office, en: Office }");

      const other = join(place.directory, "other.yaml");
      const second = open(80, 30, "--lang", "en", "init", other);
      await until("it asks", () => second.screen().includes("What is the hall called?"));
      second.press("C-c");
      await until("it ends", () => second.screen().includes("ended with 130"));
      expect(existsSync(other)).toBe(false);
    } finally {
      close();
    }
  });
});
