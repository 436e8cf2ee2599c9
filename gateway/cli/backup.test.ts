import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningHall, startHall } from "../app/testing/running-hall.ts";
import { auditDirectory } from "../stores/sqlite/read-record.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { PATIENCE_MS, until } from "../stores/testing/until.ts";
import { hallwatch } from "./testing/running.ts";

const said = async (...args: readonly string[]) => {
  const run = hallwatch(...args);
  return { code: await run.ended, answer: run.answer().trimEnd(), all: run.output().trimEnd() };
};

type Value = { readonly at: string; readonly value: number | null };
/** What the light is known to have used up to a moment; whatever is answered is committed. */
const powersUpTo = async ({ api }: RunningHall, to: string): Promise<readonly Value[]> =>
  (await api.read<{ values: Value[] }>(`/api/points/L1.power/history?to=${to}&limit=10000`)).values;
const readingsOf = async ({ api }: RunningHall): Promise<number> =>
  (await api.read<{ loop: { readings: number } }>("/api/health")).loop.readings;

describe("hallwatch backup and restore of a hall that runs", { timeout: PATIENCE_MS }, () => {
  const place = temporary();
  const data = join(place.directory, "data");
  const to = join(place.directory, "backups");
  const elsewhere = join(place.directory, "elsewhere");
  let hall: RunningHall;
  let isOver = false;
  let sending: Promise<void>;
  let config = "";

  beforeAll(async () => {
    mkdirSync(to);
    hall = await startHall({ data });
    config = join(hall.files, "site.yaml");
    const device = await connectAsync(hall.mqttUrl);
    // Readings as fast as the broker takes them, and every few of them a finding.
    sending = (async () => {
      for (let n = 0; !isOver; n += 1) {
        await device.publishAsync("office/L1", JSON.stringify({ power: n % 500 }), { qos: 1 });
        await device.publishAsync(
          `office/X${1 + (n % 3)}`,
          JSON.stringify({ gauge: n % 50 < 40 ? "RED" : "GREEN" }),
        );
      }
      await device.endAsync();
    })();
    await until("all extinguishers are found", async () => (await hall.api.alerts()).length >= 3);
  });
  afterAll(async () => {
    isOver = true;
    await sending;
    await hall.stop();
    place.remove();
  });

  it("copies it while readings come; what was open before the copy is open in the restored hall, which goes on", async () => {
    const before = (await hall.api.alerts()).map(({ id }) => id);
    const now = () => new Date(hall.clock.now()).toISOString();
    await until("some readings are kept", async () => (await powersUpTo(hall, now())).length > 20);
    const moment = now();
    const powers = await powersUpTo(hall, moment);
    const heardBefore = await readingsOf(hall);
    const taken = await said("backup", "--to", to, "--config", config, "--data", data);
    expect([taken.code, taken.answer]).toEqual([
      0,
      expect.stringMatching(
        /^backed up to .*, each read back \(\d+\.\d s\)\n.* lacks at most what came after .* GMT\+08:00\.$/,
      ),
    ]);
    expect(await readingsOf(hall)).toBeGreaterThan(heardBefore);
    const [name = ""] = readdirSync(to);
    expect(name).toMatch(/^office-\d{4}-.*Z$/);
    const backup = join(to, name);

    const restored = await said("restore", backup, "--data", elsewhere, "--json");
    expect(restored.code).toBe(0);
    const told = JSON.parse(restored.answer);
    expect(told).toMatchObject({
      ok: true,
      siteFile: join(elsewhere, "site/site.yaml"),
      trail: { wrong: 0 },
    });
    expect(told.seconds).toBeLessThan(60);
    expect(readFileSync(told.siteFile, "utf8")).toBe(readFileSync(config, "utf8"));
    // The trail of the running hall holds the end that the copy has, and has gone on since.
    const trail = auditDirectory(data);
    expect([trail.wrong, trail.events >= told.trail.events]).toEqual([[], true]);

    const again = await startHall({ data: elsewhere });
    const open = (await again.api.alerts("all")).map(({ id }) => id);
    expect(before.filter(id => !open.includes(id))).toEqual([]);
    const kept = new Map((await powersUpTo(again, moment)).map(({ at, value }) => [at, value]));
    expect(powers.filter(({ at, value }) => kept.get(at) !== value)).toEqual([]);
    const device = await connectAsync(again.mqttUrl);
    await device.publishAsync("office/X1", JSON.stringify({ gauge: "RED" }), { qos: 1 });
    await until("it hears readings", async () => (await readingsOf(again)) > 0);
    await device.endAsync();
    await again.stop();
    const audit = auditDirectory(elsewhere);
    expect([audit.wrong, audit.head.seq >= told.trail.seq]).toEqual([[], true]);
  });

  it("verify and list tell good from bad, and a copy that was changed is not restored", async () => {
    const [name = ""] = readdirSync(to);
    const backup = join(to, name);
    const good = await said("backup", "verify", backup);
    expect([good.code, good.answer]).toEqual([0, expect.stringContaining(": good (")]);
    appendFileSync(join(backup, "site/site.yaml"), " ");
    const target = join(place.directory, "never");
    const [bad, list, refused, zh] = await Promise.all([
      said("backup", "verify", backup, "--json"),
      said("backup", "list", "--to", to, "--config", config),
      said("restore", backup, "--data", target),
      said("restore", backup, "--data", to, "--lang", "zh"),
    ]);
    expect([bad.code, JSON.parse(bad.answer)]).toMatchObject([
      1,
      { ok: false, troubles: [{ path: "site/site.yaml", is: "changed" }] },
    ]);
    expect([list.code, list.answer]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^backup .*\\n${name}  .* GMT\\+08:00  \\d+ `)),
    ]);
    expect([refused.code, refused.answer]).toEqual([
      1,
      expect.stringContaining("site/site.yaml changed: it has"),
    ]);
    expect(refused.answer).toContain("1 thing in it is not as written");
    expect(existsSync(target)).toBe(false);
    expect([zh.code, zh.all]).toEqual([2, expect.stringContaining("目录不是空的")]);
  });

  it("without a place, or with one that is not there, says what to do; exit code 2", async () => {
    const [name = ""] = readdirSync(to);
    const missing = join(to, "away");
    const site = ["--config", config] as const;
    const [nowhere, away, list, verify, above] = await Promise.all([
      said("backup", ...site, "--data", data),
      said("backup", "--to", missing, ...site, "--data", data),
      said("backup", "list", "--to", missing, ...site),
      said("backup", "verify", missing),
      said("backup", "verify", to),
    ]);
    expect([nowhere.code, nowhere.all]).toEqual([2, expect.stringContaining("give --to")]);
    for (const { code, all } of [away, list])
      expect([code, all]).toEqual([2, expect.stringContaining("or mount its disk")]);
    expect([verify.code, verify.all]).toEqual([
      2,
      `hallwatch: ${missing}: there is no such directory; the newest that there are:\n  ${join(to, name)}`,
    ]);
    // Where backups are kept is none itself, and whoever means the newest reads its name.
    expect([above.code, above.answer]).toEqual([
      1,
      `${to}: it is no backup: it has no manifest.json, or was never finished\n  The newest one in it: ${join(to, name)}`,
    ]);
  });
});
