import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hours, minutes } from "#rules/time/instant.ts";
import type { GettableAlert } from "../http/alertmanager/alert-shape.ts";
import type { GettableSilence } from "../http/alertmanager/silence.ts";
import type { PrometheusGroup } from "../http/prometheus/shapes.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const store = temporary();
let hall: RunningHall;
beforeAll(async () => {
  hall = await startHall({ data: store.directory });
  const device = await connectAsync(hall.mqttUrl);
  for (const id of ["X1", "X2"]) await device.publishAsync(`office/${id}`, '{"gauge":"RED"}', { qos: 1 });
  await device.endAsync();
  await until(
    "there are two alerts",
    async () => (await alerts("alertname=extinguisher-pressure")).length === 2,
  );
});
afterAll(async () => {
  await hall.stop();
  store.remove();
});

const V2 = "/alertmanager-api/api/v2";
const read = <T>(path: string): Promise<T> => hall.api.read<T>(path);
const alerts = (filter: string) => read<GettableAlert[]>(`${V2}/alerts?filter=${encodeURIComponent(filter)}`);
const silences = () => read<GettableSilence[]>(`${V2}/silences`);
const post = async (target: string, length: number, user = "G1") => {
  const answer = await fetch(`${hall.api.url}${V2}/silences`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-grafana-user": user },
    body: JSON.stringify({
      matchers: [{ name: "target", value: target, isRegex: true }],
      startsAt: new Date(hall.clock.now()).toISOString(),
      endsAt: new Date(hall.clock.now() + length).toISOString(),
      createdBy: "somebody",
      comment: "gauges are being changed",
    }),
  });
  return { status: answer.status, body: await answer.json() };
};

test("an alert of the hall is an alert of its Alertmanager, and the rule that found it fires", async () => {
  const [alert] = await alerts("target=X1");
  const [own] = (await hall.api.alerts()).filter(({ target }) => target === "X1");
  expect([alert?.labels.alertname, alert?.labels.target, alert?.startsAt]).toEqual([
    own?.fact,
    "X1",
    own?.openedAt,
  ]);
  const { data } = await read<{ data: { groups: PrometheusGroup[] } }>(
    `/prom/api/v1/rules?rule_name[]=${own?.fact}`,
  );
  const rules = data.groups.flatMap(({ rules }) => rules);
  const firing = rules.flatMap(rule => rule.alerts).filter(({ state }) => state === "firing");
  expect(firing.map(({ labels }) => labels).filter(({ target }) => target === "X1")).toEqual([alert?.labels]);
  // X3 has not been heard of: inactive alone would say that its gauge is fine.
  expect(rules.map(({ health }) => health)).toContain("unknown");
  expect(rules.map(({ lastError }) => lastError).join()).toMatch(
    /X3: cannot tell: X3.pressure is not heard of yet/,
  );
});

test("a silence is a shelf of the Grafana user, within his rights", async () => {
  const tooLong = await post("X[12]", hours(2));
  expect(tooLong).toEqual({
    status: 400,
    body: expect.stringMatching(
      /^nothing was put aside: 2 of the 2 .*a guard may put aside .* at most 30 min/,
    ),
  });
  expect((await hall.api.alerts()).map(({ shelf }) => shelf).filter(Boolean)).toEqual([]);
  const made = await post("X[12]", minutes(20));
  expect(made).toEqual({ status: 200, body: { silenceID: expect.any(String) } });
  const shelved = (await hall.api.alerts()).filter(({ shelf }) => shelf);
  expect(shelved.map(({ target, label, shelf }) => [target, label, shelf?.by, shelf?.reason]).sort()).toEqual(
    [
      ["X1", "shelved", "王伟", "gauges are being changed"],
      ["X2", "shelved", "王伟", "gauges are being changed"],
    ],
  );
  const [silence] = await silences();
  expect([silence?.id, silence?.status.state, silence?.createdBy]).toEqual([
    made.body.silenceID,
    "active",
    "王伟",
  ]);
  expect((await alerts("target=X1")).map(({ status }) => status.silencedBy)).toEqual([[silence?.id]]);
});

test("a silence that is ended early is listed as expired, also after a restart, and the alerts need somebody", async () => {
  const [silence] = await silences();
  const answer = await fetch(`${hall.api.url}${V2}/silence/${silence?.id}`, {
    method: "DELETE",
    headers: { "x-grafana-user": "G1" },
  });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  const states = async () => (await silences()).map(({ id, status }) => [id, status.state]);
  expect(await states()).toEqual([[silence?.id, "expired"]]);
  expect((await hall.api.alerts()).map(({ label }) => label)).not.toContain("shelved");
  await hall.stop();
  hall = await startHall({ data: store.directory, begin: "11:05" });
  expect(await states()).toEqual([[silence?.id, "expired"]]);
});

test("nobody of the hall may silence nothing", async () => {
  expect(await post("X1", minutes(5), "admin")).toEqual({
    status: 400,
    body: expect.stringMatching(/^"admin" is nobody of this hall/),
  });
});
