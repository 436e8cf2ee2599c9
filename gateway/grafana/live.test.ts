import { afterEach, beforeEach, expect, test } from "vitest";
import { type HandClock, handClock } from "#gateway/app/testing/hand-clock.ts";
import { silent } from "#gateway/ports/log.ts";
import { MORNING } from "#gateway/stores/testing/sample-alerts.ts";
import { until } from "#gateway/stores/testing/until.ts";
import type { SignalState } from "#rules/reading/signal.ts";
import { minutes, seconds } from "#rules/time/instant.ts";
import { GrafanaLive } from "./live.ts";
import { liveLine, liveZones } from "./live-frame.ts";
import { EDITOR, VIEWER } from "./testing/fake-answer.ts";
import { type FakeGrafana, fakeGrafana } from "./testing/fake-grafana.ts";

const points = [
  { id: "AC-hall.setpoint", zone: "hall" },
  { id: "hall.temperature", zone: "hall" },
  { id: "D4.lock", zone: "back" },
].map((point, index) => ({ ...point, index }));

let grafana: FakeGrafana;
let clock: HandClock;
let machine: HandClock;
let known: { state: SignalState; value: number }[];
let live: GrafanaLive | null;
beforeEach(async () => {
  grafana = await fakeGrafana();
  clock = handClock(MORNING);
  machine = handClock(MORNING);
  known = [
    { state: "good", value: 26 },
    { state: "good", value: 25.5 },
    { state: "never", value: Number.NaN },
  ];
  live = null;
});
afterEach(async () => {
  await live?.stop();
  await grafana.leave().catch(() => {});
});

const started = async (token = EDITOR, isLive = true): Promise<GrafanaLive> => {
  live = new GrafanaLive({
    site: {
      id: "site-a",
      grafana: { url: grafana.url, link: grafana.url, tokenEnv: "T", isLive },
      points: points as never,
    },
    signalOf: index => known[index]!,
    clock,
    machine,
    log: silent,
    environment: { T: token },
  });
  await live.start();
  return live;
};
/** A second passes in the hall and for us. */
const beat = (): void => {
  clock.move(seconds(1));
  machine.move(seconds(1));
};
const pushes = () => grafana.requests.length;
/** A beat passes while the last push is still being answered; the next one takes what has changed. */
const settled = (count: number) =>
  until(`${count} pushes`, () => {
    if (pushes() < count) beat();
    return pushes() === count;
  });
const frames = (zone: string) => grafana.live.get(`stream/site-a/${zone}`) ?? [];

test("each zone is a channel with all that is known of it, and evidence of what is not", async () => {
  await started();
  beat();
  await settled(1);
  expect([...grafana.live.keys()].sort()).toEqual(["stream/site-a/back", "stream/site-a/hall"]);
  expect(frames("hall").at(-1)?.fields).toEqual({
    AC_hall_setpoint: 26,
    AC_hall_setpoint__evidence: 0,
    hall_temperature: 25.5,
    hall_temperature__evidence: 0,
  });
  expect(frames("back").at(-1)?.fields).toEqual({ D4_lock__evidence: 3 });
});

test("what falls silent loses its value and keeps its place, so that nothing old looks new", async () => {
  const told = await started();
  beat();
  await settled(1);
  known[1] = { state: "stale", value: 25.5 };
  told.touched([1]);
  beat();
  await settled(2);
  expect(frames("hall").at(-1)?.fields).toEqual({
    AC_hall_setpoint: 26,
    AC_hall_setpoint__evidence: 0,
    hall_temperature__evidence: 1,
  });
  expect(frames("back")).toHaveLength(1);
});

test("a thousand changes in a second are one push, and none without a change", async () => {
  const told = await started();
  beat();
  await settled(1);
  for (let change = 0; change < 1_000; change++) told.touched([change % 3]);
  expect(pushes()).toBe(1);
  await settled(2);
  for (let second = 0; second < 10; second++) beat();
  expect(pushes()).toBe(2);
  const [first, second] = frames("hall");
  expect(second!.atNs).toBeGreaterThan(first!.atNs);
});

test("a Grafana that was restarted has everything again within a minute", async () => {
  await started();
  beat();
  await settled(1);
  grafana.live.clear();
  machine.move(minutes(1));
  await until("all zones are there again", () => {
    beat();
    return grafana.live.size === 2;
  });
});

test("while Grafana is away people are told, and what is pushed afterwards is what is known then", async () => {
  const told = await started();
  await grafana.leave();
  beat();
  await until("it is noticed", () => told.problems().length === 1);
  expect(told.problems()[0]).toMatch(/^values are not pushed to Grafana Live since .*ECONNREFUSED/);
  known[0] = { state: "good", value: 24 };
  await grafana.comeBack();
  await until("it is pushed again", () => {
    beat();
    return told.problems().length === 0;
  });
  expect(new Set(frames("hall").map(({ fields }) => fields.AC_hall_setpoint))).toEqual(new Set([24]));
});

test.each([
  ["a Viewer's token", VIEWER, /must have the role Editor/],
  ["a token that is not valid", "glsa_old", /the token is not valid/],
  ["no token", "", /there is no token: set T/],
])("%s is said to people", async (_, token, why) => {
  const told = await started(token);
  beat();
  await until("it is noticed", () => told.problems().length === 1);
  expect(told.problems()[0]).toMatch(why);
});

test("nothing is pushed where the site file does not ask for it", async () => {
  await started(EDITOR, false);
  beat();
  expect([pushes(), live?.problems()]).toEqual([0, []]);
});

test("no two points share a name, nor a point the name of another's evidence", () => {
  const zone = "hall";
  const ids = ["a.b", "a-b", "a_b", "a.b..evidence", "9.x"];
  const names = liveZones(ids.map((id, index) => ({ id, index, zone })))
    .get(zone)!
    .map(({ name }) => name);
  expect(names).toEqual(["a_b", "a_b_2", "a_b_3", "a_b__evidence_2", "_9_x"]);
  const line = liveLine(zone, [{ index: 0, name: "a" }], () => ({ state: "good", value: 1e-7 }), MORNING);
  expect(line).toBe(`hall a=1e-7,a__evidence=0 ${MORNING}000000`);
});

test("the imitation takes only what Grafana takes, so that these tests can fail", async () => {
  const pushed = async (body: string, query = "?gf_live_frame_format=wide", token = EDITOR) => {
    const headers = { authorization: `Bearer ${token}` };
    const url = `${grafana.url}/api/live/push/site-a${query}`;
    return (await fetch(url, { method: "POST", headers, body })).status;
  };
  const line = `hall a=1,b=2.5 ${MORNING}000000`;
  expect(await pushed(line)).toBe(200);
  expect(await pushed(line, "?gf_live_frame_format=tall")).toBe(400);
  expect(await pushed(`hall a=1 ${MORNING}`)).toBe(500);
  expect(await pushed(`hall a=1,a=2 ${MORNING}000000`)).toBe(500);
  expect(await pushed(`hall,zone=hall a=1 ${MORNING}000000`)).toBe(500);
  expect(await pushed(line, "", VIEWER)).toBe(403);
  expect(await pushed(line, "", "glsa_old")).toBe(401);
  expect(frames("hall")).toHaveLength(1);
});
