import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours, instant } from "#rules/time/instant.ts";
import { auditDirectory, headOfDirectory } from "../stores/sqlite/read-record.ts";
import { sqliteRecord } from "../stores/sqlite/record.ts";
import { seeded } from "../stores/testing/killed-child.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { backupsIn, pruneBackups } from "./list.ts";
import { readManifest } from "./manifest.ts";
import { restoreBackup } from "./restore.ts";
import { takeBackup } from "./take.ts";
import { takeApart } from "./take-apart.ts";
import { noise, putFile, raised, sampleHall, sampleSite } from "./testing/sample-hall.ts";
import { verifyBackup } from "./verify.ts";

const NIGHT = instant(Date.parse("2025-07-08T18:30:00Z"));
const ALERTS = 60;

/** Everything that is in a table of a database, in its order. */
const rowsOf = (path: string, table: string): readonly unknown[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare(`SELECT * FROM ${table}`).all();
  } finally {
    database.close();
  }
};

const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted();

describe("a backup", () => {
  const place = temporary();
  const data = join(place.directory, "data");
  const to = join(place.directory, "backups");
  let config: ReturnType<typeof sampleSite>;
  let n = 0;
  const fresh = (): string => {
    n += 1;
    return join(place.directory, `new-${n}`);
  };
  const take = (at = NIGHT, options: Partial<Parameters<typeof takeBackup>[0]> = {}) =>
    takeBackup({ data, to, site: "hall-a", config, version: "1.0.0", at, spareBytes: 0, ...options });

  beforeAll(async () => {
    mkdirSync(to);
    await sampleHall(data, ALERTS);
    config = sampleSite(join(place.directory, "etc"));
    expect(take().directory).toBe(join(to, "hall-a-2025-07-08T18-30-00Z"));
  });
  afterAll(() => place.remove());
  const first = (): string => join(to, "hall-a-2025-07-08T18-30-00Z");

  it("restored to an empty machine is the same hall: rows, files, rights, trail and site file", () => {
    const target = fresh();
    const site = join(target, "site");
    const restored = restoreBackup({ backup: first(), data: target, site });
    expect(restored).toMatchObject({ is: "restored", siteFile: join(site, "hall.yaml") });

    for (const name of ["accounts.db", "history.db", "energy.db", "spool/spool-influx.db"])
      expect(rowsOf(join(target, name), "t")).toEqual(rowsOf(join(data, name), "t"));
    for (const table of ["alert", "event", "meta", "said"])
      expect(rowsOf(join(target, "record.db"), table)).toEqual(rowsOf(join(data, "record.db"), table));
    expect(headOfDirectory(target)).toEqual(headOfDirectory(data));
    expect(auditDirectory(target)).toMatchObject({ events: ALERTS, wrong: [] });

    const passing = /^(lock|ballast)|\.part$|-(wal|shm)$/;
    const expected = filesIn(data).filter(path => !passing.test(path));
    const ofSite = ["site/hall.yaml", "site/packs/own.yaml", "site/tariffs/2025.yaml"];
    expect(filesIn(target).filter(path => !passing.test(path))).toEqual([...expected, ...ofSite].toSorted());
    for (const path of expected) {
      expect([path, statSync(join(target, path)).mode]).toEqual([path, statSync(join(data, path)).mode]);
      if (!path.endsWith(".db"))
        expect(readFileSync(join(target, path)).equals(readFileSync(join(data, path)))).toBe(true);
    }
    expect(statSync(join(target, "accounts.db")).mode & 0o777).toBe(0o600);
    expect(statSync(first()).mode & 0o777).toBe(0o700);
  });

  it("is refused whatever somebody did to it: 200 truncations, flipped bits, lost, renamed and added files", () => {
    const random = seeded(48);
    const from = first();
    const all = filesIn(from);
    const victim = (): string => join(from, all[random(all.length)] ?? "");
    const aside = join(place.directory, "aside");
    const flip = (path: string): void => {
      const bytes = readFileSync(path);
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      writeFileSync(path, bytes);
    };
    const ways: readonly (readonly [string, (path: string) => void])[] = [
      ["cut", path => truncateSync(path, random(statSync(path).size))],
      ["bit", flip],
      ["bit", flip],
      ["lost", path => rmSync(path)],
      ["renamed", path => renameSync(path, `${path}x`)],
      ["added", path => writeFileSync(`${path}-wal`, "x")],
      ["longer", path => appendFileSync(path, "\0")],
      [
        "link",
        path => {
          renameSync(path, aside);
          symlinkSync(aside, path);
        },
      ],
    ];
    const told = new Map<string, number>();
    for (let done = 0; done < 200; ) {
      const path = victim();
      const [way, change] = ways[random(ways.length)] ?? ["", () => {}];
      const { size, mode } = statSync(path);
      const was = readFileSync(path);
      chmodSync(path, 0o600);
      const isEmpty = size === 0 && (way === "cut" || way === "bit");
      if (!isEmpty) {
        change(path);
        const verdict = verifyBackup(from);
        expect([way, path, verdict.is]).toEqual([way, path, "refused"]);
        told.set(way, (told.get(way) ?? 0) + 1);
        done += 1;
        if (done % 20 === 0) {
          const target = fresh();
          expect(restoreBackup({ backup: from, data: target, site: join(target, "site") }).is).toBe(
            "refused",
          );
          expect(existsSync(target)).toBe(false);
        }
      }
      for (const left of [path, aside, `${path}x`, `${path}-wal`]) rmSync(left, { force: true });
      writeFileSync(path, was);
      chmodSync(path, mode & 0o777);
    }
    expect([...told.values()].every(times => times >= 10)).toBe(true);
    // The control: put back as it was, it is good.
    expect(verifyBackup(from).is).toBe("good");
  });

  it("says how far it is without going back, until all of it is done", () => {
    const seen: Record<string, number[]> = { take: [], verify: [], restore: [] };
    const tell = (what: string) => (done: number, total: number) => seen[what]?.push(done / total);
    const { directory } = take(instant(NIGHT + hours(1)), { progress: tell("take") });
    verifyBackup(directory, tell("verify"));
    const target = fresh();
    restoreBackup({ backup: directory, data: target, site: target, progress: tell("restore") });
    for (const [what, shares] of Object.entries(seen)) {
      expect([what, shares[0], shares.at(-1)]).toEqual([what, 0, 1]);
      expect([what, shares]).toEqual([what, shares.toSorted((a, b) => a - b)]);
    }
    rmSync(directory, { recursive: true });
  });

  it("that was never finished, or is of something else, is none", () => {
    const half = join(to, "hall-a-2025-07-01T18-30-00Z");
    cpSync(join(first(), "data"), join(half, "data"), { recursive: true });
    expect(verifyBackup(half)).toMatchObject({
      is: "refused",
      troubles: [{ path: "manifest.json", is: "missing" }],
    });
    expect(backupsIn(to, "hall-a").map(({ name, manifest }) => [name, manifest !== null])).toEqual([
      ["hall-a-2025-07-08T18-30-00Z", true],
      ["hall-a-2025-07-01T18-30-00Z", false],
    ]);
    expect(backupsIn(to, "hall")).toEqual([]);
    rmSync(half, { recursive: true });
  });

  it("is never restored over something else, and one that was broken off can be begun again", () => {
    const target = fresh();
    putFile(target, "record.db", "somebody's");
    const again = () => restoreBackup({ backup: first(), data: target, site: join(target, "site") });
    expect(again).toThrow(/is not empty/);
    expect(readFileSync(join(target, "record.db"), "utf8")).toBe("somebody's");
    putFile(target, "restore-unfinished", "");
    expect(again().is).toBe("restored");
    expect(existsSync(join(target, "restore-unfinished"))).toBe(false);
  });

  it("shares files that did not change with the one before, but not one that was lost there", () => {
    putFile(data, "history/readings/2025-07-08.parquet", noise(20_000, 8));
    const lost = join(first(), "data/photos", `${"ab".repeat(32)}.jpg`);
    const photo = readFileSync(lost);
    writeFileSync(lost, noise(photo.length, 99));
    const { directory, manifest, shared } = take(instant(NIGHT + hours(24)));
    const inode = (backup: string, path: string) => statSync(join(backup, path)).ino;
    const day = (date: string) => `data/history/readings/${date}.parquet`;
    expect(inode(directory, day("2025-07-07"))).toBe(inode(first(), day("2025-07-07")));
    expect(verifyBackup(directory).is).toBe("good");
    expect(verifyBackup(first()).is).toBe("refused");
    const files = manifest.files.filter(({ is }) => is === "file").length;
    // All but the new day, the anchors as they are, and the photo.
    expect(shared).toBe(files - 2);
    writeFileSync(lost, photo);
  });

  it("goes when there are more than are kept, the oldest first; other halls and what is no backup stay", () => {
    take(instant(NIGHT + hours(48)));
    const other = take(NIGHT, { site: "hall-a-2" }).directory;
    putFile(to, "notes.txt", "mine");
    expect(pruneBackups(to, "hall-a", 2)).toEqual(["hall-a-2025-07-08T18-30-00Z"]);
    const left = backupsIn(to, "hall-a");
    expect(left.map(({ directory }) => verifyBackup(directory).is)).toEqual(["good", "good"]);
    expect([existsSync(other), existsSync(join(to, "notes.txt"))]).toEqual([true, true]);
    take(); // What other tests start from.
  });

  it.each([
    ["there is no place for it", { to: "/nowhere/at/all" }, /mount its disk/],
    ["its place is the data directory", { to: "" }, /lies in the data directory/],
    ["there is too little room", { spareBytes: 1e18 }, /MB stay free/],
  ])("is not taken, and nothing is left, when %s", (_why, options, message) => {
    const before = readdirSync(to);
    const where = "to" in options && options.to === "" ? { to: data } : options;
    expect(() => take(instant(NIGHT + hours(100)), where)).toThrow(message);
    expect(readdirSync(to)).toEqual(before);
  });

  it("of a damaged database is not taken: the good one before it stays the last one", () => {
    const bad = fresh();
    cpSync(data, bad, { recursive: true });
    const bytes = readFileSync(join(bad, "energy.db"));
    bytes.fill(0x5a, 4_096, 12_000);
    writeFileSync(join(bad, "energy.db"), bytes);
    expect(() => take(instant(NIGHT + hours(101)), { data: bad })).toThrow(/energy\.db/);
    expect(backupsIn(to, "hall-a").every(({ at }) => at < NIGHT + hours(100))).toBe(true);
  });

  it("of a record that is written all the while holds every alert from before its start, and goes on where it ends", async () => {
    const busy = fresh();
    await sampleHall(busy, 5);
    const record = sqliteRecord({ directory: busy });
    await record.start();
    let committed = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        const eight = Array.from({ length: 8 }, (_, i) => raised(`b${committed + i + 1}`));
        await Promise.all(eight.map(async commit => record.commit(commit)));
        committed += 8;
      }
    })();
    while (committed < 40) await new Promise(resolve => setImmediate(resolve));
    const before = committed;
    const { directory, manifest } = await takeApart({
      data: busy,
      to,
      site: "busy",
      version: "1",
      at: NIGHT,
      spareBytes: 0,
    });
    const meanwhile = committed;
    isOver = true;
    await writing;
    await record.stop();
    expect(meanwhile).toBeGreaterThan(before);

    const target = fresh();
    restoreBackup({ backup: directory, data: target, site: join(target, "site") });
    const audit = auditDirectory(target);
    expect(audit).toMatchObject({ head: manifest.head, wrong: [] });
    expect(audit.events).toBeGreaterThanOrEqual(5 + before);
    const again = sqliteRecord({ directory: target });
    await again.start();
    for (let i = 1; i <= before; i += 1) expect(await again.alert(`b${i}`)).not.toBeNull();
    await again.commit(raised("after"));
    expect((await again.verify()).wrong).toEqual([]);
    await again.stop();
    expect(readManifest(directory).head?.seq).toBeLessThanOrEqual(5 + meanwhile + 8);
  });
});
