import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { giveAccounts } from "../accounts/testing/given-accounts.ts";
import { hallwatch, hallwatchIn } from "../cli/testing/running.ts";
import { type MailServer, startMailServer } from "../notify/testing/mail-server.ts";
import { canReadPdf, evened, pdfText } from "../reports/testing/pdf-text.ts";
import { verifyArchive } from "../reports/verify-archive.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireReport, WireReportContent, WireReportList } from "../wire/report.ts";
import { type RunningHall, startHall } from "./testing/running-hall.ts";

const SECRETS = { G1: "258036", H1: "314159", U1: "a long password" };
const TUESDAY = "daily-facility/2025-07-08";
const NAME = "20250708设施运行日报";

const { directory: data, remove } = temporary();
const directory = join(data, "reports", "daily-facility", "2025");
let mail: MailServer;
let hall: RunningHall;

/** A hall with a meter and a light, a director who answers for reports, and two above him: one reached in full, one in brief. */
const written = (folder: string, mqtt: string): string => {
  const config = join(folder, "site.yaml");
  const url = `smtp://127.0.0.1:${mail.port}`;
  writeFileSync(
    config,
    `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { holidays: none, staff_from: "07:50", week: { mon-sun: ["08:30-12:00", "14:00-17:30"] } }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: H1, name: 赵敏, roles: [hall-director] }
  - { id: U1, name: 吴刚, roles: [superior], reach: [{ full: wu@above.example }] }
  - { id: U2, name: 郑洁, roles: [superior], reach: [{ brief: zheng@above.example }] }
notify:
  channels:
    full: { via: email, url: "${url}", from: hall@office.example, detail: full }
    brief: { via: email, url: "${url}", from: hall@office.example, detail: brief }
sources: { mqtt: ${mqtt} }
zones:
  hall: { name: { zh: 大厅, en: Hall } }
equipment:
  M1: { kind: meter, zone: hall, name: { zh: 总表, en: Main meter }, mqtt: { topic: office/M1, time: $.ts }, points: { energy: { path: $.kwh }, power: { path: $.w } } }
  L1: { kind: light-circuit, zone: hall, name: { zh: 大厅照明, en: Hall lights }, mqtt: { topic: office/L1, time: $.ts }, points: { power: { path: $.w } } }
`,
  );
  return config;
};

const start = (begin: string): Promise<RunningHall> => startHall({ begin, data, write: written });
const startAgain = async (begin: string): Promise<void> => {
  await hall.stop();
  hall = await start(begin);
};

const get = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${hall.api.url}/api${path}`)).json()) as T;
const post = async (act: string, body: object): Promise<{ status: number } & Partial<WireReport>> => {
  const answer = await fetch(`${hall.api.url}/api/reports/${encodeURIComponent(TUESDAY)}/${act}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { ...((await answer.json()) as WireReport), status: answer.status };
};
const content = (version?: number): Promise<WireReportContent> =>
  get(`/reports/${encodeURIComponent(TUESDAY)}${version === undefined ? "" : `?version=${version}`}`);
const tuesday = async (): Promise<WireReport> => {
  const { reports } = await get<WireReportList>("/reports?cycle=daily&from=2025-07-08&to=2025-07-08");
  const [found] = reports;
  if (!found) throw new Error("no report of Tuesday");
  return found;
};
const signedIn = async (): Promise<string> => {
  const body = JSON.stringify({ person: "H1", secret: SECRETS.H1 });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${hall.api.url}/api/session`, { method: "POST", headers, body });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
};
const file = async (
  name: string,
  cookie = "",
): Promise<{ bytes: Buffer; headers: Headers; status: number }> => {
  const path = `/api/reports/${encodeURIComponent(TUESDAY)}/files/${encodeURIComponent(name)}`;
  const answer = await fetch(`${hall.api.url}${path}`, { headers: { cookie } });
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers, status: answer.status };
};
/** A meter that counts 1 kWh an hour, and a light that is off. @param clock  of the hall, on Tuesday: `12:00` */
const hear = async (...clocks: readonly string[]): Promise<void> => {
  const device = await connectAsync(hall.mqttUrl);
  for (const clock of clocks) {
    const [hour = 0, minute = 0] = clock.split(":").map(Number);
    const ts = `2025-07-08T${clock}:00+08:00`;
    const kwh = 1_000 + hour + minute / 60;
    await device.publishAsync("office/M1", JSON.stringify({ ts, kwh, w: 1_000 }), { qos: 1 });
    await device.publishAsync("office/L1", JSON.stringify({ ts, w: 0 }), { qos: 1 });
  }
  await device.endAsync();
};
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

beforeAll(async () => {
  mail = await startMailServer();
  hall = await start("11:00");
  await giveAccounts(data, SECRETS);
  await hear("11:00");
  await until("a reading is shown", async () =>
    (await get<{ points: { state: string }[] }>("/points")).points.some(({ state }) => state === "good"),
  );
});
afterAll(async () => {
  await hall.stop();
  await mail.stop();
  remove();
});

test("a report that is not due says what it would say now, and has no files", async () => {
  const { report, version, files, headline, charts } = await content();
  expect([report.state, version, files.length]).toEqual(["due", 0, 0]);
  expect(headline.length).toBeGreaterThan(3);
  expect(charts.every(({ svg }) => svg.zh.startsWith("<svg"))).toBe(true);
  expect((await post("release", { by: "H1", secret: SECRETS.H1, version: 1 })).status).toBe(409);
});

test("half an hour after midnight it is drawn up under its name, with what nobody heard as a gap", async () => {
  await startAgain("24:31");
  await until("it is drawn up", async () => (await tuesday()).state === "draft");
  const { report, version, files } = await content();
  expect([report.name.zh, version, report.isLate, report.isExternal]).toEqual([NAME, 1, false, false]);
  expect(report.versions[0]?.completeness).toBeLessThan(0.6);
  expect(report.gaps.length).toBeGreaterThan(0);
  expect(readdirSync(directory)).toHaveLength(10);
  const json = files.find(({ kind }) => kind === "json");
  expect(json?.sha256).toBe(report.versions[0]?.sha256);
  const cookie = await signedIn();
  for (const { name, sha256: sum } of files) {
    const { bytes, headers } = await file(name, cookie);
    expect(sha256(bytes)).toBe(sum);
    expect(headers.get("content-disposition")).toContain(encodeURIComponent(name));
  }
  expect((await file("../../../record.db", cookie)).status).toBe(404);
  expect((await file(`${NAME}-v2.zh.pdf`, cookie)).status).toBe(404);
  // Whoever walks by the desk's network sees no document of the hall, and no readings as a file.
  const stranger = await file(`${NAME}-v1.zh.pdf`);
  expect([stranger.status, stranger.bytes.toString()]).toEqual([401, expect.stringContaining("SIGN_IN")]);
  const asked = "points=M1.power&from=2025-07-08T00:00:00Z&to=2025-07-09T00:00:00Z&format=csv";
  expect((await fetch(`${hall.api.url}/api/trends/export?${asked}`)).status).toBe(401);
  if (!canReadPdf) return;
  const pdf = pdfText((await file(`${NAME}-v1.zh.pdf`, cookie)).bytes);
  for (const said of ["网关尚未运行", "M1.power", "缺测时段如下，未作填补"])
    expect(pdf).toContain(evened(said));
});

test("who answers for it releases it, in time, and whoever gets it hears of it with the documents", async () => {
  const asked = { version: 1, note: "" };
  expect((await post("release", { ...asked, by: "G1", secret: SECRETS.G1 })).status).toBe(403);
  expect((await post("release", { ...asked, by: "H1", secret: "999999" })).status).toBe(401);
  const { status, state, isLate, versions } = await post("release", {
    ...asked,
    by: "H1",
    secret: SECRETS.H1,
  });
  expect([status, state, isLate, versions?.[0]?.released?.by]).toEqual([200, "released", false, "赵敏"]);
  expect((await post("return", { ...asked, note: "no", by: "H1", secret: SECRETS.H1 })).status).toBe(409);

  const to = (address: string, key: string): readonly string[] =>
    mail.mails.filter(each => each.to.includes(address) && each.text.includes(key)).map(({ text }) => text);
  const released = () => to("wu@above.example", "report-released/");
  const brief = () => to("zheng@above.example", "");
  await until("both have heard", async () => released().length === 1 && brief().length > 0);
  const pdf = readFileSync(join(directory, `${NAME}-v1.zh.pdf`))
    .toString("base64")
    .slice(0, 70);
  expect(released()[0]).toContain(pdf);
  expect(released()[0]?.match(/Content-Disposition: attachment/g)).toHaveLength(4);
  for (const text of brief()) expect(text).not.toMatch(/Content-Disposition: attachment|2025-?07-?08/);
});

test("what comes late makes a second version, once it has paused; the released one is not touched", async () => {
  const before = readFileSync(join(directory, `${NAME}-v1.json`));
  await hear("15:00", "15:01");
  await until("late data are noted", async () => ((await tuesday()).lateData?.readings ?? 0) >= 4);
  expect((await tuesday()).versions).toHaveLength(1);
  await startAgain("24:50");
  await until("it is drawn up anew", async () => (await tuesday()).versions.length === 2);
  const { state, versions, lateData } = await tuesday();
  expect([state, lateData, versions[0]?.released?.by]).toEqual(["draft", null, "赵敏"]);
  expect(versions[1]?.why?.zh).toMatch(/^迟到数据：\d+ 个读数$/);
  expect(readFileSync(join(directory, `${NAME}-v1.json`)).equals(before)).toBe(true);
  expect((await content(1)).files.map(({ name }) => name)).toEqual(
    (await content(2)).files.map(({ name }) => name.replace("-v2.", "-v1.")),
  );
  expect((await verifyArchive(join(data, "reports"))).faults).toEqual([]);
});

test("the command line lists, shows and saves reports, and finds a file that was changed", async () => {
  const token = hallwatch("account", "token", "scripts", "--as", "H1", "--data", data);
  await token.ended;
  const environment = { NO_COLOR: "1", LC_ALL: "C.UTF-8", HALLWATCH_TOKEN: token.answer().trim() };
  const said = async (...line: readonly string[]) => {
    const run = hallwatchIn(environment, "report", ...line);
    return [await run.ended, run.output()] as const;
  };
  const http = ["--http", hall.api.url.replace("http://", "")];
  const out = join(data, "saved");
  mkdirSync(out);
  const [list, show, draft, saved, whole] = await Promise.all([
    said("list", "--cycle", "daily", ...http),
    said("show", TUESDAY, "--number", "1", "--lang", "zh", ...http),
    said("draft", TUESDAY, ...http),
    said("export", TUESDAY, "--to", out, ...http),
    said("verify", "--data", data),
  ]);
  expect(list[0]).toBe(0);
  expect(list[1]).toMatch(
    /daily-facility\/2025-07-08 +20250708 Daily facility report +to be reviewed or released +v2 /,
  );
  expect(show[1]).toContain(NAME);
  expect(show[1]).toContain("赵敏 2025-07-09 00:31 报送");
  expect([draft[0], draft[1]]).toEqual([1, expect.stringContaining("is drawn up as version 2")]);
  expect([saved[0], readdirSync(out).length]).toEqual([0, 9]);
  expect(whole).toEqual([0, "18 files and 2 versions are as they were written\n"]);
  const page = join(directory, `${NAME}-v2.zh.html`);
  chmodSync(page, 0o640);
  writeFileSync(page, `${readFileSync(page, "utf8")} `);
  rmSync(join(directory, `${NAME}-v1.json`), { force: true });
  const [code, text] = await said("verify", "--data", data);
  expect([
    code,
    text
      .split("\n")
      .toSorted()
      .filter(line => line !== ""),
  ]).toEqual([
    1,
    [
      `daily-facility/2025-07-08 version 1: on record, but no file of the archive says the same`,
      `daily-facility/2025/${NAME}-v1.json: is gone`,
      `daily-facility/2025/${NAME}-v2.zh.html: was changed`,
    ],
  ]);
});

test("what nobody releases by nine is late, and stays so", async () => {
  await startAgain("57:00");
  const wednesday = async (): Promise<WireReport | undefined> =>
    (await get<WireReportList>("/reports?cycle=daily&from=2025-07-09&to=2025-07-09")).reports[0];
  await until("it is drawn up", async () => (await wednesday())?.state === "draft");
  expect((await wednesday())?.isLate).toBe(true);
  const { alerts } = await get<{ alerts: { fact: string; target: string }[] }>("/alerts?limit=200");
  expect(alerts.filter(({ fact }) => fact === "report-late").map(({ target }) => target)).toEqual([
    "daily-facility",
  ]);
});
