import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Site } from "#rules/site/model.ts";
import { parseSite } from "#rules/site/parse.ts";
import { millis, toIso } from "#rules/time/instant.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { hikvisionDriver } from "./hikvision-driver.ts";
import { alert, type FakeRecorder, startRecorder } from "./testing/recorder.ts";

/** For what is sure to come, on however busy a machine. */
const WAIT = { timeout: PATIENCE_MS, interval: 20 };
const SILENCE = millis(1_000);
const clock = systemClock();

const siteOf = (url: string): Site => {
  const text = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { hikvision: { nvr: { url: "${url}", username: hallwatch, password_env: NVR_PASSWORD } } }
zones: { hall: { name: { zh: 大厅, en: Hall } } }
equipment:
  NVR: { kind: recorder, zone: hall, name: { zh: 录像机, en: Recorder }, hikvision: { line: nvr }, points: { online: {} } }
  C3: { kind: camera, zone: hall, name: { zh: 三号, en: Three }, hikvision: { line: nvr, channel: 3 }, points: { online: {} } }
  C4: { kind: camera, zone: hall, name: { zh: 四号, en: Four }, hikvision: { line: nvr, channel: 4 }, points: { online: {} } }
`;
  const parsed = parseSite(text, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  const { nvr } = parsed.site.sources.hikvision ?? {};
  if (!nvr) throw new Error("no recorder");
  return {
    ...parsed.site,
    sources: { ...parsed.site.sources, hikvision: { nvr: { ...nvr, silence: SILENCE } } },
  };
};

let recorder: FakeRecorder;
let driver: Driver;
let site: Site;
let readings: Reading[] = [];
/** What it says four times a second. */
let says: readonly string[] = [];
let saying: NodeJS.Timeout;
const start = async (password = "secret") => {
  site = siteOf(recorder.url);
  driver = hikvisionDriver({ site, clock, random: () => 0, environment: { NVR_PASSWORD: password } });
  await driver.start(batch => readings.push(...batch));
};
const wordOf = ({ point, value, reason }: Reading) => site.points[point]?.class.words?.[value] ?? reason;
const latest = () =>
  Object.fromEntries(readings.map(reading => [site.points[reading.point]?.id, wordOf(reading)]));
const shows = (expected: object) => vi.waitFor(() => expect(latest()).toEqual(expected), WAIT);
const beat = (dateTime = toIso(clock.now())) =>
  alert("videoloss", "inactive", `<channelID>0</channelID><dateTime>${dateTime}</dateTime>`);

beforeEach(async () => {
  recorder = await startRecorder();
  readings = [];
  says = [];
  saying = setInterval(() => {
    for (const alarm of says) recorder.say(alarm);
  }, 250);
});
afterEach(async () => {
  clearInterval(saying);
  await driver.stop();
  await recorder.stop();
});

const ALL = { "NVR.online": "online", "C3.online": "online", "C4.online": "online" };

test("heartbeats say that the recorder is there, and after a while that its channels are; no reading is ever bad or offline", async () => {
  says = [beat()];
  await start();
  await shows({ "NVR.online": "online" });
  await shows(ALL);
  expect(readings.every(({ quality, value }) => quality === "good" && value === 1)).toBe(true);
  expect(driver.health()).toMatchObject([{ id: "hikvision:nvr", state: "up", counts: { losses: 0 } }]);
});

test("a time that cannot be read, or is far off, is not believed: the moment of receipt counts", async () => {
  await start();
  for (const dateTime of ["2024-01-22T11:47:0500:00", "2020-02-02T02:02:02Z"]) {
    says = [beat(dateTime)];
    const before = readings.length;
    await vi.waitFor(() => expect(readings.length).toBeGreaterThan(before), WAIT);
  }
  expect(readings.every(({ at, receivedAt, quality }) => at === receivedAt && quality === "good")).toBe(true);
});

test("a loss of video is that of its channel as long as it is told, and over when only heartbeats come", async () => {
  says = [beat()];
  await start();
  await shows(ALL);
  says = [beat(), alert("videoloss", "active", "<channelID>3</channelID>")];
  await shows({ ...ALL, "C3.online": "offline" });
  says = [beat()];
  await shows(ALL);
});

test("silence is offline, and of its channels nothing is known; then the stream is opened anew", async () => {
  says = [beat()];
  await start();
  await shows(ALL);
  says = [];
  const SILENT = expect.stringMatching(/^nvr \(127\.0\.0\.1:\d+\): nothing heard for 1 s$/);
  await shows({ "NVR.online": "offline", "C3.online": SILENT, "C4.online": SILENT });
  says = [beat()];
  await shows(ALL);
  expect(recorder.counts.streams).toBeGreaterThan(1);
});

test("a stream that is cut is opened anew and is no news", async () => {
  says = [beat()];
  await start();
  await shows(ALL);
  const { streams } = recorder.counts;
  recorder.cut();
  await vi.waitFor(() => expect(recorder.counts.streams).toBeGreaterThan(streams), WAIT);
  await shows(ALL);
});

test("a password that is not taken is tried once, since recorders lock whoever guesses", async () => {
  await start("guess");
  await vi.waitFor(() => expect(latest()).toMatchObject({ "NVR.online": "offline" }), WAIT);
  expect(driver.health()).toMatchObject([
    {
      state: "down",
      lastErrorKind: "refused",
      lastError: expect.stringMatching(/does not take the user name or password$/),
    },
  ]);
  expect(recorder.counts).toEqual({ streams: 0, refused: 1 });
});
