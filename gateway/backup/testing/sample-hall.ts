import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sqliteRecord } from "../../stores/sqlite/record.ts";
import { lightOn, transition } from "../../stores/testing/sample-alerts.ts";

/** Writes a small file of a hall, with the directories above it. */
export const putFile = (
  directory: string,
  path: string,
  content: string | Uint8Array,
  mode = 0o640,
): void => {
  const place = join(directory, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
  chmodSync(place, mode);
};

/** Bytes of which none follows from the one before. */
export const noise = (bytes: number, seed: number): Uint8Array => {
  let state = seed | 1;
  return Uint8Array.from({ length: bytes }, () => {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    return state >>> 24;
  });
};

/**
 * A data directory as a hall leaves it, a few hundred kilobytes: a real record with anchors, other databases with what
 * is still in their write-ahead logs, cold files, reports, photos, keys, and what belongs to the process alone.
 */
export const sampleHall = async (directory: string, alerts: number): Promise<void> => {
  const record = sqliteRecord({ directory });
  await record.start();
  await Promise.all(Array.from({ length: alerts }, async (_, n) => record.commit(raised(`a${n}`))));
  await record.stop();
  for (const [name, mode] of [
    ["accounts.db", 0o600],
    ["history.db", 0o640],
    ["energy.db", 0o640],
    ["spool/spool-influx.db", 0o640],
  ] as const) {
    putFile(directory, name, "", mode);
    const database = new DatabaseSync(join(directory, name));
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT) STRICT");
    const add = database.prepare("INSERT INTO t (text) VALUES (?)");
    for (let n = 0; n < 200; n += 1) add.run(`${name} ${n}`.repeat(5));
    database.close();
  }
  for (const day of ["2025-07-06", "2025-07-07"])
    putFile(directory, `history/readings/${day}.parquet`, noise(20_000, Number(day.slice(-2))));
  putFile(directory, "history/manifest.json", '{ "hallwatch": 1, "files": [], "broken": [] }\n');
  putFile(directory, "reports/daily-facility/2025/20250707设施运行日报-v1.zh.pdf", noise(5_000, 3), 0o444);
  putFile(directory, "reports/daily-facility/2025/SHA256SUMS", "0  20250707设施运行日报-v1.zh.pdf\n", 0o444);
  putFile(directory, `photos/${"ab".repeat(32)}.jpg`, noise(9_000, 4));
  putFile(directory, "papers/2025/certificate.pdf", noise(3_000, 5));
  putFile(directory, "devices.json", '{ "devices": [] }\n', 0o600);
  putFile(directory, "stickers.key", noise(32, 6), 0o600);
  putFile(directory, "empty.json", "");
  for (const passing of ["lock.db", "lock.json", "ballast", "history/readings/2025-07-08.parquet.part"])
    putFile(directory, passing, "passing");
};

/** One alert more, as a commit. */
export const raised = (id: string) => transition("raised", lightOn(id), { change: lightOn(id) });

/** A site file with a pack and a tariff beside it. */
export const sampleSite = (
  directory: string,
): { root: string; siteFile: string; files: readonly string[] } => {
  const all = ["hall.yaml", "packs/own.yaml", "tariffs/2025.yaml"];
  for (const path of all) putFile(directory, path, `# ${path}\n`);
  const files = all.map(path => join(directory, path));
  return { root: directory, siteFile: files[0] ?? "", files };
};
