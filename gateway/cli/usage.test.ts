import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { freePort } from "../stores/testing/child-server.ts";
import { until } from "../stores/testing/until.ts";
import { PLACES } from "./places.ts";
import { office } from "./testing/office.ts";
import { hallwatch } from "./testing/running.ts";

const COMMANDS = [
  "start",
  "demo",
  "simulate",
  "check",
  "explain",
  "points",
  "schema",
  "rules",
  "audit",
  "backup",
  "restore",
  "roster",
  "plan",
  "notify",
  "account",
  "certificate",
  "modbus",
  "mqtt",
  "doctor",
  "init",
];

/** Exit code and everything that was said, of commands that run side by side. */
const said = (...lines: readonly (readonly string[])[]) =>
  Promise.all(
    lines.map(async line => {
      const run = hallwatch(...line);
      return [await run.ended, run.output()] as const;
    }),
  );

describe("a command line that cannot be understood", () => {
  test("says what is wrong, what was meant and where help is, exit code 2", async () => {
    expect(
      await said(
        ["demoo"],
        ["check", "--fromat", "json", "x"],
        ["check", "--format", "xml", "x"],
        ["start", "--http", "here"],
        ["start", "--speed", "0"],
        ["roster", "--days", "99"],
        ["rules", "replay", "--form", "2025-06-01"],
        ["rules", "tset"],
      ),
    ).toEqual([
      [2, "error: unknown command 'demoo'\n(Did you mean demo?)\n(hallwatch --help tells more)\n"],
      [
        2,
        "error: unknown option '--fromat'\n(Did you mean --format?)\n(hallwatch check --help tells more)\n",
      ],
      [2, expect.stringContaining("argument 'xml' is invalid. Allowed choices are text, json.")],
      [2, expect.stringContaining("argument 'here' is invalid. expected host:port, such as 127.0.0.1:8080")],
      [2, expect.stringContaining("expected a number above 0, such as 60")],
      [2, expect.stringContaining("argument '99' is invalid. expected a whole number from 1 to 60")],
      [2, expect.stringContaining("\n(hallwatch rules replay --help tells more)\n")],
      [2, expect.stringContaining("\n(hallwatch rules --help tells more)\n")],
    ]);
  });

  test("says the same in Chinese", async () => {
    expect(
      await said(
        ["--lang", "zh", "demoo"],
        ["--lang", "zh", "check", "--fromat", "json", "x"],
        ["--lang", "zh", "check", "--format", "xml", "x"],
        ["--lang", "zh", "start"],
        ["--lang", "zh", "check"],
        ["--lang", "zh", "demo", "--begin", "soon"],
      ),
    ).toEqual([
      [2, "错误：没有 demoo 这个命令\n（是不是 demo？）\n（hallwatch --help 有说明）\n"],
      [2, "错误：没有 --fromat 这个选项\n（是不是 --format？）\n（hallwatch check --help 有说明）\n"],
      [2, expect.stringContaining("--format <form> 不能是“xml”：可以是 text, json\n")],
      [2, expect.stringContaining("必须给出选项 --config <file>\n")],
      [2, expect.stringContaining("缺少参数 file\n")],
      [2, expect.stringContaining("--begin <time> 不能是“soon”：要一个时刻，例如 2025-07-08T17:00+08:00\n")],
    ]);
  });
});

test("help begins with an example, for every command, and fits a terminal of 80 columns", async () => {
  const helps = await said(["--help"], ...COMMANDS.map(command => [command, "-h"]));
  for (const [code, text] of helps) {
    expect(code).toBe(0);
    expect(text).toMatch(/^Examples?:\n {2}\$ npx hallwatch /);
    expect(text.split("\n").filter(line => line.length > 80)).toEqual([]);
  }
  for (const [index, command] of COMMANDS.entries())
    expect(helps[index + 1]?.[1]).toContain(`$ npx hallwatch ${command}`);
});

test("a code is explained as people type it; an unknown one names the nearest", async () => {
  const answers = await said(
    ["explain", "cfg102"],
    ["explain", "--lang", "zh", "102", "CFG904"],
    ["explain", "CFG1O2"],
    ["explain", "503"],
  );
  expect(answers).toEqual([
    [0, expect.stringMatching(/^CFG102 {2}an unknown key\n {2}an error: .*\n.*`hallwatch schema`.*\n$/)],
    [0, expect.stringMatching(/^CFG102 {2}未知的键\n {2}错误：.*\n.*\n\nCFG904 {2}没有规则包\n {2}警告：/)],
    [2, "hallwatch: there is no code CFG1O2; did you mean CFG102? (hallwatch explain lists all)\n"],
    [
      0,
      expect.stringMatching(
        /docs\/rules\.md.*\n {2}not: {2}condition: .*\n {2}but: {2}condition: light\.power > 10\n$/,
      ),
    ],
  ]);
});

describe("hallwatch points", () => {
  test("without a gateway: where it looked, why, what to do; exit code 3", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    const url = `http://127.0.0.1:${port}`;
    expect(
      await said(
        ["points", "--http", `127.0.0.1:${port}`],
        ["points", "--watch", "--http", `${port}`, "--lang", "zh"],
      ),
    ).toEqual([
      [
        3,
        `hallwatch: no gateway answers at ${url} (nothing listens there): start one, or say where it is with --http host:port\n`,
      ],
      [
        3,
        `hallwatch：${url} 没有网关应答（那里没有程序在监听）。请启动一个，或用 --http 主机:端口 指明它在哪里\n`,
      ],
    ]);
  });

  test("of a program that is no gateway: says so, exit code 3", async () => {
    const server = createServer((_, answer) => answer.end("<h1>It works!</h1>")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const [answer] = await said(["points", "--http", `127.0.0.1:${port}`]);
    server.close();
    expect(answer).toEqual([3, expect.stringContaining("is no Hallwatch gateway of this version")]);
  });
});

test("a fault that nobody knows is answered with those that there are, exit code 2", async () => {
  const [answer] = await said(["simulate", "--config", PLACES.demoHall, "--fault", "fire"]);
  expect(answer).toEqual([
    2,
    expect.stringMatching(
      /^hallwatch: --fault fire: there is no fault "fire"; there are light-left-on, .*\n$/,
    ),
  ]);
});

test("simulated devices run in the foreground until Ctrl-C, exit code 0", async () => {
  await using hall = await office(await freePort());
  const run = hallwatch(
    "simulate",
    "--config",
    hall.config,
    "--speed",
    "60",
    "--begin",
    "2025-07-08T17:00+08:00",
  );
  await until("the devices are up", () => run.answer().includes('"ready"'));
  expect(await run.stop()).toBe(0);
});

test("whoever has read enough ends the answer without a complaint", async () => {
  const cli = join(PLACES.root, "gateway/cli/hallwatch.js");
  const child = spawn(process.execPath, [cli, "schema"], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", text => (complaint += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "close");
  expect([code, complaint]).toEqual([0, ""]);
});
