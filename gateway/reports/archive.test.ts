import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporary } from "../stores/testing/temporary.ts";
import { ReportArchive } from "./archive.ts";
import { draftHash, type ReportDraft } from "./draft.ts";
import { documentsHash, sha256Of } from "./sums.ts";
import { plainRender } from "./testing/plain-render.ts";
import { sampleReport } from "./testing/sample-report.ts";
import { verifyArchive } from "./verify-archive.ts";

const report = sampleReport({ charts: [] });
const draft: ReportDraft = { report, version: 1, why: "" };
const place = { plan: "daily-facility", first: "2025-07-21", name: report.name.zh };

let root: string;
let remove: () => void;
let archive: ReportArchive;
let year: string;
beforeEach(() => {
  ({ directory: root, remove } = temporary());
  archive = new ReportArchive(root, plainRender);
  year = join(root, "daily-facility", "2025");
});
afterEach(() => remove());

const FORMS = ["en.csv", "en.html", "en.pdf", "en.xlsx", "json", "zh.csv", "zh.html", "zh.pdf", "zh.xlsx"];

test("a version is kept by class and year with its checksums, and nothing ever writes over it", async () => {
  const files = await archive.keep(place, draft);
  expect(files.map(({ name }) => name)).toEqual(FORMS.map(form => `20250721设施运行日报-v1.${form}`));
  expect(files.find(({ kind }) => kind === "json")?.sha256).toBe(draftHash(draft));
  expect(readdirSync(year).toSorted()).toEqual(["SHA256SUMS", ...files.map(({ name }) => name)].toSorted());
  for (const { name } of files) expect(statSync(join(year, name)).mode & 0o777).toBe(0o444);
  expect(await archive.draft(place, 1)).toEqual(draft);

  const other = { ...draft, report: { ...report, completeness: 0.5 } };
  expect(await archive.keep(place, other)).toEqual(files);
  expect(await archive.draft(place, 1)).toEqual(draft);

  const second = await archive.keep(place, { ...draft, version: 2, why: "late data" });
  expect(second.map(({ name }) => name)).toEqual(FORMS.map(form => `20250721设施运行日报-v2.${form}`));
  expect(await archive.files(place, 1)).toEqual(files);
  expect(await verifyArchive(root)).toMatchObject({ files: 18, faults: [] });
  const { status } = spawnSync("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: year });
  expect(status).toBe(0);
});

test("what a stop in the middle left undone is done, and what is there stays", async () => {
  const whole = await archive.keep(place, draft);
  for (const { name } of whole.slice(5)) rmSync(join(year, name), { force: true });
  rmSync(join(year, "SHA256SUMS"));
  writeFileSync(join(year, `${whole[7]?.name}.new`), "half", { mode: 0o444 });
  expect(await archive.keep(place, draft)).toEqual(whole);
  expect(await verifyArchive(root)).toMatchObject({ files: 9, faults: [] });
});

test("a file that was changed, taken away or put in is found, and one that was changed is shown to nobody", async () => {
  const files = await archive.keep(place, draft);
  const [csv = "", html = "", pdf = ""] = files.map(({ name }) => name);
  chmodSync(join(year, pdf), 0o644);
  const bytes = readFileSync(join(year, pdf));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(join(year, pdf), bytes);
  unlinkSync(join(year, csv));
  writeFileSync(join(year, "other.pdf"), "x");
  await expect(archive.read(place, pdf)).rejects.toMatchObject({ code: "REPORT_CHANGED" });
  expect(await archive.read(place, html)).toEqual(readFileSync(join(year, html)));
  const { faults, files: whole, versions } = await verifyArchive(root);
  expect(whole).toBe(7);
  expect(faults.map(({ path, is }) => [path.slice("daily-facility/2025/".length), is])).toEqual([
    [csv, "missing"],
    [pdf, "changed"],
    ["other.pdf", "unlisted"],
  ]);
  expect([...versions]).toEqual([[draftHash(draft), documentsHash(files)]]);
  expect(sha256Of(readFileSync(join(year, html)))).toBe(files[1]?.sha256);
});

test("nothing outside of the archive is read", async () => {
  await archive.keep(place, draft);
  writeFileSync(join(root, "secret"), "x");
  for (const name of ["../../secret", "..", "/etc/passwd", ".hidden", "..\\..\\secret"])
    expect(await archive.read(place, name)).toBeNull();
  expect(await archive.read({ ...place, plan: "../.." }, "secret")).toBeNull();
  expect(await verifyArchive(join(root, "nowhere"))).toMatchObject({ files: 0, faults: [] });
});
