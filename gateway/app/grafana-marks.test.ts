import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EDITOR } from "../grafana/testing/fake-answer.ts";
import { type FakeGrafana, fakeGrafana } from "../grafana/testing/fake-grafana.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireHealth } from "../wire/health.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const TOKEN_ENV = "HALLWATCH_TEST_GRAFANA_TOKEN";
const store = temporary();
let grafana: FakeGrafana;
let hall: RunningHall;

const hallWithGrafana = (begin: string) =>
  startHall({
    data: store.directory,
    begin,
    write: (directory, mqtt) => {
      const config = join(directory, "site.yaml");
      writeFileSync(
        config,
        `${SITE.replace("MQTT", mqtt)}grafana: { url: "${grafana.url}", token_env: ${TOKEN_ENV}, live: true }\n`,
      );
      return config;
    },
  });

/** One extinguisher, whose gauge raises an alert at once. */
const SITE = `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["08:30-17:30"] } }
people: [{ id: G1, name: 王伟, roles: [guard] }]
sources: { mqtt: MQTT }
zones: { room: { name: { zh: 房间, en: Room } } }
equipment:
  X1: { kind: extinguisher, zone: room, name: { zh: 灭火器, en: Extinguisher }, register: { agent: powder, made_on: 2022-03-01, inspected_on: 2025-07-07 }, mqtt: { topic: office/X1 }, points: { pressure: { path: $.gauge, values: { GREEN: normal, RED: low } } } }
`;

beforeAll(async () => {
  process.env[TOKEN_ENV] = EDITOR;
  grafana = await fakeGrafana();
  hall = await hallWithGrafana("11:00");
});
afterAll(async () => {
  delete process.env[TOKEN_ENV];
  await hall.stop();
  await grafana.leave().catch(() => {});
  store.remove();
});

const says = async (gauge: string): Promise<void> => {
  const device = await connectAsync(hall.mqttUrl);
  await device.publishAsync("office/X1", JSON.stringify({ gauge }), { qos: 1 });
  await device.endAsync();
};
const pushed = () => (grafana.live.get("stream/office/room") ?? []).map(({ fields }) => fields);
/** Of the extinguisher: the hall has other things wrong with it. */
const marks = () => [...grafana.annotations.values()].filter(({ tags }) => tags.includes("target:X1"));
const own = async () => (await hall.api.alerts("all")).find(({ target }) => target === "X1");
const isTold = async () =>
  (await hall.api.read<WireHealth>("/api/health")).problems.some(problem => problem.includes("Grafana"));

test("an alert of a running hall is marked in Grafana, and what it missed while away it gets after a restart", async () => {
  await says("RED");
  await until("the alert is marked", () => marks().length === 1);
  const alert = await own();
  expect(marks()[0]?.time).toBe(Date.parse(alert?.openedAt ?? ""));
  await grafana.leave();
  await says("GREEN");
  await until("it is over", async () => (await own())?.condition === "clear");
  await hall.api.acknowledge(alert?.id ?? "", { by: "G1", note: "换了" });
  await until("it is told that Grafana is away", isTold);
  await hall.stop();
  await grafana.comeBack();
  hall = await hallWithGrafana("11:05");
  await until("the mark has ended", () => marks().some(({ time, timeEnd }) => timeEnd > time));
  expect(marks()).toHaveLength(1);
  await until("nobody is told of Grafana any more", async () => !(await isTold()));
});

test("what is heard of the room is in its Live channel, with how well it is known", async () => {
  await until("the room is pushed", () => pushed().length > 0);
  await says("RED");
  await until("the value is pushed", () => pushed().at(-1)?.X1_pressure === 1);
  expect(pushed().at(-1)).toEqual({ X1_pressure: 1, X1_pressure__evidence: 0 });
});
