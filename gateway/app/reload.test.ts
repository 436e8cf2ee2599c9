import { setTimeout as pause } from "node:timers/promises";
import { connectAsync, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { until } from "../stores/testing/until.ts";
import type { WireHealth } from "../wire/health.ts";
import type { WireRuleProblem } from "../wire/rules.ts";
import { lightRule, ownPack, ownTest, reloadableFiles } from "./testing/reloadable-hall.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

describe("a gateway that reads its rules again", () => {
  let hall: RunningHall;
  let device: MqttClient;
  let files: ReturnType<typeof reloadableFiles>;
  const begin = async (options: { readonly speed?: number } = {}) => {
    hall = await startHall({
      ...options,
      write: (directory, mqtt) => {
        files = reloadableFiles(directory, mqtt);
        return files.config;
      },
    });
    device = await connectAsync(hall.mqttUrl);
  };
  beforeEach(() => begin());
  afterEach(async () => {
    await device.endAsync(true);
    await hall.stop();
  });

  const says = (light: string, power: number) =>
    device.publishAsync(`office/${light}`, JSON.stringify({ power }), { qos: 1 });
  const write = (...rules: readonly string[]) => files.write("own.yaml", ownPack(...rules));
  const reload = async () => {
    const answer = await fetch(`${hall.api.url}/api/rules/reload`, { method: "POST" });
    return {
      status: answer.status,
      body: (await answer.json()) as { is?: string; problems?: WireRuleProblem[] },
    };
  };
  const health = () => hall.api.read<WireHealth>("/api/health");
  const alertOf = async (target: string, fact = "too-bright") =>
    (await hall.api.alerts("all")).find(alert => alert.target === target && alert.fact === fact);
  const trail = async (target: string, fact?: string) => {
    const alert = await alertOf(target, fact);
    return alert ? (await hall.api.events(alert.id)).map(({ is, why }) => (why ? `${is} ${why}` : is)) : [];
  };
  const isFound = (target: string, fact?: string) => async () => (await alertOf(target, fact)) !== undefined;

  test("does so under load: every reading is judged once, by the old rules or the new, and none is lost", async () => {
    let sent = 0;
    let isOver = false;
    const load = (async () => {
      while (!isOver || sent % 2 === 1) {
        await Promise.all(Array.from({ length: 20 }, () => says("L1", sent++ % 2 === 0 ? 100 : 0)));
        await pause(2);
      }
    })();
    const rounds = 3;
    for (let round = 1; round <= rounds; round++) {
      write(lightRule(), lightRule({ id: "second", fact: "second", limit: 50 + round }));
      expect(await reload()).toEqual({
        status: 200,
        body: { is: "reloaded", rules: 2, instances: 4, tests: 0 },
      });
    }
    isOver = true;
    await load;
    await until("all of it is judged", async () => (await alertOf("L1"))?.occurrences === sent / 2);
    const events = await trail("L1");
    expect(events.filter(event => event === "raised" || event === "returned")).toHaveLength(sent / 2);
    expect(events.filter(event => event === "cleared condition-ended")).toHaveLength(sent / 2);
    expect((await health()).loop.readings).toBe(sent);
    expect(sent).toBeGreaterThan(100);
  });

  test("leaves what it knows of rules that did not change; says on the alert what became of those that did", async () => {
    write(
      lightRule({ id: "same", fact: "same" }),
      lightRule({ id: "wider", fact: "wider" }),
      lightRule({ id: "narrower", fact: "narrower" }),
      lightRule({ id: "gone", fact: "gone" }),
    );
    expect((await reload()).status).toBe(200);
    await says("L1", 100);
    await until("all four are found", isFound("L1", "gone"));
    const same = await alertOf("L1", "same");
    await hall.api.acknowledge(same?.id ?? "", { by: "G1", note: "" });
    write(
      lightRule({ id: "same", fact: "same" }),
      lightRule({ id: "wider", fact: "wider", limit: 90 }),
      lightRule({ id: "narrower", fact: "narrower", limit: 200 }),
      lightRule({ id: "new", fact: "new", limit: 50 }),
    );
    expect((await reload()).body).toMatchObject({ is: "reloaded", rules: 4, instances: 8 });
    expect(await trail("L1", "same")).toEqual(["raised", "acknowledged"]);
    expect(await trail("L1", "wider")).toEqual(["raised", "carried rule-changed"]);
    expect(await trail("L1", "narrower")).toEqual(["raised", "cleared rule-changed"]);
    expect(await trail("L1", "gone")).toEqual(["raised", "cleared rule-removed"]);
    expect(await trail("L1", "new")).toEqual(["raised"]);
    const { instances, yes } = (await health()).rules;
    expect([instances, yes]).toEqual([8, 3]);
    await says("L1", 0);
    await until("it is over", async () => (await alertOf("L1", "wider"))?.condition === "clear");
    expect((await alertOf("L1", "same"))?.label).toBe("closed");
  });

  test("refuses wrong rules whole, says where they are wrong, and goes on under the old ones", async () => {
    files.write("own.timeline.yaml", ownTest(15));
    write(lightRule({ limit: 20 }));
    const failed = await reload();
    expect([failed.status, failed.body.problems?.map(({ code, line }) => [code, line])]).toEqual([
      422,
      [["CFG620", 8]],
    ]);
    expect(failed.body.problems?.[0]?.help).toContain("L1.power");
    write(lightRule({ limit: 12 }), lightRule({ id: "b" }).replace("light.power", "light.powr"));
    const refused = await reload();
    expect(refused.body.problems).toEqual([
      expect.objectContaining({
        file: expect.stringMatching(/own\.yaml$/),
        line: 18,
        message: expect.stringContaining("powr"),
      }),
    ]);
    const { status, problems } = await health();
    expect(status).toBe("degraded");
    expect(problems.find(each => each.startsWith("the rules were not reloaded"))).toMatch(
      /the old ones are in force \(1 mistake\): .*own\.yaml:18: /,
    );
    await says("L1", 11);
    await until("the old rule finds it", isFound("L1"));

    write(lightRule({ limit: 12 }));
    expect((await reload()).body).toMatchObject({ is: "reloaded", tests: 1 });
    expect(await trail("L1")).toEqual(["raised", "cleared rule-changed"]);
    expect((await health()).problems.filter(each => each.includes("reloaded"))).toEqual([]);
    expect((await reload()).body).toEqual({ is: "unchanged" });
  });

  test("reads them once at a time, and not for a foreign page", async () => {
    write(lightRule({ limit: 12 }));
    const [first, second] = await Promise.all([reload(), reload()]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const foreign = await fetch(`${hall.api.url}/api/rules/reload`, {
      method: "POST",
      headers: { origin: "http://elsewhere.example" },
    });
    expect(foreign.status).toBe(403);
  });
});
