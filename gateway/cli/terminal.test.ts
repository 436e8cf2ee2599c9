import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../stores/testing/child-server.ts";
import { until } from "../stores/testing/until.ts";
import { office } from "./testing/office.ts";
import { apiOf, hallwatch } from "./testing/running.ts";
import { slowWay } from "./testing/slow-way.ts";
import { describeInTerminal, type Terminal, terminals } from "./testing/terminal.ts";

// One demo in a terminal of 60 columns; whoever looks at its points does so beside it.
describeInTerminal("a person at a terminal of 60 columns", () => {
  let directory: string;
  let port: number;
  let demo: Terminal;
  const { open, close } = terminals();
  const at = () => ["--http", `127.0.0.1:${port}`];
  const shows = (terminal: Terminal, what: RegExp) =>
    until(`the screen shows ${what}`, () => what.test(terminal.screen()));
  const demoIn = (lang: string) => open(60, 24, "demo", "--lang", lang, "--data", directory, ...at());

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "hallwatch-terminal-"));
    port = await freePort();
    demo = demoIn("zh");
    await until("the demo is up", apiOf(port).isUp);
  });
  afterAll(async () => {
    close();
    await rm(directory, { recursive: true, force: true });
  });

  test("sees what runs, and below it one line that moves on in place", async () => {
    const moving = () => demo.screen().match(/^ *17:\d\d .*可信测点 \d+\/60 .*告警.*$/gm) ?? [];
    await until("the line is there", () => moving().length > 0);
    const [first] = moving();
    await until("it moves on", () => moving()[0] !== first);
    expect(moving()).toHaveLength(1);
    expect(demo.screen()).toMatch(
      /^Hallwatch 演示：振兴路营业厅，2025-07-08 17:00，60 倍速，\n {2}17:30 关门$/m,
    );
    await shows(demo, /可信测点 \d+\/60 +· +告警：(紧急|重要|一般|提示) \d/);
  });

  test("watches points in either language, those not to be trusted first, and gets the terminal back", async () => {
    const [zh, en] = ["zh", "en"].map(lang => open(60, 20, "points", "--watch", "--lang", lang, ...at()));
    if (!zh || !en) throw new Error("two terminals were opened");
    await shows(
      zh,
      /^振兴路营业厅 {2}17:\d\d:\d\d {2}60 个测点，其中 \d+ 个不可信\n\n测点 .*\nD4\.contact +– +– +未上报/,
    );
    await shows(
      en,
      /^Zhenxing Road Hall {2}17:\d\d:\d\d {2}60 points, \d+ not to be trusted\n\nPOINT .*\nD4\.contact/,
    );
    expect(en.screen()).toMatch(/^… \d+ more; make the window taller, or give a part of an id$/m);
    const title = (terminal: Terminal) => terminal.screen().split("\n")[0];
    const first = title(en);
    await until("it moves on", () => title(en) !== first);
    for (const terminal of [zh, en]) terminal.press("C-c");
    for (const terminal of [zh, en])
      await until("it ends", () => /^\s*(\^C)?ended with 0\s*$/.test(terminal.screen()));
  });

  test("gets the terminal back at once and clean while a slow gateway still owes an answer", async () => {
    await using way = await slowWay(port);
    const watch = open(60, 20, "points", "--watch", "--lang", "en", "--http", `127.0.0.1:${way.port}`);
    await shows(watch, /^Zhenxing Road Hall/);
    way.hold();
    await until("it asks again", way.isAsked);
    watch.press("C-c");
    await shows(watch, /ended with/);
    expect(watch.screen()).toMatch(/^\s*(\^C)?ended with 0\s*$/);
  });

  test("starts a real hall: the first line says where the console is", async () => {
    await using hall = await office(await freePort());
    const http = `127.0.0.1:${await freePort()}`;
    const files = ["--config", hall.config, "--data", hall.data];
    const start = open(60, 24, "start", "--lang", "zh", ...files, "--http", http);
    await shows(start, /INFO: started/);
    expect(start.screen()).toContain(`Hallwatch 正在值守 办公室：3 个测点，`);
    expect(start.screen()).toMatch(new RegExp(`^ {2}值守台 {2}http://${http} {2}（Ctrl-C 停止）$`, "m"));
    start.press("C-c");
    await shows(start, /INFO: stopped[\s\S]*ended with 0/);
  });

  test("a program reads the same through a pipe: one line of JSON a second, no escape byte", async () => {
    const watch = hallwatch("points", "--watch", "--json", "--lang", "zh", "D4", ...at());
    await until("two lines are there", () => watch.output().split("\n").length > 2);
    expect(await watch.stop()).toBe(0);
    const lines = watch.output().trimEnd().split("\n");
    const [first, second] = lines.map(line => JSON.parse(line));
    expect(first.points.map((point: { point: string }) => point.point)).toEqual(["D4.contact", "D4.lock"]);
    expect([first.schema, second.at > first.at]).toEqual([1, true]);
    const once = hallwatch("points", "D4", "D5", "--lang", "zh", ...at());
    expect(await once.ended).toBe(1);
    expect(once.answer()).toMatch(/^测点 +名称 .* 来源\nD4\.contact .* 未上报 +mqtt:D4\n/);
    expect(once.output()).not.toContain("\x1b");
  });

  test("an id that no point has is answered with the nearest, exit code 2", async () => {
    const run = hallwatch("points", "AC-hal.setpoint", ...at());
    expect([await run.ended, run.output()]).toEqual([
      2,
      'hallwatch: no point has "AC-hal.setpoint" in its id; did you mean AC-hall.setpoint?\n',
    ]);
  });

  test("a second demo on the same data is refused and takes nothing from the first", async () => {
    const second = hallwatch("demo", "--data", directory, "--http", `127.0.0.1:${await freePort()}`);
    expect(await second.ended).toBe(3);
    expect(second.output()).toMatch(/^hallwatch: .*demo is in use by the gateway with pid \d+/);
    expect((await apiOf(port).alerts()).length).toBeGreaterThan(0);
  });

  test("a second demo on the same port says whose it is", async () => {
    const other = join(directory, "other");
    const second = hallwatch("--lang", "zh", "demo", "--data", other, ...at());
    expect(await second.ended).toBe(2);
    expect(second.output()).toContain(
      `那里已经有一个 Hallwatch 在运行：振兴路营业厅。打开 http://127.0.0.1:${port}`,
    );
  });

  test("Ctrl-C takes the moving line away and says once that it stopped", async () => {
    const watch = open(60, 20, "points", "--watch", "--lang", "en", ...at());
    await shows(watch, /Zhenxing/);
    demo.press("C-c");
    await shows(demo, /ended with 0/);
    expect(demo.screen()).toMatch(
      // The link for the first account and what makes the others are longer than the screen is wide.
      /Ctrl-C 停止全部\n {2}账号 {4}http\S+\n[\s\S]*\S\n已停止\nended with 0\s*$/,
    );
    expect(demo.screen()).not.toContain("可信测点");
    expect(demo.screen().split("已停止")).toHaveLength(2);
    // Values that nobody vouches for any more leave the screen.
    await shows(watch, /^hallwatch: no gateway answers at [\s\S]*trying again, Ctrl-C ends\s*$/);
    expect(watch.screen()).not.toContain("D4");
  });

  test("devices that die end the demo, which says so", async () => {
    const next = demoIn("en");
    await shows(next, /points good {2}·|points good ·/);
    const shown = join(directory, "demo", "site.yaml");
    const [pid] = execFileSync("pgrep", ["-f", `main.ts --config ${shown}`], { encoding: "utf8" }).split(
      "\n",
    );
    process.kill(Number(pid), "SIGKILL");
    await shows(next, /ended with 1/);
    expect(next.screen().replaceAll("\n", " ")).toMatch(/the simulated devices stopped by themselves/);
  });
});
