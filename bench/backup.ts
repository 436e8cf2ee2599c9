// What a second copy of a hall costs, and how long it takes to have the hall again: two years of alerts, 400 cold days,
// reports and pictures; copied, verified, restored into an empty directory, and gone over there. By the clock.
// Run: node bench/backup.ts [alerts] [days] [points] [seconds between readings]
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restoreBackup } from "../gateway/backup/restore.ts";
import { takeBackup } from "../gateway/backup/take.ts";
import { takeApart } from "../gateway/backup/take-apart.ts";
import { verifyBackup } from "../gateway/backup/verify.ts";
import { verifyArchive } from "../gateway/reports/verify-archive.ts";
import { auditDirectory } from "../gateway/stores/sqlite/read-record.ts";
import { instant } from "../rules/time/instant.ts";
import { writeAlerts, writeColdDays, writePictures, writeReports } from "./backup/hall.ts";
import { DAY, readingsOf, START } from "./history/made.ts";
import { figure, machine } from "./machine.ts";

const [ALERTS, DAYS, POINTS, SECONDS] = [20_000, 400, 60, 60].map((usual, n) =>
  Number(process.argv[n + 2] ?? usual),
) as [number, number, number, number];
const REPORTS = 78;
const PICTURES = 200;
const RESTORED_WITHIN_S = 60;

const root = mkdtempSync(join(tmpdir(), "hallwatch-bench-"));
const [data, to, target] = ["data", "backups", "restored"].map(name => join(root, name)) as [
  string,
  string,
  string,
];
for (const directory of [data, to]) mkdirSync(directory);

const timed = async <T>(work: () => T | Promise<T>): Promise<readonly [T, number]> => {
  const begun = performance.now();
  const done = await work();
  return [done, (performance.now() - begun) / 1_000];
};

const load = { points: POINTS, days: DAYS, every: SECONDS * 1_000 };
const span = DAYS * DAY;
console.log(machine());
console.log("\n| made | s |\n| --- | --- |");
for (const [what, make] of [
  [
    `${figure(ALERTS)} closed alerts, 3 events and a message each`,
    () => writeAlerts(data, { count: ALERTS, span }),
  ],
  [`${DAYS} cold days, ${figure(readingsOf(load))} readings`, () => writeColdDays(data, load)],
  [`${REPORTS * 9} report documents`, () => writeReports(data, REPORTS)],
  [`${PICTURES} pictures`, () => writePictures(data, PICTURES)],
] as const)
  console.log(`| ${what} | ${figure((await timed(make))[1])} |`);

const megabytes = (bytes: number): string => figure(bytes / 1e6);
const bytesOf = (files: readonly { readonly bytes: number }[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);
const options = { data, to, site: "hall", version: "bench", spareBytes: 0 };
const at = instant(START + span);

const [first, firstS] = await timed(() => takeApart({ ...options, at }));
const parts = ["data/record.db", "data/history/", "data/reports/", "data/photos/"].map(beginning => {
  const files = first.manifest.files.filter(({ path }) => path.startsWith(beginning));
  return `| ${beginning.slice(5)} | ${files.length} | ${megabytes(bytesOf(files))} |`;
});
console.log(["\n| in the backup | files | MB |\n| --- | --- | --- |", ...parts].join("\n"));

// A day later: fifty alerts more, the rest as it was.
await writeAlerts(data, { from: ALERTS, count: 50, span: span + DAY });
const [second, secondS] = await timed(() => takeBackup({ ...options, at: instant(at + DAY) }));
const [verified, verifyS] = await timed(() => verifyBackup(second.directory));
const site = join(target, "site");
const [restored, restoreS] = await timed(() =>
  restoreBackup({ backup: second.directory, data: target, site }),
);
const [audit, auditS] = await timed(() => auditDirectory(target));
const [archive, archiveS] = await timed(() => verifyArchive(join(target, "reports")));
const isGood =
  verified.is === "good" &&
  restored.is === "restored" &&
  audit.wrong.length === 0 &&
  audit.events === (ALERTS + 50) * 3 &&
  archive.faults.length === 0 &&
  archive.files === REPORTS * 9;
if (!isGood) throw new Error("the restored hall is not the one that was backed up");

const all = bytesOf(second.manifest.files);
const onDisk = bytesOf(
  second.manifest.files.filter(({ path }) => statSync(join(second.directory, path)).nlink === 1),
);
const row = (what: string, seconds: number, bytes?: number) =>
  `| ${what} | ${seconds.toFixed(1)} | ${bytes === undefined ? "" : megabytes(bytes)} |`;
console.log(
  [
    `\n| ${second.manifest.files.length} files | s | MB |\n| --- | --- | --- |`,
    row("first backup, in a thread of its own", firstS, bytesOf(first.manifest.files)),
    row(`the next, which shares ${second.shared} files; MB that are new on the disk`, secondS, onDisk),
    row("verify", verifyS, all),
    row("restore, verified before and after", restoreS, all),
    row(`the whole trail there, ${figure(audit.events)} events`, auditS),
    row(`${archive.files} documents there against their checksums`, archiveS),
    row(`restored, all in all (aimed at ${RESTORED_WITHIN_S} s)`, restoreS + auditS + archiveS),
  ].join("\n"),
);
rmSync(root, { recursive: true, force: true });
