import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minutes } from "#rules/time/instant.ts";
import type { GettableAlert } from "../http/alertmanager/alert-shape.ts";
import type { GettableSilence } from "../http/alertmanager/silence.ts";
import { amtool } from "../http/alertmanager/testing/amtool.ts";
import { shape, withoutLater } from "../http/alertmanager/testing/shape.ts";
import type { ChildServer } from "../stores/testing/child-server.ts";
import { describeWith, startAlertmanager } from "../stores/testing/servers.ts";
import { until } from "../stores/testing/until.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

let hall: RunningHall;
let url: string;
beforeAll(async () => {
  hall = await startHall();
  url = `${hall.api.url}/alertmanager-api`;
  const device = await connectAsync(hall.mqttUrl);
  await device.publishAsync("office/X1", '{"gauge":"RED"}', { qos: 1 });
  await device.endAsync();
  await until("there is an alert", async () =>
    (await hall.api.alerts()).some(({ target }) => target === "X1"),
  );
});
afterAll(() => hall.stop());

const told = async (base: string, path: string) => {
  const answer = await fetch(`${base}${path}`);
  const type = answer.headers.get("content-type")?.split(";")[0];
  const text = await answer.text();
  const body = type?.includes("json") ? shape(withoutLater(JSON.parse(text))) : text;
  return { status: answer.status, type, body };
};

describeWith("prometheus-alertmanager", "a running hall answers as Debian's Alertmanager does", () => {
  let real: ChildServer;
  beforeAll(async () => {
    real = await startAlertmanager();
    const alerts = (await (await fetch(`${url}/api/v2/alerts`)).json()) as GettableAlert[];
    await fetch(`${real.url}/api/v2/alerts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(
        alerts.map(({ labels, annotations, generatorURL }) => ({ labels, annotations, generatorURL })),
      ),
    });
    await until("they are grouped there", async () => {
      const groups = (await (await fetch(`${real.url}/api/v2/alerts/groups`)).json()) as unknown[];
      return groups.length > 0;
    });
  });
  afterAll(() => real.remove());

  test.each([
    "/api/v2/status",
    "/api/v2/receivers",
    "/api/v2/alerts",
    "/api/v2/alerts?filter=target%3DX1",
    "/api/v2/alerts?filter=target!~%22.*%22",
    "/api/v2/alerts?filter=nonsense",
    "/api/v2/alerts/groups?filter=target%3DX1",
    "/api/v2/silences",
    "/-/ready",
  ])("GET %s", async path => {
    expect(await told(url, path)).toEqual(await told(real.url, path));
  });
});

describeWith("amtool", "amtool on a running hall", () => {
  test("reads alerts, configuration and cluster; puts aside, changes and ends it", async () => {
    const tool = amtool(url);
    const time = (length: number) => new Date(hall.clock.now() + length).toISOString();
    for (const args of [
      ["config", "show"],
      ["cluster", "show"],
      ["alert", "query", "-o", "extended"],
    ])
      expect(await tool(...args)).toEqual({ code: 0, out: expect.stringMatching(/\S/), problem: "" });
    const query = async (...args: readonly string[]) =>
      JSON.parse((await tool("alert", "query", "-o", "json", ...args)).out) as GettableAlert[];
    expect((await query("target=X1", "class=~.+")).map(({ labels }) => labels.target)).toEqual(["X1"]);
    const span = [`--start=${time(0)}`, `--end=${time(minutes(20))}`];
    const added = await tool("silence", "add", "target=X1", "-a", "G1", "-c", "refill", ...span);
    expect([added.code, added.problem]).toEqual([0, ""]);
    expect(await query("target=X1")).toEqual([]);
    expect((await query("target=X1", "--silenced")).map(({ status }) => status.silencedBy)).toEqual([
      [added.out.trim()],
    ]);
    const updated = await tool("silence", "update", `--end=${time(minutes(10))}`, added.out.trim());
    expect([updated.code, updated.problem]).toEqual([0, ""]);
    // Read without amtool, which by its own clock takes the hall's year for the past.
    const silences = async () =>
      ((await (await fetch(`${url}/api/v2/silences`)).json()) as GettableSilence[]).filter(
        ({ status }) => status.state === "active",
      );
    const [silence] = await silences();
    expect([silence?.createdBy, silence?.comment]).toEqual(["王伟", "refill"]);
    expect(await tool("silence", "expire", silence?.id ?? "")).toEqual({ code: 0, out: "", problem: "" });
    expect(await silences()).toEqual([]);
    expect((await query("target=X1")).map(({ status }) => status.state)).toEqual(["active"]);
    const refused = await tool(
      "silence",
      "add",
      "target=X1",
      "-a",
      "G1",
      "-c",
      "x",
      span[0] ?? "",
      `--end=${time(minutes(60))}`,
    );
    expect([refused.code, refused.problem]).toEqual([1, expect.stringContaining("at most 30 min")]);
  });
});
