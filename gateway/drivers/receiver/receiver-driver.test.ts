import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Site } from "#rules/site/model.ts";
import { parseSite } from "#rules/site/parse.ts";
import { millis } from "#rules/time/instant.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { type ReceiverDriver, receiverDriver } from "./receiver-driver.ts";
import { event, heartbeat, type Panel, sent, startPanel } from "./testing/panel.ts";

/** For what is sure to come, on however busy a machine. */
const WAIT = { timeout: PATIENCE_MS };

const siteText = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { receiver: { alarms: { host: 127.0.0.1, port: 9999 } } }
zones: { hall: { name: { zh: 大厅, en: Hall } } }
equipment:
  AP:
    { kind: alarm-panel, zone: hall, name: { zh: 报警主机, en: Alarm panel }, receiver: { line: alarms, account: "5001" },
      points: { alarm: {}, tamper: {}, arm: {}, fault: {}, online: {} } }
  GB:
    { kind: glass-break, zone: hall, name: { zh: 玻璃破碎, en: Glass break }, points: { alarm: { receiver: { line: alarms, account: "5001", zone: 3 } } } }
  MS: { kind: mains, zone: hall, name: { zh: 市电, en: Mains }, points: { state: { receiver: { line: alarms, account: "5001" } } } }
`;

/** The hall; its receiver listens anywhere, and finds a panel silent after the length. */
const siteOf = (silence: number, port = 0): Site => {
  const parsed = parseSite(siteText, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  const plan = { host: "127.0.0.1", port, silence: millis(silence) };
  return { ...parsed.site, sources: { ...parsed.site.sources, receiver: { alarms: plan } } };
};

let driver: ReceiverDriver;
let panel: Panel;
let readings: Reading[] = [];
let durable: () => Promise<void>;
const site = siteOf(60_000);
const start = async (silence = 60_000) => {
  driver = receiverDriver({ site: siteOf(silence), clock: systemClock(), durable: () => durable() });
  await driver.start(batch => readings.push(...batch));
  panel = await startPanel(driver.port("alarms"));
};
const wordOf = ({ point, value, reason }: Reading) => site.points[point]?.class.words?.[value] ?? reason;
const latest = () =>
  Object.fromEntries(readings.map(reading => [site.points[reading.point]?.id, wordOf(reading)]));
const answered = (count: number) => vi.waitFor(() => expect(panel.replies).toHaveLength(count), WAIT);
const counts = () => driver.health().find(({ id }) => id === "receiver:alarms/5001")?.counts;

beforeEach(() => {
  readings = [];
  durable = async () => {};
});
afterEach(async () => {
  panel.stop();
  await driver.stop();
});

const UNTOLD = expect.stringMatching(/account 5001: the panel has not told it yet$/);

test("a heartbeat alone says that the panel is there, and of its points nothing", async () => {
  await start();
  panel.send(heartbeat);
  await answered(1);
  expect(panel.replies).toEqual(['"ACK"0000L0#5001[]']);
  expect(latest()).toEqual({
    "AP.alarm": UNTOLD,
    "AP.tamper": UNTOLD,
    "AP.arm": UNTOLD,
    "AP.fault": UNTOLD,
    "GB.alarm": UNTOLD,
    "MS.state": UNTOLD,
  });
  expect(driver.health().map(({ id, state }) => [id, state])).toEqual([
    ["receiver:alarms", "up"],
    ["receiver:alarms/5001", "up"],
  ]);
});

test("events are told by zone, acknowledged by number, and end when the panel says so", async () => {
  await start();
  const story = [
    ["1130 01 003", { "AP.alarm": "alarm", "GB.alarm": "alarm" }],
    ["1130 01 004", { "AP.alarm": "alarm", "GB.alarm": "alarm" }],
    ["3130 01 003", { "AP.alarm": "alarm", "GB.alarm": "normal" }],
    ["3130 01 004", { "AP.alarm": UNTOLD, "GB.alarm": "normal" }],
    ["1137 01 000", { "AP.tamper": "tampered" }],
    ["3137 01 000", { "AP.tamper": UNTOLD }],
    ["3137 00 000", { "AP.tamper": "normal" }],
    ["1301 00 000", { "MS.state": "failed" }],
    ["3301 00 000", { "MS.state": "ok" }],
    ["3401 01 002", { "AP.arm": "armed-away", "AP.alarm": "normal" }],
    ["1130 01 003", { "AP.alarm": "alarm" }],
    ["3130 01 003", { "AP.alarm": "normal" }],
    ["1401 01 002", { "AP.arm": "disarmed" }],
    ["3441 01 002", { "AP.arm": "armed-home" }],
    ["1602 00 000", { "AP.arm": "armed-home" }],
    ["1384 01 009", { "AP.fault": UNTOLD }],
    ["1381 01 009", { "AP.fault": "fault" }],
  ] as const;
  for (const [index, [said, expected]] of story.entries()) {
    panel.send(event(42 + index, said));
    await answered(index + 1);
    expect(latest(), said).toMatchObject(expected);
  }
  expect(panel.replies[0]).toBe('"ACK"0042L0#5001[]');
});

test("the end of something that nobody heard begin says nothing of the other zones", async () => {
  await start();
  panel.send(event(1, "3130 01 004"));
  await answered(1);
  expect(latest()).toMatchObject({ "AP.alarm": UNTOLD, "GB.alarm": UNTOLD });
  panel.send(event(2, "3130 01 003"));
  await answered(2);
  expect(latest()).toMatchObject({ "AP.alarm": UNTOLD, "GB.alarm": "normal" });
});

test("a message that comes again is acknowledged again and counted once", async () => {
  await start();
  for (let times = 0; times < 3; times++) panel.send(event(42, "1130 01 003"));
  await answered(3);
  expect(new Set(panel.replies)).toEqual(new Set(['"ACK"0042L0#5001[]']));
  expect(counts()).toMatchObject({ messages: 3, events: 1, repeated: 2 });
});

test("what is garbled is refused and changes nothing; what nobody understands is said so", async () => {
  await start();
  panel.send(event(1, "1130 01 003").replace("003]", "004]"));
  await answered(1);
  expect(panel.replies[0]).toMatch(/^"NAK"0000R0L0A0\[\]_/);
  expect(readings).toEqual([]);
  panel.send(sent('"ADM-CID"0002L0#5002[#5002|1130 01 003]'));
  panel.send(sent('"*ADM-CID"0003L0#5001[5A19F0]'));
  await answered(3);
  expect(panel.replies.slice(1)).toEqual(['"DUH"0002L0#5002[]', '"DUH"0003L0#5001[]']);
  expect(readings).toEqual([]);
});

test("a panel is only told that an event was received when it is kept", async () => {
  await start();
  const kept = Promise.withResolvers<void>();
  durable = () => kept.promise;
  panel.send(event(42, "1130 01 003"));
  await vi.waitFor(() => expect(latest()).toMatchObject({ "AP.alarm": "alarm" }), WAIT);
  panel.send(event(42, "1130 01 003").replace("003]", "004]"));
  await answered(1);
  expect(panel.replies[0]).toMatch(/^"NAK"/);
  kept.resolve();
  await answered(2);
  expect(panel.replies[1]).toBe('"ACK"0042L0#5001[]');
});

test("a silent panel is unknown; after that its alarms count on, and what was well only when nothing was missed", async () => {
  await start(1_000);
  panel.send(event(7, "1137 01 000"));
  panel.send(event(8, "1301 00 000"));
  panel.send(event(9, "3301 00 000"));
  await vi.waitFor(() => expect(latest()).toMatchObject({ "AP.tamper": "tampered", "MS.state": "ok" }), WAIT);
  const SILENT = expect.stringMatching(/nothing heard for 1 s, no heartbeat either$/);
  await vi.waitFor(() => expect(latest()).toMatchObject({ "AP.tamper": SILENT, "MS.state": SILENT }), WAIT);
  expect(driver.health().at(1)).toMatchObject({ state: "down", lastErrorKind: "no-answer" });

  const before = readings.length;
  panel.send(heartbeat);
  await vi.waitFor(() => expect(readings.length).toBeGreaterThan(before), WAIT);
  const first = readings.slice(before).filter(({ point }) => site.points[point]?.id === "MS.state")[0];
  expect(first && wordOf(first)).toMatch(/was silent, and has not told it since$/);

  const later = readings.length;
  panel.send(event(10, "3401 01 002"));
  await vi.waitFor(() => expect(readings.length).toBeGreaterThan(later), WAIT);
  const after = readings.slice(later, later + site.points.length);
  expect(
    Object.fromEntries(after.map(reading => [site.points[reading.point]?.id, wordOf(reading)])),
  ).toMatchObject({
    "AP.tamper": "tampered",
    "MS.state": "ok",
    "AP.arm": "armed-away",
  });
});

test("whoever sends without end is cut off, and panels are served on", async () => {
  await start();
  const flood = await startPanel(driver.port("alarms"));
  flood.send(`\n${"A".repeat(100_000)}`);
  await flood.closed;
  panel.send(heartbeat);
  await answered(1);
});

test("a port that is taken stops the start", async () => {
  await start();
  const other = createServer();
  other.listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const second = receiverDriver({ site: siteOf(60_000, port), clock: systemClock(), durable });
  await expect(second.start(() => {})).rejects.toThrow(/^receiver alarms \(127\.0\.0\.1:\d+\): .*EADDRINUSE/);
  await second.stop();
  other.close();
});

test("the end of an alarm after events that were missed says nothing of zones that may have opened meanwhile", async () => {
  await start(1_000);
  panel.send(event(7, "3401 01 002"));
  panel.send(event(8, "1130 01 003"));
  await vi.waitFor(() => expect(latest()).toMatchObject({ "AP.alarm": "alarm" }), WAIT);
  const SILENT = expect.stringMatching(/nothing heard for 1 s/);
  await vi.waitFor(() => expect(latest()).toMatchObject({ "AP.alarm": SILENT }), WAIT);
  const before = readings.length;
  panel.send(event(20, "3130 01 003"));
  await vi.waitFor(() => expect(readings.length).toBeGreaterThan(before), WAIT);
  const first = readings.slice(before).find(({ point }) => site.points[point]?.id === "AP.alarm");
  expect(first && wordOf(first)).toEqual(UNTOLD);
});
