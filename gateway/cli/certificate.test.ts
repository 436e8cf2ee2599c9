import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardedHall } from "../app/testing/guarded-hall.ts";
import { type RunningHall, startHall } from "../app/testing/running-hall.ts";
import { sampleCertificate } from "../papers/testing/sample-certificate.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { issueOfClosing } from "../stores/testing/sample-papers.ts";
import { hallwatch } from "./testing/running.ts";

const directory = mkdtempSync(join(tmpdir(), "hallwatch-certificate-"));
const data = join(directory, "data");
const { certificate } = sampleCertificate({ items: 3, handNotes: ["推拉确认已锁"] });
const { id } = certificate;
let hall: RunningHall;

const said = async (...line: readonly string[]) => {
  const run = hallwatch("certificate", ...line, "--http", hall.api.url.replace("http://", ""));
  return [await run.ended, run.output()] as const;
};

beforeAll(async () => {
  const record = sqliteRecord({ directory: data });
  await record.start();
  const commit = issueOfClosing(certificate);
  await record.commit({ ...commit, papers: commit.papers.filter(({ kind }) => kind === "certificate") });
  await record.stop();
  hall = await startHall({ write: guardedHall, data });
});
afterAll(async () => {
  await hall.stop();
  rmSync(directory, { recursive: true, force: true });
});

test("a certificate is listed, shown, saved in either language, and a copy of it is checked", async () => {
  const copy = join(directory, "copy.pdf");
  const page = join(directory, "copy.html");
  const [list, show, none, saved, savedPage, nowhere] = await Promise.all([
    said("list", "--from", "2025-07-01", "--to", "2025-07-31"),
    said("show", id),
    said("show", "closing-1999-01-01-1"),
    said("export", id, "--pdf", copy, "--lang", "zh"),
    said("export", id, "--html", page),
    said("export", id),
  ]);
  expect(list[1]).toMatch(
    /^number +kind +issued +scope +now\nclosing-2025-07-10-1 +closing certificate +2025-07-10 17:52:31 +whole hall +\w+\n/,
  );
  expect(show[1]).toContain("Door 1");
  expect(show[1]).toContain("by hand  closed 2025-07-10 17:41:03 (stale); locked 2025-07-10 17:41:12; 李丽");
  expect(show[1]).toContain("signed by 王伟 (guard) at 2025-07-10 17:52:31");
  expect(none).toEqual([1, "hallwatch: there is no certificate closing-1999-01-01-1\n"]);
  expect([saved, savedPage]).toEqual([
    [0, `已写入 ${copy}\n`],
    [0, `wrote ${page}\n`],
  ]);
  expect(nowhere[0]).toBe(2);
  expect(readFileSync(page, "utf8")).toContain("Closing certificate");

  const changed = join(directory, "changed.html");
  writeFileSync(changed, readFileSync(page, "utf8").replace("17:52:31", "17:52:37"));
  const [genuine, differs, gone] = await Promise.all([
    said("verify", copy),
    said("verify", changed),
    said("verify", join(directory, "nothing.pdf")),
  ]);
  expect(genuine).toEqual([
    0,
    expect.stringMatching(/^genuine \(closing-2025-07-10-1, \w+\): It is byte for byte/),
  ]);
  expect(differs).toEqual([1, expect.stringMatching(/^differs .*Go by the archived one\.\n$/)]);
  expect(gone).toEqual([2, expect.stringMatching(/there is no file .*nothing\.pdf/)]);
});
