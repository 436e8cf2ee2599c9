import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, type Receiver, startReceiver } from "../notify/testing/receiver.ts";
import { wecomServer } from "../notify/testing/robots.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { officeDevices } from "./testing/office.ts";
import { apiOf, hallwatch, hallwatchIn, type Running } from "./testing/running.ts";

const KEY = "0123456789abcdef-robot-key";
const pack = `pack: my-rules
title: { zh: 我的规则, en: My rules }
rules:
  - { id: light-on, title: { zh: 灯亮着, en: Light on }, clauses: [TY-2.2-1], each: light-circuit,
      condition: light.power >= 10, hold: 0 s, fact: light-on, level: violation, priority: 1, class: security, tell: [guard] }
`;
const site = (mqttPort: number, hook: string): string => `hallwatch: 1
site: { id: one, name: { zh: 一灯, en: One light }, timezone: Asia/Shanghai, packs: [./my-rules.yaml] }
calendar: { week: { mon-sun: ["08:00-18:00"] } }
people:
  - { id: G1, name: 王伟, roles: [guard], reach: [hook, { group: "13800138000" }] }
  - { id: G2, name: 李静, roles: [staff] }
notify:
  channels:
    hook: { via: webhook, url: "${hook}", detail: full }
    group: { via: wecom, url_env: GROUP_ROBOT }
sources: { mqtt: { broker: embedded, port: ${mqttPort} } }
zones: { room: { name: { zh: 房间, en: Room }, points: {} } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, mqtt: { topic: office/L1 }, points: { power: { path: $.power, stale: 1 h } } }
`;

let hook: Receiver;
let robot: Receiver;
beforeAll(async () => {
  hook = await startReceiver();
  robot = await startReceiver(wecomServer({ now: () => Date.now(), key: KEY }));
});
afterAll(() => Promise.all([hook.stop(), robot.stop()]));

/** A hall of one light in a directory of its own; `run` starts its gateway as a person would. */
const oneLight = async () => {
  const { directory, remove } = temporary();
  const [mqttPort, httpPort] = [await freePort(), await freePort()];
  const config = join(directory, "hall.yaml");
  writeFileSync(config, site(mqttPort, `${hook.url}/alerts`));
  writeFileSync(join(directory, "my-rules.yaml"), pack);
  const http = `127.0.0.1:${httpPort}`;
  const GROUP_ROBOT = `${robot.url}/cgi-bin/webhook/send?key=${KEY}`;
  const environment = { GROUP_ROBOT, NO_COLOR: "1", LC_ALL: "C.UTF-8" };
  const data = join(directory, "data");
  const run = async (): Promise<Running> => {
    const running = hallwatchIn(environment, "start", "--config", config, "--data", data, "--http", http);
    await until("the gateway is up", apiOf(httpPort).isUp);
    return running;
  };
  return { run, mqttPort, api: apiOf(httpPort), at: ["--http", http], [Symbol.dispose]: remove };
};

describe("a gateway that is killed", () => {
  test("with an alert decided and its message not yet out tells the guard after the restart, with the same key", async () => {
    using hall = await oneLight();
    const gateway = await hall.run();
    // The receiver has it, and the gateway never learns that it has.
    hook.behave(() => gateway.child.kill("SIGKILL"));
    await using _devices = await officeDevices(hall.mqttPort, { power: 200, people: 0 });
    await gateway.ended;
    expect(hook.received).toHaveLength(1);
    hook.behave(answer(200, "taken"));
    const again = await hall.run();
    await until("it has come again", () => hook.received.length >= 2);
    await until("it is recorded", async () => {
      const [alert] = await hall.api.alerts();
      const { deliveries } = await hall.api.read<{ deliveries: { state: string }[] }>(
        `/api/alerts/${alert?.id}`,
      );
      return deliveries.map(({ state }) => state).join() === "sent";
    });
    expect(await again.stop()).toBe(0);
    const third = await hall.run();
    expect((await hall.api.read<{ waiting: number }>("/api/notify")).waiting).toBe(0);
    expect(await third.stop()).toBe(0);
    expect(hook.received).toHaveLength(2);
    const [first, second] = hook.received.map(({ headers, body }) => [headers["x-hallwatch-key"], body]);
    expect(second).toEqual(first);
    expect(JSON.parse(hook.received[0]?.body ?? "")).toMatchObject({
      kind: "found",
      priority: 1,
      to: { role: "guard", person: "王伟" },
      items: [{ fact: "light-on", target: "L1" }],
    });
  });
});

describe("hallwatch notify", () => {
  test("tests each channel of a person, says how it did, and status knows it afterwards", async () => {
    using hall = await oneLight();
    const gateway = await hall.run();
    const said = async (...args: readonly string[]) => {
      const run = hallwatch("notify", ...args, ...hall.at);
      return { code: await run.ended, answer: run.answer(), output: run.output() };
    };
    const plain = (text: string) => text.replaceAll(/\d+ ms/g, "… ms");

    const before = await said("status");
    expect([before.code, before.answer]).toEqual([
      0,
      `channel  via      state    last sent  last failed  server
hook     webhook  untried  –          –            ${hook.url}
group    wecom    untried  –          –            ${robot.url}
`,
    ]);
    const well = await said("test", "王伟");
    expect([well.code, plain(well.answer)]).toEqual([
      0,
      `✓ hook  sent  … ms  ${hook.url}: 200 taken
✓ group  sent  … ms  ${robot.url}: ok
a test went to 王伟 by 2 of 2 channels: ask whether 【测试】[TEST] has arrived
`,
    ]);
    expect(robot.received.at(-1)?.body).toContain("【测试】[TEST]");

    robot.behave(answer(200, { errcode: 93000, errmsg: "invalid webhook url" }));
    const wrong = await said("test", "G1", "--channel", "group", "--lang", "zh");
    expect([wrong.code, plain(wrong.answer)]).toEqual([
      1,
      `✗ group  失败  … ms  ${robot.url}: refused with 93000, invalid webhook url: no robot has this key: copy the address again from the group's robot
王伟 没有收到：1 个渠道都没有送达
`,
    ]);
    const after = await said("status");
    expect(after.code).toBe(1);
    expect(after.answer).toMatch(/^group {4}wecom {4}down {2}/m);
    expect(after.answer).toMatch(/^! nothing goes out by channel group since .*93000/m);
    const health = await hall.api.read<{ status: string; problems: string[] }>("/api/health");
    expect(health.problems).toContainEqual(expect.stringContaining("nothing goes out by channel group"));

    expect(await said("test", "G2")).toMatchObject({
      code: 1,
      output: expect.stringContaining("has no channel"),
    });
    expect(await said("test", "X9")).toMatchObject({ code: 2, output: expect.stringContaining("王伟 (G1)") });
    expect(await said("test", "G1", "--channel", "fax")).toMatchObject({
      code: 2,
      output: expect.stringContaining("there is no channel fax"),
    });
    expect(await gateway.stop()).toBe(0);
  });
});
