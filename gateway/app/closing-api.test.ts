import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { after, minutes, toIso } from "#rules/time/instant.ts";
import { readStream } from "../http/testing/stream-reader.ts";
import { until } from "../stores/testing/until.ts";
import type { WireCertificate, WireCertificateList, WireVerified } from "../wire/certificate.ts";
import type { WireClosing, WireOpening } from "../wire/closing.ts";
import type { WireEntry } from "../wire/entry.ts";
import { SECRETS, startWorkingHall, type WorkingHall } from "./testing/working-hall.ts";

const ID = "closing-2025-07-08-1";
let hall: WorkingHall;
let device: MqttClient;

beforeAll(async () => {
  hall = await startWorkingHall("17:40");
  device = await connectAsync(hall.mqttUrl);
});
afterAll(async () => {
  await device.endAsync(true);
  await hall.stop();
});

const closing = () => hall.get<WireClosing>("/closing");
const verdict = async (item: string) => (await closing()).items.find(({ id }) => id === item)?.verdict;
const sign = (by: string, more: object = {}) =>
  hall.post<WireClosing>("/closing/sign", { by, secret: SECRETS[by], ...more });
const door = (contact: string, lock: string) =>
  device.publishAsync("office/D1", JSON.stringify({ contact, lock }), { qos: 1 });

test("the round of the closing says until when it is due, what is missing and why it cannot be signed", async () => {
  const { since, round, certificate, items } = await closing();
  expect(since).toBe("2025-07-08T09:30:00.000Z");
  expect(round).toMatchObject({
    id: "closing/2025-07-08/1",
    dueAt: "2025-07-08T10:00:00.000Z",
    missing: ["last-leaver", "guard"],
    blockers: [{ en: expect.stringContaining("Front door") }],
    occupied: [],
  });
  expect(certificate).toBeNull();
  expect(items.map(({ id, verdict: is }) => [id, is])).toEqual([["D1", "unknown"]]);
});

test("it is not signed while a door is unknown or open, nor by anybody's word against a reading", async () => {
  expect(await sign("S1")).toMatchObject({ status: 409, message: expect.stringContaining("Front door") });
  await door("OPEN", "UNLOCKED");
  await until("the door is seen", async () => (await verdict("D1")) === "fail");
  const word = { by: "S1", item: "D1", note: "已锁好" };
  expect(await hall.post("/closing/confirm-item", word)).toMatchObject({ status: 409 });
  expect(await sign("S1")).toMatchObject({ status: 409 });
  expect((await closing()).round?.signatures).toEqual([]);
  expect(await hall.get("/certificates?from=2025-07-01&to=2025-07-31")).toMatchObject({ certificates: [] });
});

test("more time is asked for by one and granted by another", async () => {
  const until = toIso(after(hall.clock.now(), minutes(90)));
  const asked = await hall.post<WireClosing>("/closing/extend", { by: "S1", until, why: "系统升级" });
  expect(asked.round?.extension).toMatchObject({ until, by: "周杰", approvedBy: null });
  const approve = (by: string) =>
    hall.post<WireClosing>("/closing/approve-extension", { by, secret: SECRETS[by] });
  expect(await approve("S1")).toMatchObject({ status: 403, error: "NOT_ALLOWED" });
  expect((await approve("H1")).round?.extension?.approvedBy).toBe("赵敏");
});

test("a wrong secret, or another's, signs nothing", async () => {
  await door("CLOSED", "LOCKED");
  await until("the door is seen", async () => (await verdict("D1")) === "pass");
  expect(await sign("S1", { secret: SECRETS.G1 })).toMatchObject({ status: 401, error: "WRONG_SECRET" });
  expect(await sign("nobody", { secret: SECRETS.G1 })).toMatchObject({ status: 401, error: "WRONG_SECRET" });
  expect((await closing()).round?.signatures).toEqual([]);
});

test("both signatures issue the certificate: with the answer, in the list, on the stream, as it was signed", async () => {
  const reader = await readStream(hall.api.url);
  const first = { id: "signature-0001" };
  expect((await sign("S1", first)).round).toMatchObject({
    signatures: [{ name: "周杰", role: "staff" }],
    missing: ["guard"],
  });
  expect((await sign("S1", first)).status).toBe(200);
  expect((await closing()).round?.signatures.length).toBe(1);
  const issued = await sign("G1");
  expect(issued).toMatchObject({
    status: 200,
    certificate: { id: ID, scope: "final", previous: null, standing: { state: "holds" } },
  });
  const certificate = await hall.get<WireCertificate>(`/certificates/${ID}`);
  expect(certificate).toMatchObject({
    signatures: [{ name: "周杰" }, { name: "王伟", role: "guard" }],
    items: [{ id: "D1", verdict: "pass" }],
  });
  expect(certificate.items[0]?.evidence.map(({ text, state }) => [text.en, state])).toEqual([
    ["closed", "good"],
    ["locked", "good"],
  ]);
  const { entries } = await hall.get<{ entries: WireEntry[] }>(`/entries?kind=certificate&paper=${ID}`);
  expect(entries[0]).toMatchObject({ what: "issued", detail: { id: ID } });
  await until("the stream has told of it", () => reader.of("closing").at(-1)?.certificate?.id === ID);
  await until("and of the paper", () =>
    reader.of("papers").some(({ changed }) => changed.certificate?.includes(ID)),
  );
  reader.stop();
});

test("the refused tries are on the trail, with who tried", async () => {
  const { entries } = await hall.get<{ entries: WireEntry[] }>(
    `/entries?kind=closing&paper=${encodeURIComponent("closing/2025-07-08/1")}`,
  );
  expect(entries.filter(({ what }) => what === "refused").map(({ by }) => by)).toEqual(["周杰", "周杰"]);
});

test("a code on paper proves it by its first 32 digits, and one wrong digit does not", async () => {
  const { hash } = await hall.get<WireCertificate>(`/certificates/${ID}`);
  const verify = async (id: string, code: string) =>
    (await hall.get<WireVerified>(`/certificates/${id}/verify?hash=${code}`)).is;
  const other = hash[0] === "0" ? `1${hash.slice(1)}` : `0${hash.slice(1)}`;
  expect(await verify(ID, hash)).toBe("genuine");
  expect(await verify(ID, hash.slice(0, 32).toUpperCase())).toBe("genuine");
  expect(await verify(ID, other.slice(0, 32))).toBe("differs");
  expect(await verify("closing-2025-07-08-9", hash.slice(0, 32))).toBe("unknown");
  expect(await hall.get(`/certificates/${ID}/verify?hash=${hash.slice(0, 31)}`)).toMatchObject({
    status: 400,
  });
});

test("a door that opens afterwards breaks it: the list says so beside it, the certificate stays as it was", async () => {
  const before = await hall.get<WireCertificate>(`/certificates/${ID}`);
  await door("OPEN", "LOCKED");
  const list = () =>
    hall.get<WireCertificateList>("/certificates?kind=closing&from=2025-07-08&to=2025-07-08");
  await until("it is broken", async () => (await list()).certificates[0]?.standing.state === "broken");
  const { standing, ...after } = await hall.get<WireCertificate>(`/certificates/${ID}`);
  expect(standing.broken).toMatchObject([{ item: "D1", point: "D1.contact", isLate: false }]);
  expect({ ...after, standing: before.standing }).toEqual(before);
});

test("it is all there after a restart, and the day before it counts as missing only where the hall was known then", async () => {
  hall = await hall.again("17:55");
  expect((await closing()).certificate).toMatchObject({ id: ID, standing: { state: "broken" } });
  expect(await hall.get("/certificates?from=2025-07-01&to=2025-07-31")).toMatchObject({
    certificates: [{ id: ID }],
    missing: [],
  });
});

test("somebody goes back in: the certificate ends and a second round begins, on new evidence alone", async () => {
  const back = { by: "M1", secret: SECRETS.M1, why: "忘拿东西" };
  const { round } = await hall.post<WireClosing>("/closing/re-enter", back);
  expect(round).toMatchObject({ id: "closing/2025-07-08/2", number: 2, signatures: [] });
  expect(await hall.get(`/certificates/${ID}`)).toMatchObject({ standing: { endedBy: "re-entry" } });
});

test("the opening check takes along what does not work by name, and is signed by the duty manager", async () => {
  hall = await hall.again("32:10");
  // What fell due while nobody ran is recorded first, then told.
  await until(
    "the day is planned",
    async () => (await hall.get<WireOpening>("/opening")).businessDay !== null,
  );
  const opening = await hall.get<WireOpening>("/opening");
  expect(opening).toMatchObject({ businessDay: "2025-07-09", missing: ["duty-manager"], opened: null });
  const open = opening.items.filter(({ verdict: is }) => is === "fail" || is === "unknown");
  expect(open.map(({ id }) => id)).toContain("kiosk");
  const sign = (by: string) => hall.post<WireOpening>("/opening/sign", { by, secret: SECRETS[by] });
  expect(await sign("M1")).toMatchObject({ status: 409 });
  for (const { id } of open)
    expect(await hall.post("/opening/except-item", { by: "M1", item: id, note: "已报修" })).toMatchObject({
      status: 200,
    });
  expect(await sign("G1")).toMatchObject({ status: 403 });
  expect(await sign("M1")).toMatchObject({
    status: 200,
    certificate: { kind: "opening", scope: "with-exceptions", standing: { state: "holds", endedBy: null } },
  });
  expect(await hall.get("/certificates?kind=closing&from=2025-07-01&to=2025-07-31")).toMatchObject({
    missing: [],
  });
});

test("a day that nobody certified is listed as missing, also one on which the gateway did not run", async () => {
  hall = await hall.again("80:10");
  const { certificates, missing } = await hall.get<WireCertificateList>(
    "/certificates?from=2025-07-01&to=2025-07-31",
  );
  expect(certificates.map(({ id }) => id)).toEqual(["opening-2025-07-09-1", ID]);
  expect(missing.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
    "2025-07-10 closing",
    "2025-07-10 opening",
    "2025-07-09 closing",
  ]);
});
