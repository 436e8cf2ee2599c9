import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "#gateway/ports/clock.ts";
import type { Driver } from "#gateway/ports/driver.ts";
import type { Reading } from "#rules/reading/reading.ts";
import type { Site } from "#rules/site/model.ts";
import { parseSite } from "#rules/site/parse.ts";
import { PATIENCE_MS } from "../../stores/testing/until.ts";
import { panelDriver } from "./panel-driver.ts";
import { gbk, type Printer, print, startPrinter } from "./testing/printer.ts";

/** For what is sure to come, on however busy a machine. */
const WAIT = { timeout: PATIENCE_MS };

const siteOf = (port: number): Site => {
  const text = `
hallwatch: 1
site: { id: b, name: { zh: 城东营业厅, en: East Hall }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { week: { mon-sun: ["09:00-18:00"] } }
sources: { panel: { fire: { host: 127.0.0.1, port: ${port} } } }
zones: { hall: { name: { zh: 大厅, en: Hall } } }
equipment:
  S21: { kind: smoke-detector, zone: hall, name: { zh: 烟感, en: Smoke }, panel: { line: fire, device: 007-021 }, points: { alarm: {}, online: {} } }
  S22: { kind: smoke-detector, zone: hall, name: { zh: 烟感, en: Smoke }, panel: { line: fire, device: 007-022 }, points: { alarm: {} } }
  FP:
    { kind: alarm-panel, zone: hall, name: { zh: 火灾报警主机, en: Fire panel }, panel: { line: fire },
      points: { alarm: { class: fire-panel-alarm }, fault: { class: fire-panel-fault } } }
`;
  const parsed = parseSite(text, "site.yaml");
  if (parsed.is === "refused") throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.site;
};

let printer: Printer;
let driver: Driver;
let site: Site;
let readings: Reading[] = [];
const latest = () =>
  Object.fromEntries(
    readings.map(({ point, value, reason }) => {
      const { id, class: pointClass } = site.points[point]!;
      return [id, pointClass.words?.[value] ?? reason];
    }),
  );
const shows = (expected: object) => vi.waitFor(() => expect(latest()).toMatchObject(expected), WAIT);
const UNKNOWN = expect.stringMatching(/after the next reset$/);
const DISABLED = expect.stringMatching(/disabled at the panel$/);
const WELL = { "S21.alarm": "normal", "S22.alarm": "normal", "FP.alarm": "normal", "FP.fault": "normal" };

beforeEach(async () => {
  printer = await startPrinter();
  site = siteOf(printer.port);
  driver = panelDriver({ site, clock: systemClock(), random: () => 0 });
  readings = [];
  await driver.start(batch => readings.push(...batch));
  await vi.waitFor(() => expect(printer.connections()).toBe(1), WAIT);
});
afterEach(async () => {
  await driver.stop();
  await printer.stop();
});

test("nothing is well before a reset was printed; a fire is an alarm until the next one", async () => {
  await shows({ "S21.alarm": UNKNOWN, "FP.alarm": UNKNOWN, "FP.fault": UNKNOWN });
  printer.send(print("", "复位"));
  await shows(WELL);
  printer.send(print("007-021", "首次火警", "三楼", "感烟探测器"));
  await shows({ ...WELL, "S21.alarm": "alarm", "FP.alarm": "alarm" });
  printer.send(print("007-022", "故障"));
  printer.send(print("", "主电故障"));
  await shows({ "S21.alarm": "alarm", "S22.alarm": "normal", "FP.fault": "fault" });
  printer.send(print("007-022", "故障恢复"));
  printer.send(print("007-022", "屏蔽"));
  await shows({ "S22.alarm": DISABLED, "FP.fault": "fault" });
  printer.send(print("", "主电故障恢复"));
  await shows({ "S21.alarm": "alarm", "FP.alarm": "alarm", "FP.fault": "normal" });
  printer.send(print("", "复位"));
  await shows({ ...WELL, "S22.alarm": DISABLED });
  printer.send(print("007-022", "屏蔽解除"));
  await shows({ "S22.alarm": UNKNOWN });
  printer.send(print("", "复位"));
  await shows(WELL);
  expect(printer.heard).toEqual([]);
});

test("a print that cannot be read may have been a fire: what was well is unknown, and an alarm stays one", async () => {
  printer.send(print("", "复位"));
  await shows(WELL);
  printer.send(print("007-021", "首次火警"));
  printer.send(gbk("\x1b611/22/26  18:06\n  007-0\xff2\n\x1b9\xca\xd7\xb4\n\n"));
  await shows({ "S21.alarm": "alarm", "FP.alarm": "alarm", "S22.alarm": UNKNOWN, "FP.fault": UNKNOWN });
  printer.send(print("", "首次火警", "三楼"));
  await shows({ "S22.alarm": expect.stringMatching(/a fire without a place/) });
});

test("without the line everything is unknown; when it is back an alarm counts on, and the rest after a reset", async () => {
  printer.send(print("", "复位"));
  printer.send(print("007-021", "首次火警"));
  await shows({ ...WELL, "S21.alarm": "alarm", "FP.alarm": "alarm" });
  printer.hangUp();
  const GONE = expect.stringMatching(/^fire \(127\.0\.0\.1:\d+\): the device closed the connection$/);
  await shows({ "S21.alarm": GONE, "S22.alarm": GONE });
  expect(driver.health()).toMatchObject([{ id: "panel:fire", state: "down", lastErrorKind: "unreachable" }]);
  await shows({ "S21.alarm": "alarm", "FP.alarm": "alarm", "S22.alarm": UNKNOWN, "FP.fault": UNKNOWN });
  printer.send(print("", "复位"));
  await shows(WELL);
});
