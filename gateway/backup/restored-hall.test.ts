import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { giveAccounts } from "../accounts/testing/given-accounts.ts";
import type { RunningHall } from "../app/testing/running-hall.ts";
import { hallwatch } from "../cli/testing/running.ts";
import { verifyArchive } from "../reports/verify-archive.ts";
import { auditDirectory, headOfDirectory } from "../stores/sqlite/read-record.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { until } from "../stores/testing/until.ts";
import type { WireAlertEvent } from "../wire/alert.ts";
import type { WireCertificate, WireVerified } from "../wire/certificate.ts";
import type { WireClosing } from "../wire/closing.ts";
import type { WireReport, WireReportContent, WireReportList } from "../wire/report.ts";
import { newestBackup } from "./list.ts";
import { restoreBackup } from "./restore.ts";
import { hear, SECRETS, type Seat, seatOf, startAs, startNew } from "./testing/lived-in-hall.ts";

const REPORT = `/reports/${encodeURIComponent("daily-facility/2025-07-08")}`;
const CERTIFICATE = "closing-2025-07-08-1";
const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(3_000, 7)]);

const place = temporary();
const data = join(place.directory, "data");
const backups = join(place.directory, "backups");
const restored = join(place.directory, "restored");
let hall: RunningHall | null = null;
let before: Shown;
let photo = "";

const running = (): RunningHall => {
  if (hall === null) throw new Error("no hall runs");
  return hall;
};
const next = async (start: () => Promise<RunningHall>): Promise<Seat> => {
  await hall?.stop();
  hall = null;
  hall = await start();
  return seatOf(hall, "H1");
};
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** All that people see of what was, by the routes that the pages ask. */
type Shown = Awaited<ReturnType<typeof shown>>;
const shown = async (seat: Seat) => {
  const report = await seat.get<WireReportContent>(REPORT);
  const files: Record<string, string> = {};
  for (const { name } of report.files)
    files[name] = sha256(await seat.file(`${REPORT}/files/${encodeURIComponent(name)}`));
  const papers: Record<string, string> = {};
  for (const form of ["pdf", "html"])
    for (const lang of ["zh", "en"])
      papers[`${lang}.${form}`] = sha256(
        await seat.file(`/certificates/${CERTIFICATE}/file?form=${form}&lang=${lang}`),
      );
  const alerts = (await running().api.alerts("all")).map(({ id }) => id).toSorted();
  const trails: Record<string, readonly WireAlertEvent[]> = {};
  for (const id of alerts) trails[id] = await running().api.events(id);
  return {
    report,
    files,
    certificate: await seat.get<WireCertificate>(`/certificates/${CERTIFICATE}`),
    papers,
    photo: sha256(await seat.file(`/photos/${photo}`)),
    trails,
  };
};

/** A Tuesday: an empty extinguisher, seen and photographed; the door locked, the closing signed; the report released. */
beforeAll(async () => {
  mkdirSync(backups);
  hall = await startNew(data, backups, "17:40");
  await giveAccounts(data, SECRETS);
  const guard = await seatOf(hall, "G1");
  await hear(running(), {
    X1: { gauge: "RED" },
    D1: { contact: "CLOSED", lock: "LOCKED" },
    M1: { kwh: 1_000, w: 900 },
  });
  await until("the extinguisher is found", async () => (await running().api.alerts()).length > 0);
  photo = (await guard.post<{ name: string }>("/photos", PICTURE)).name;
  for (const { id } of await running().api.alerts()) {
    await guard.post(`/alerts/${id}/acknowledge`, { by: "G1" });
    await guard.post(`/alerts/${id}/note`, { by: "G1", note: "已贴停用标签", photo });
  }
  const door = async () => (await guard.get<WireClosing>("/closing")).items[0]?.verdict === "pass";
  await until("the door is seen", door);
  for (const by of ["S1", "G1"] as const)
    await (await seatOf(running(), by)).post("/closing/sign", { by, secret: SECRETS[by] });

  const seat = await next(() => startNew(data, backups, "24:31"));
  const tuesday = async () =>
    (await seat.get<WireReportList>("/reports?from=2025-07-08&to=2025-07-08")).reports;
  await until("the report is drawn up", async () => (await tuesday()).some(({ state }) => state === "draft"));
  const asked = { by: "H1", secret: SECRETS.H1, version: 1, note: "" };
  const { state, isLate } = await seat.post<WireReport>(`${REPORT}/release`, asked);
  expect([state, isLate]).toEqual(["released", false]);
  before = await shown(seat);
});
afterAll(async () => {
  await hall?.stop();
  place.remove();
});

test("a report that was released, a certificate, a picture and alerts are in the next backup that falls due", async () => {
  // It is looked whether one is due once a minute.
  await next(() => startNew(data, backups, "26:31", 20));
  expect(before.report.report.versions[0]?.released?.by).toBe("赵敏");
  expect([Object.keys(before.files).length, Object.keys(before.trails).length > 0]).toEqual([9, true]);
  expect(before.certificate.standing.state).toBe("holds");
  const due = Date.parse("2025-07-09T02:30:00+08:00");
  await until("the night's backup is taken", () => (newestBackup(backups, "office")?.at ?? 0) >= due);
  await running().stop();
  hall = null;
  // An empty machine: nothing that is shown from now on can come from where it was.
  rmSync(data, { recursive: true });
});

test("restored into an empty directory every page shows the same: checksums, signatures, trail", async () => {
  const backup = newestBackup(backups, "office");
  const site = join(restored, "site");
  const done = restoreBackup({ backup: backup?.directory ?? "", data: restored, site });
  if (done.is === "refused" || done.siteFile === null) throw new Error(JSON.stringify(done));
  expect(headOfDirectory(restored)).toMatchObject(backup?.manifest.head ?? {});
  expect(auditDirectory(restored).wrong).toEqual([]);
  const { siteFile } = done;

  const seat = await next(() => startAs(restored, siteFile, "26:45"));
  const { trails, ...after } = await shown(seat);
  expect({ ...after, trails: before.trails }).toEqual(before);
  for (const [id, events] of Object.entries(before.trails))
    expect([id, trails[id]?.slice(0, events.length)]).toEqual([id, events]);
  const { sha256: onRecord } = after.report.report.versions[0] ?? {};
  expect(after.files[after.report.files.find(({ kind }) => kind === "json")?.name ?? ""]).toBe(onRecord);
  const { hash } = after.certificate;
  const verdict = await seat.get<WireVerified>(`/certificates/${CERTIFICATE}/verify?hash=${hash}`);
  expect(verdict.is).toBe("genuine");
  const pdf = await seat.file(`/certificates/${CERTIFICATE}/file?form=pdf&lang=zh`);
  const proof = await fetch(`${running().api.url}/api/certificates/verify`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(pdf),
  });
  expect(((await proof.json()) as WireVerified).is).toBe("genuine");
  const verify = hallwatch("report", "verify", "--data", restored);
  expect([await verify.ended, verify.answer()]).toEqual([0, expect.stringMatching(/^9 files and 1 version/)]);
});

test("a document of which one byte is changed in the restored archive is found, and is shown to nobody", async () => {
  const directory = join(restored, "reports/daily-facility/2025");
  const seat = await seatOf(running(), "H1");
  const names = readdirSync(directory).filter(name => name !== "SHA256SUMS");
  expect(names.toSorted()).toEqual(Object.keys(before.files).toSorted());
  for (const [index, name] of names.entries()) {
    const path = join(directory, name);
    const { mode } = statSync(path);
    const was = readFileSync(path);
    const bytes = Buffer.from(was);
    const at = Math.floor((bytes.length * (index + 1)) / (names.length + 1));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const write = (content: Buffer): void => {
      chmodSync(path, 0o640);
      writeFileSync(path, content);
      chmodSync(path, mode & 0o777);
    };
    write(bytes);
    expect((await verifyArchive(join(restored, "reports"))).faults).toEqual([
      { path: `daily-facility/2025/${name}`, is: "changed" },
    ]);
    expect([name, await seat.status(`${REPORT}/files/${encodeURIComponent(name)}`)]).toEqual([name, 500]);
    write(was);
  }
  // The control: put back as it was, each is shown again.
  expect((await shown(seat)).files).toEqual(before.files);

  const sums = join(directory, "SHA256SUMS");
  const list = readFileSync(sums, "utf8");
  const pdf = names.find(name => name.endsWith(".zh.pdf")) ?? "";
  const genuine = readFileSync(join(directory, pdf));
  const doctored = Buffer.concat([genuine, Buffer.from("\n")]);
  chmodSync(join(directory, pdf), 0o640);
  writeFileSync(join(directory, pdf), doctored);
  chmodSync(sums, 0o640);
  writeFileSync(sums, list.replace(before.files[pdf] ?? "none", sha256(doctored)));
  expect((await verifyArchive(join(restored, "reports"))).faults).toEqual([]);
  const found = hallwatch("report", "verify", "--data", restored);
  expect([await found.ended, found.answer()]).toEqual([
    1,
    expect.stringContaining(
      "its documents, or the list of their checksums, are not those that were drawn up",
    ),
  ]);
  writeFileSync(join(directory, pdf), genuine);
  writeFileSync(sums, list);

  const json = join(directory, names.find(name => name.endsWith(".json")) ?? "");
  const forged = readFileSync(json, "utf8").replace(/\d/, digit => String((Number(digit) + 1) % 10));
  chmodSync(json, 0o640);
  writeFileSync(json, forged);
  const known = before.files[json.slice(directory.length + 1)] ?? "none";
  writeFileSync(sums, readFileSync(sums, "utf8").replace(known, sha256(Buffer.from(forged))));
  // Whoever changes the checksum too still has the record against him.
  expect((await verifyArchive(join(restored, "reports"))).faults).toEqual([]);
  const verify = hallwatch("report", "verify", "--data", restored);
  expect([await verify.ended, verify.answer()]).toEqual([
    1,
    expect.stringContaining("no file of the archive"),
  ]);
});
