import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, hours, minutes, toIso } from "#rules/time/instant.ts";
import { until } from "../stores/testing/until.ts";
import type { WireAlert, WireAlertPage } from "../wire/alert.ts";
import type { WireAlertRights } from "../wire/command.ts";
import type { WireRoster } from "../wire/roster.ts";
import type { WireService } from "../wire/service.ts";
import { guardedHall } from "./testing/guarded-hall.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

let hall: RunningHall;
let device: MqttClient;
beforeAll(async () => {
  hall = await startHall({ begin: "11:00", write: guardedHall });
  device = await connectAsync(hall.mqttUrl);
  for (const id of ["L1", "L2", "L3"]) await device.publishAsync(`office/${id}`, '{"v":200}', { qos: 1 });
  await device.publishAsync("office/P1", '{"button":"ON"}', { qos: 1 });
  await until("all are found", async () => (await hall.api.alerts()).length === 4);
});
afterAll(async () => {
  await device.endAsync(true);
  await hall.stop();
});

type Answer = {
  readonly status: number;
  readonly alert?: WireAlert;
  readonly error?: string;
  readonly message?: string;
  readonly service?: WireService;
  readonly services?: readonly WireService[];
};
const post = async <T = Answer>(path: string, body: object): Promise<T & { status: number }> => {
  const answer = await fetch(`${hall.api.url}/api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as T) };
};
const alertOf = async (target: string): Promise<WireAlert> => {
  const found = (await hall.api.alerts("all")).find(alert => alert.target === target);
  if (found === undefined) throw new Error(`no alert of ${target}`);
  return found;
};
const ask = async (target: string, verb: string, body: object) =>
  post(`/alerts/${(await alertOf(target)).id}/${verb}`, body);
const inMinutes = (length: number) => toIso(after(hall.clock.now(), minutes(length)));

describe("an alert", () => {
  test("is acknowledged, and that can be taken back at once, by the same person", async () => {
    expect(await ask("L1", "acknowledge", { by: "G1", revision: 1, note: "去看" })).toMatchObject({
      status: 200,
      alert: { label: "acknowledged", acknowledgement: { by: "王伟", note: "去看" } },
    });
    expect((await ask("L1", "unacknowledge", { by: "M1" })).status).toBeGreaterThanOrEqual(403);
    expect(await ask("L1", "unacknowledge", { by: "王伟" })).toMatchObject({
      status: 200,
      alert: { label: "unacknowledged", acknowledgement: null },
    });
  });

  test("is put aside for as long as the person's role may, and a refusal says who may", async () => {
    const shelve = { reason: "维修中", until: inMinutes(60) };
    expect(await ask("L2", "shelve", { by: "G1", ...shelve })).toMatchObject({
      status: 403,
      error: "NOT_ALLOWED",
      message: expect.stringMatching(/30 min.*duty manager/),
    });
    expect(await ask("L2", "shelve", { by: "M1", ...shelve })).toMatchObject({
      status: 200,
      alert: { label: "shelved", shelf: { is: "timed", by: "李丽", reason: "维修中" } },
    });
    expect(await ask("L2", "unshelve", { by: "M1" })).toMatchObject({
      status: 200,
      alert: { label: "unacknowledged", shelf: null, revision: 2 },
    });
    expect(await ask("L2", "acknowledge", { by: "G1", revision: 1 })).toMatchObject({
      status: 409,
      error: "REFUSED",
      message: expect.stringContaining("changed"),
    });
  });

  test("of life safety is never put aside, by anybody", async () => {
    for (const by of ["G1", "M1", "H1", "A1", "F1", "somebody"])
      expect(await ask("P1", "shelve", { by, reason: "x", until: inMinutes(1) })).toMatchObject({
        status: 403,
        message: expect.stringContaining("never put aside"),
      });
  });

  test("tells a person beforehand what he may", async () => {
    const { id } = await alertOf("P1");
    const rights = (by: string) => hall.api.read<WireAlertRights>(`/api/alerts/${id}/rights?by=${by}`);
    const guard = await rights("G1");
    expect([guard.acknowledge.may, guard.reset.may, guard.shelve]).toEqual([
      true,
      false,
      { may: false, why: expect.stringContaining("never"), longestMinutes: null },
    ]);
    expect((await rights("A1")).reset).toEqual({ may: true, why: null });
    expect((await fetch(`${hall.api.url}/api/alerts/nothing/rights?by=G1`)).status).toBe(404);
    expect((await fetch(`${hall.api.url}/api/alerts/${id}/rights`)).status).toBe(400);
  });

  test("that is an incident goes from report over summary and reset to its end, each by whoever may", async () => {
    await ask("P1", "acknowledge", { by: "G1", note: "" });
    expect(
      await ask("P1", "report", { by: "G1", receiver: "派出所", cause: "柜台有人按下按钮" }),
    ).toMatchObject({
      status: 200,
      alert: { incident: { report: { by: "王伟", receiver: "派出所" } } },
    });
    await device.publishAsync("office/P1", '{"button":"OFF"}', { qos: 1 });
    await until("it is over", async () => (await alertOf("P1")).condition === "clear");
    expect((await ask("P1", "reset", { by: "G1", note: "看过" })).status).toBe(403);
    expect(await ask("P1", "confirm", { by: "G1", note: "误按，已安抚顾客" })).toMatchObject({
      status: 200,
      alert: { label: "latched" },
    });
    expect(await ask("P1", "reset", { by: "A1", note: "现场已查" })).toMatchObject({
      status: 200,
      alert: { label: "closed" },
    });
  });

  test("is found by what is looked for, page by page", async () => {
    const find = (query: string) =>
      hall.api.read<{ alerts: WireAlert[]; next: string | null; message?: string }>(`/api/alerts?${query}`);
    const targets = async (query: string) => (await find(query)).alerts.map(({ target }) => target).sort();
    expect(await targets("state=all&class=life-safety")).toEqual(["P1"]);
    expect(await targets("state=all&priority=3")).toEqual(["L1", "L2", "L3"]);
    expect(await targets(`state=all&text=${encodeURIComponent("安抚")}`)).toEqual(["P1"]);
    expect(await targets("state=all&person=M1")).toEqual(["L2"]);
    expect(await targets(`state=all&to=${inMinutes(-60)}`)).toEqual([]);
    const first = await find("state=all&limit=3");
    const second = await find(`state=all&limit=3&before=${encodeURIComponent(first.next ?? "")}`);
    expect([first.alerts.length, second.alerts.length, second.next]).toEqual([3, 1, null]);
    expect(new Set([...first.alerts, ...second.alerts].map(({ id }) => id)).size).toBe(4);
    const strange = await fetch(`${hall.api.url}/api/alerts?before=No%20where`);
    expect([strange.status, ((await strange.json()) as Answer).error]).toEqual([400, "BAD_CURSOR"]);
  });

  test.each([
    ["acknowledge", { by: "G1", revision: 0 }],
    ["acknowledge", { by: "G1", id: "short" }],
    ["acknowledge", { by: "G1", doneAt: "yesterday" }],
    ["note", { by: "G1" }],
    ["note", { by: "G1", note: "  " }],
    ["confirm", { by: "G1", photo: "../../etc/passwd" }],
    ["shelve", { by: "G1", reason: "x" }],
    ["shelve", { by: "G1", reason: "", until: "2025-07-08T04:00:00Z" }],
    ["shelve", { by: "G1", reason: "x", until: "2025-07-08T04:00:00Z", shelf: "for ever" }],
    ["report", { by: "G1", receiver: "x" }],
    ["reset", { by: "" }],
    ["unshelve", { by: "G1", also: 1 }],
  ])("refuses %s with %j as not understood", async (verb, body) => {
    const before = (await alertOf("L3")).revision;
    expect(await ask("L3", verb, body)).toMatchObject({ status: 400, message: expect.stringMatching(/./) });
    expect((await alertOf("L3")).revision).toBe(before);
  });
});

describe("a picture", () => {
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const send = (body: Buffer, type: string) =>
    fetch(`${hall.api.url}/api/photos`, {
      method: "POST",
      headers: { "content-type": type },
      body: new Uint8Array(body),
    });

  test("goes with a note, and is shown as nothing but a picture", async () => {
    const { name } = (await (await send(JPEG, "image/jpeg")).json()) as { name: string };
    expect(await ask("L3", "note", { by: "G1", photo: name })).toMatchObject({ status: 200 });
    const { events } = await hall.api.read<WireAlertPage>(`/api/alerts/${(await alertOf("L3")).id}`);
    expect(events.at(-1)).toMatchObject({ is: "noted", by: "王伟", photo: name });
    const shown = await fetch(`${hall.api.url}/api/photos/${name}`);
    expect([shown.status, Buffer.from(await shown.arrayBuffer())]).toEqual([200, JPEG]);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    });
  });

  test("that is none, or is too large, or is not there, is refused", async () => {
    expect((await send(Buffer.from("<svg/>"), "image/jpeg")).status).toBe(409);
    expect((await send(Buffer.from("<svg/>"), "image/svg+xml")).status).toBe(415);
    expect((await send(Buffer.alloc(2 * 1024 * 1024 + 1, 0xff), "image/jpeg")).status).toBe(413);
    expect(await post("/photos", { picture: 1 })).toMatchObject({ status: 415 });
    expect((await fetch(`${hall.api.url}/api/photos/${"0".repeat(64)}`)).status).toBe(404);
    expect((await fetch(`${hall.api.url}/api/photos/..%2f..%2frecord.db`)).status).toBe(400);
    expect((await ask("L3", "note", { by: "G1", photo: "0".repeat(64) })).status).toBe(409);
  });
});

describe("service", () => {
  test("ends for something with a work order until a time, by whoever may, and begins again", async () => {
    const out = { target: "L3", order: "WO-17", compensation: "", until: inMinutes(60) };
    expect(await post("/services", { by: "G1", ...out })).toMatchObject({
      status: 403,
      error: "NOT_ALLOWED",
    });
    expect(await post("/services", { by: "F1", ...out, target: "L9" })).toMatchObject({ status: 404 });
    expect(await post("/services", { by: "F1", ...out, until: inMinutes(-1) })).toMatchObject({
      status: 409,
    });
    expect(await post("/services", { by: "F1", ...out })).toMatchObject({
      status: 200,
      service: { target: "L3", name: { en: "L3" }, order: "WO-17", by: "孙强", second: null },
    });
    expect((await alertOf("L3")).label).toBe("out-of-service");
    const { services } = await hall.api.read<{ services: WireService[] }>("/api/services");
    expect(services.map(({ target }) => target)).toEqual(["L3"]);
    expect(await post("/services/L3/put-back", { by: "F1" })).toMatchObject({ status: 200, services: [] });
    expect(await alertOf("L3")).toMatchObject({ label: "unacknowledged", outOfService: null });
  });

  test("of life safety ends only with two persons and something done instead", async () => {
    const out = { target: "P1", order: "WO-18", until: inMinutes(60), by: "M1" };
    const with_ = (more: object) => post("/services", { ...out, compensation: "", ...more });
    expect((await with_({})).status).toBe(409);
    expect((await with_({ compensation: "保安在柜台", second: "M1" })).status).toBe(409);
    expect((await with_({ compensation: "保安在柜台", second: "G1" })).status).toBe(403);
    expect(await with_({ compensation: "保安在柜台", second: "A1" })).toMatchObject({
      status: 200,
      service: { second: "陈刚", compensation: "保安在柜台" },
    });
    expect((await post("/services/P1/put-back", { by: "A1" })).status).toBe(200);
  });
});

describe("the roster", () => {
  const read = (days = 14) => hall.api.read<WireRoster>(`/api/roster?days=${days}`);

  test("says who is on duty, and who is away from the moment that somebody says so", async () => {
    const managers = (roster: WireRoster) =>
      roster.onDuty.find(({ role }) => role === "duty-manager")?.people.map(({ id }) => id);
    expect(managers(await read())).toEqual(["M1"]);
    const to = toIso(after(hall.clock.now(), hours(72)));
    const absent = { by: "M1", person: "李丽", from: inMinutes(-1), to, why: "病假" };
    const answer = await post<WireRoster>("/roster/absences", absent);
    expect([answer.status, managers(answer), answer.absences]).toMatchObject([
      200,
      [],
      [{ person: "M1", name: "李丽", to, why: "病假" }],
    ]);
    expect((await read(3)).gaps.length).toBeGreaterThan(0);
    const back = await post<WireRoster>("/roster/present", { by: "M1", person: "M1" });
    expect([back.status, managers(back), back.gaps]).toEqual([200, ["M1"], []]);
  });

  test("knows only the hall's people, and times that are in order", async () => {
    const absent = { by: "M1", person: "M1", from: inMinutes(10), to: inMinutes(60), why: "病假" };
    expect(await post("/roster/absences", { ...absent, person: "X1" })).toMatchObject({ status: 404 });
    expect(await post("/roster/absences", { ...absent, to: inMinutes(5) })).toMatchObject({ status: 409 });
    expect(await post("/roster/absences", { ...absent, why: "" })).toMatchObject({ status: 400 });
    expect(await post("/roster/present", { by: "M1", person: "M1" })).toMatchObject({ status: 409 });
    expect((await fetch(`${hall.api.url}/api/roster?days=1000`)).status).toBe(400);
  });
});

test("how messages go out can be asked, and a test to somebody whom nothing reaches says so", async () => {
  expect(await hall.api.read("/api/notify")).toMatchObject({ channels: [], problems: expect.any(Array) });
  expect(await post("/notify/test", { person: "G1" })).toMatchObject({
    status: 409,
    message: expect.stringContaining("王伟"),
  });
  expect(await post("/notify/test", { person: "nobody" })).toMatchObject({ status: 409 });
});

test("all of it is described for programs", async () => {
  const { paths } = await hall.api.read<{ paths: Record<string, object> }>("/api/openapi.json");
  const verbs = ["acknowledge", "unacknowledge", "note", "confirm", "reset", "shelve", "unshelve", "report"];
  for (const path of [
    ...[...verbs, "supplement", "rights"].map(verb => `/api/alerts/{id}/${verb}`),
    "/api/services",
    "/api/services/{target}/put-back",
    "/api/roster",
    "/api/roster/absences",
    "/api/roster/present",
    "/api/photos",
    "/api/photos/{name}",
    "/api/notify",
    "/api/notify/test",
  ])
    expect(Object.keys(paths)).toContain(path);
});
