import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADMIN, EDITOR } from "../grafana/testing/fake-answer.ts";
import { type FakeGrafana, fakeGrafana } from "../grafana/testing/fake-grafana.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { hallwatchIn } from "./testing/running.ts";

let grafana: FakeGrafana;
const files = temporary();
beforeAll(async () => {
  grafana = await fakeGrafana();
});
beforeEach(() => {
  for (const kept of [grafana.folders, grafana.boards, grafana.sources]) kept.clear();
});
afterAll(async () => {
  await grafana.leave();
  files.remove();
});

const run = async (token: string, ...args: readonly string[]) => {
  const environment = { NO_COLOR: "1", LC_ALL: "C.UTF-8", GRAFANA_TOKEN: token, READ_PW: "secret-read" };
  const running = hallwatchIn(environment, "grafana", ...args);
  const code = await running.ended;
  return { code, output: running.answer(), errors: running.output() };
};
const at = () => ["--url", `${grafana.url}/`];
const store = [
  "--store",
  "http://influxdb:8086",
  "--store-user",
  "grafana",
  "--store-password-env",
  "READ_PW",
];

describe("grafana push", () => {
  test("writes everything once, says what it wrote, and nothing the second time", async () => {
    const first = await run(ADMIN, "push", ...at(), ...store);
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/✓ +board +能耗 · Energy +created/);
    expect(first.output).toMatch(/9 of 9 written$/m);
    const second = await run(ADMIN, "push", ...at(), ...store, "--json");
    const { ok, steps } = JSON.parse(second.output);
    expect([ok, new Set(steps.map(({ is }: { is: string }) => is))]).toEqual([true, new Set(["unchanged"])]);
    expect(`${first.output}${first.errors}${second.output}`).not.toContain("secret-read");
  });

  test("without a token, with a token that does not do, and without a Grafana says what to do", async () => {
    const none = await run("", "push", ...at());
    expect([none.code, none.errors]).toEqual([2, expect.stringContaining("GRAFANA_TOKEN")]);
    const weak = await run(EDITOR, "push", ...at(), ...store);
    expect([weak.code, weak.errors]).toEqual([2, expect.stringContaining("for data sources Admin")]);
    const away = await run(EDITOR, "push", "--url", "http://127.0.0.1:9");
    expect([away.code, away.errors]).toEqual([3, expect.stringContaining("http://127.0.0.1:9")]);
  });

  test("takes the token from a file, and warns of one that everybody can read", async () => {
    const file = join(files.directory, "token");
    writeFileSync(file, `${EDITOR}\n`, { mode: 0o600 });
    const kept = await run("", "push", ...at(), "--token-file", file);
    expect([kept.code, kept.errors]).toEqual([0, expect.not.stringContaining("chmod")]);
    chmodSync(file, 0o644);
    expect((await run("", "push", ...at(), "--token-file", file)).errors).toContain("chmod 600");
  });
});

describe("grafana check", () => {
  test("counts what answers, names what is empty or fails, and ends with 1 when something does", async () => {
    await run(EDITOR, "push", ...at());
    const row = {
      fields: [{ name: "value", type: "number" as const }],
      values: [[1]],
    };
    const source = (ask: () => Promise<(typeof row)[]>) =>
      grafana.sources.set("hallwatch-influx", { body: { name: "x" }, isReadOnly: true, secrets: [], ask });
    source(async () => [row]);
    const good = await run(EDITOR, "check", ...at(), "--last", "1 h");
    expect(good.output).toMatch(/^Grafana 13\.3\.1 at http/);
    expect(good.output).toMatch(/✓ +告警 · Alerts +as here +\d+ +0 +0/);
    expect(good.output).toMatch(/(\d+) queries: \1 with data, 0 empty, 0 failed/);
    expect(good.code).toBe(0);
    source(async () => []);
    const empty = await run(EDITOR, "check", ...at());
    expect([empty.code, empty.output]).toEqual([
      0,
      expect.stringContaining("∅ 告警 · Alerts: 开放告警 · Open alerts, P1  empty"),
    ]);
    expect((await run(EDITOR, "check", ...at(), "--strict")).code).toBe(1);
    source(() => Promise.reject(new Error("database not found")));
    const failed = await run(EDITOR, "check", ...at(), "--json");
    const { ok, sources, boards } = JSON.parse(failed.output);
    expect([failed.code, ok, sources[0].is]).toEqual([1, false, "down"]);
    expect(boards[0].panels[0].error).toBe("database not found");
  });
});
