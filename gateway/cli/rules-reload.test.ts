import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connectAsync } from "mqtt";
import { describe, expect, test } from "vitest";
import { lightRule, ownPack, reloadableFiles } from "../app/testing/reloadable-hall.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { freePort } from "../stores/testing/child-server.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { apiOf, hallwatch } from "./testing/running.ts";

/** A gateway as a person starts it, in a directory of its own. */
const gateway = async () => {
  const { directory, remove } = temporary();
  const [mqtt, http] = [await freePort(), await freePort()];
  const files = reloadableFiles(directory, `{ broker: embedded, port: ${mqtt} }`);
  const data = join(directory, "data");
  const api = apiOf(http);
  const listening = ["--http", `127.0.0.1:${http}`];
  const start = async () => {
    const running = hallwatch("start", "--config", files.config, "--data", data, ...listening);
    await until("the gateway is up", api.isUp);
    return running;
  };
  const says = async (light: string, power: number): Promise<void> => {
    const client = await connectAsync(`mqtt://127.0.0.1:${mqtt}`);
    await client.publishAsync(`office/${light}`, JSON.stringify({ power }), { qos: 1 });
    await client.endAsync();
  };
  const reload = async () => {
    const run = hallwatch("rules", "reload", ...listening);
    return { code: await run.ended, said: run.output() };
  };
  const trail = async (fact: string) => {
    const alert = (await api.alerts("all")).find(each => each.fact === fact);
    return alert ? (await api.events(alert.id)).map(({ is, why }) => (why ? `${is} ${why}` : is)) : [];
  };
  const write = (...rules: readonly string[]) => files.write("own.yaml", ownPack(...rules));
  return { api, data, start, says, reload, trail, write, [Symbol.dispose]: remove };
};

describe("hallwatch rules reload", () => {
  test("says what is in force now, or every mistake with its place, and what to do when nobody answers", async () => {
    using hall = await gateway();
    expect(await hall.reload()).toEqual({ code: 3, said: expect.stringContaining("no gateway answers") });
    const running = await hall.start();
    expect(await hall.reload()).toEqual({ code: 0, said: "the rules have not changed; they run on\n" });
    hall.write(lightRule({ limit: 20 }), lightRule({ id: "b", fact: "b" }));
    expect(await hall.reload()).toEqual({
      code: 0,
      said: "rules reloaded: 2 rules, 4 instances; no rule tests\n",
    });
    hall.write(lightRule({ limit: 20 }).replace("light.power", "light.powr"));
    const refused = await hall.reload();
    expect(refused.code).toBe(2);
    expect(refused.said).toMatch(
      /^error\[CFG503\] .*powr.*\n--> .*own\.yaml:8:\d+\n = help: did you mean "power"/,
    );
    expect(refused.said).toContain("the rules were not reloaded; the old ones stay in force\n");
    expect(await running.stop()).toBe(0);
  });
});

describe("a running gateway that gets SIGHUP", () => {
  test("reads its rules again, and goes on under the old ones when they are wrong", async () => {
    using hall = await gateway();
    const running = await hall.start();
    hall.write(lightRule({ limit: 20 }), lightRule({ id: "b", fact: "b" }));
    running.child.kill("SIGHUP");
    await until("they are in force", () => /"outcome":"reloaded"/.test(running.output()));
    hall.write("  - nonsense\n");
    running.child.kill("SIGHUP");
    await until("they are refused", () => /rules refused: the old ones stay in force/.test(running.output()));
    await hall.says("L1", 21);
    await until("the rules from before find it", async () => (await hall.trail("b")).length > 0);
    expect(await running.stop()).toBe(0);
  });

  test("can be killed at any moment of it: after the next start every alert has ended or gone on once", async () => {
    using hall = await gateway();
    const rounds = [0, 60, 200, 500, 900];
    const stays = lightRule({ id: "stays", fact: "stays" });
    hall.write(stays, ...rounds.map(round => lightRule({ id: `r${round}`, fact: `r${round}` })));
    let running = await hall.start();
    await hall.says("L1", 100);
    await until("all are found", async () => (await hall.trail("r900")).length > 0);
    for (const [index, delayMs] of rounds.entries()) {
      const left = rounds.slice(index + 1);
      const changed = lightRule({ id: "stays", fact: "stays", limit: 10 + index + 1 });
      hall.write(changed, ...left.map(round => lightRule({ id: `r${round}`, fact: `r${round}` })));
      running.child.kill("SIGHUP");
      await pause(delayMs);
      await running.stop("SIGKILL");
      running = await hall.start();
      const gone = `r${delayMs}`;
      await until(`${gone} is over`, async () => (await hall.trail(gone)).length > 1);
      expect(await hall.trail(gone)).toEqual(["raised", "cleared rule-removed"]);
      expect(await hall.trail("stays")).toEqual(["raised", ...Array(index + 1).fill("carried rule-changed")]);
      for (const round of left) expect(await hall.trail(`r${round}`)).toEqual(["raised"]);
    }
    expect(await running.stop()).toBe(0);
    const record = sqliteRecord({ directory: hall.data });
    await record.start();
    expect((await record.verify()).wrong).toEqual([]);
    await record.stop();
  });
});
