import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openArchive } from "../stores/sqlite/archive.ts";
import { until } from "../stores/testing/until.ts";
import { PLACES } from "./places.ts";
import { officePack, recordedOffice } from "./testing/recorded-office.ts";
import { hallwatch } from "./testing/running.ts";
import { describeInTerminal, terminals } from "./testing/terminal.ts";

const run = async (...args: readonly string[]) => {
  const running = hallwatch("rules", ...args);
  return { code: await running.ended, answer: running.answer(), all: running.output() };
};

type Document = {
  readonly readings: number;
  readonly alerts: readonly {
    readonly fact: string;
    readonly openedAt: string;
    readonly clearedAt: string;
  }[];
  readonly rules: readonly { readonly rule: string; readonly times: number; readonly weeks: object }[];
  readonly load: {
    readonly shifts: readonly { readonly name: string }[];
    readonly roles: Record<string, { told: number }[]>;
  };
  readonly lostUrgent: readonly string[];
};

describe("rules replay", () => {
  test("tells what the rules would have found: alerts, rules by week, load by shift", async () => {
    using office = recordedOffice();
    const { code, answer } = await run(
      "replay",
      office.site,
      "--history",
      office.history,
      "--from",
      "2025-07-08",
      "--to",
      "2025-07-11",
    );
    expect(code).toBe(0);
    const table = answer.replaceAll(/ {2,}/g, " | ").split("\n");
    expect(table[0]).toBe("Office (office) | 2025-07-08 00:00 – 2025-07-11 00:00");
    expect(answer).toMatch(/^8,640 readings from .*history\.csv in \d+\.\d s$/m);
    expect(answer).toMatch(/^2 rule instances; alerts taken as acknowledged within 5 min$/m);
    expect(answer).toMatch(/^4 alerts \(1 high, 3 low\)$/m);
    const light = (day: string): string =>
      `${day} 12:05 | ${day} 12:20 | 4 | violation | L1 | Lights on at lunch, nobody there | TY-2.2-1 | 1× | duty manager`;
    expect(table.filter(line => / \| violation \| /.test(line))).toEqual([
      light("2025-07-08"),
      "2025-07-08 17:45 | 2025-07-08 18:00 | 2 | violation | D1 | Door not locked after closing | GA-5.3-8b | 1× | guard",
      light("2025-07-09"),
      light("2025-07-10"),
    ]);
    expect(table).toContain("light-at-lunch | 3 | 3");
    expect(table).toContain("08:00 | 3 | 1 | 0.3 | 1 2025-07-08 08:00 | 1");
  });

  test("as JSON it is one document, also from a data directory, all of it when no time is given", async () => {
    using office = recordedOffice();
    const whole = await run("replay", office.site, "--history", office.history, "--format", "json");
    const found = JSON.parse(whole.answer) as Document;
    expect([whole.code, found.readings]).toEqual([0, 15_120]);
    expect(found.alerts.filter(({ fact }) => fact === "light-on")).toHaveLength(7);
    expect(found.rules.find(({ rule }) => rule === "light-at-lunch")).toEqual({
      rule: "light-at-lunch",
      times: 7,
      weeks: { "2025-W28": 7 },
    });
    expect(found.load.shifts).toHaveLength(15);
    expect(found.load.roles["duty-manager"]?.reduce((sum, { told }) => sum + told, 0)).toBeGreaterThanOrEqual(
      7,
    );

    const data = mkdtempSync(join(tmpdir(), "hallwatch-replay-"));
    const archive = openArchive(data, ["L1.power", "room.occupancy"], 0);
    const start = Date.parse("2025-07-08T11:00:00+08:00");
    const rows = 240;
    archive.append({
      rows,
      at: Float64Array.from({ length: rows }, (_, n) => start + Math.floor(n / 2) * 60_000),
      value: Float64Array.from({ length: rows }, (_, n) => (n % 2 === 0 ? 50 : 0)),
      point: Uint32Array.from({ length: rows }, (_, n) => n % 2),
      quality: new Uint8Array(rows),
    });
    archive.close();
    const stored = await run("replay", office.site, "--history", `embedded:${data}`, "--format", "json");
    const { alerts } = JSON.parse(stored.answer) as Document;
    expect(alerts.filter(({ fact }) => fact === "light-on").map(({ openedAt }) => openedAt)).toEqual([
      "2025-07-08T04:05:00.000Z",
    ]);
    rmSync(data, { recursive: true });
  });

  test("says what it cannot do, exit code 2", async () => {
    using office = recordedOffice({ days: 1 });
    const site = [office.site, "--history"];
    const said = await Promise.all([
      run("replay", ...site, "csv:/nowhere.csv"),
      run("replay", ...site, "parquet:x"),
      run("replay", ...site, "influx:main"),
      run("replay", ...site, office.history, "--from", "2025-07-09", "--to", "2025-07-08"),
      run("replay", ...site, office.history, "--from", "soon"),
      run("replay", ...site, office.history, "--shifts", "20:00,08:00"),
      run("replay", ...site, office.history, "--acknowledge-after", "1 s"),
      run("replay", ...site, `csv:${office.write("other.csv", "2025-07-08T12:00:00Z,X9.power,1")}`),
      run("replay", ...site, `csv:${office.write("wrong.csv", "today,L1.power,1")}`),
    ]);
    expect(said.map(({ code }) => code)).toEqual(said.map(() => 2));
    expect(said.map(({ all }) => all.split("\n")[0])).toEqual([
      expect.stringContaining("/nowhere.csv: there is no such file"),
      expect.stringContaining("expected embedded:<data directory>, influx:<name> or csv:<file>"),
      "hallwatch: the site file has no main in history.influx",
      "hallwatch: --from 2025-07-09 00:00 is not before --to 2025-07-08 00:00: there is nothing to replay",
      expect.stringContaining("expected a time such as 2025-07-08"),
      expect.stringContaining("such as 08:00,20:00"),
      expect.stringContaining("expected a length of time such as 5 min"),
      expect.stringMatching(
        /other\.csv has no reading of this hall's points; it has others, such as X9\.power$/,
      ),
      expect.stringMatching(/wrong\.csv:1: "today" is no time/),
    ]);
  });
});

test("a replay of a time of which nothing was recorded says what was", async () => {
  using office = recordedOffice({ days: 1 });
  const site = [office.site, "--history"];
  const said = await Promise.all([
    run("replay", ...site, office.history, "--from", "2025-08-01"),
    run("replay", ...site, office.history, "--to", "2025-07-01"),
    run("replay", ...site, `embedded:${office.directory}`),
  ]);
  expect(said.map(({ code }) => code)).toEqual([2, 2, 2]);
  expect(said.map(({ all }) => all.split("\n")[0])).toEqual([
    "hallwatch: nothing was recorded from --from 2025-08-01 00:00 on: the last reading is of 2025-07-07 23:58",
    "hallwatch: nothing was recorded before --to 2025-07-01 00:00: the first reading is of 2025-07-07 00:00",
    expect.stringContaining("say where one is: --history embedded:<data directory of a gateway>"),
  ]);
});

test("a replay can be asked for some rules, targets or zones; says what was open before and which values cannot be", async () => {
  using office = recordedOffice({ days: 2 });
  const from = ["--history", office.history, "--from", "2025-07-08 17:50"];
  const odd = office.write(
    "odd.csv",
    "2025-07-08T12:00:00+08:00,room.occupancy,0\n2025-07-08T12:02:00+08:00,room.occupancy,2500000",
  );
  const [door, light, wrong, values] = await Promise.all([
    run("replay", office.site, ...from, "--rule", "door-after-closing", "--zone", "room"),
    run("replay", office.site, ...from, "--target", "L1"),
    run("replay", office.site, ...from, "--rule", "door-after-closign"),
    run("replay", office.site, "--history", `csv:${odd}`),
  ]);
  expect(door.answer).toMatch(/^only rule door-after-closing; zone room$/m);
  expect(door.answer).toMatch(/^1 alert \(1 high\)$/m);
  expect(door.answer).toMatch(
    /^1 alert was open when it began, and is not counted by week\n0 of 1 rule found nothing$/m,
  );
  expect(light.answer).toMatch(/^No alerts$/m);
  expect([wrong.code, wrong.all]).toEqual([
    2,
    "hallwatch: --rule: there is no rule door-after-closign; did you mean door-after-closing?\n",
  ]);
  expect(values.answer).toMatch(
    /^! 1 value outside what its point can have, .*odd\.csv:2: room\.occupancy 2500000$/m,
  );
});

describe("rules diff", () => {
  test("names settings that differ, and a pack that took no other's place", async () => {
    using office = recordedOffice({ days: 1 });
    const valued = (value: number): string =>
      officePack()
        .replace("rules:\n", `settings:\n  lit: { value: ${value}, unit: W, zh: 亮, en: lit }\nrules:\n`)
        .replace("light.power >= 10", "light.power >= lit");
    const [ten, more] = [office.write("ten.yaml", valued(10)), office.write("more.yaml", valued(200))];
    const renamed = office.write("renamed.yaml", officePack().replace("pack: office", "pack: bureau"));
    const options = ["--config", office.site, "--history", office.history];
    const [set, added] = await Promise.all([
      run("diff", ten, more, ...options),
      run("diff", office.rules, renamed, ...options),
    ]);
    expect(set.answer).toMatch(/^settings changed: lit 10 → 200 W \(light-at-lunch\)$/m);
    expect(set.answer).not.toContain("do not differ");
    expect([added.code, added.all]).toEqual([
      2,
      expect.stringMatching(
        /CFG504.*\nnote: the hall has no pack called bureau \(it has office\), so it was added/s,
      ),
    ]);
  });

  test("says which alerts come, go and move, and warns when an urgent one would be lost", async () => {
    using office = recordedOffice({ days: 3 });
    const slower = office.write("slower.yaml", officePack({ lightHold: "8 min" }));
    const blunt = office.write("blunt.yaml", officePack({ doorHold: "2 h" }));
    const options = ["--config", office.site, "--history", office.history];
    const [moved, lost, none] = await Promise.all([
      run("diff", office.rules, slower, ...options),
      run("diff", office.rules, blunt, ...options, "--format", "json"),
      run("diff", office.rules, office.rules, ...options),
    ]);
    expect(moved.code).toBe(0);
    expect(moved.answer).toMatch(/^Alerts: (\d+) before, \1 after; 0 come, 0 go, 3 move, \d+ stay$/m);
    expect(moved.answer).toMatch(/^rules changed: light-at-lunch$/m);
    expect(moved.answer).toMatch(/^2025-07-07 12:05 +4 +L1 +Lights on .* +3 min later += +opened$/m);
    expect(moved.answer).toMatch(/^light-at-lunch +0 +0 +3$/m);
    expect(moved.answer).toMatch(/^2025-W28 +0 +0 +3$/m);

    expect(lost.code).toBe(1);
    expect((JSON.parse(lost.answer) as Document).lostUrgent).toEqual([
      "office.door-not-locked.D1.20250708T094500000Z",
    ]);
    expect([none.code, none.answer]).toEqual([0, expect.stringMatching(/0 come, 0 go, 0 move/)]);
  });

  test("compares site files and directories of packs as well, and refuses what cannot be compared", async () => {
    using office = recordedOffice({ days: 2 });
    const [before, after, empty] = [office.mkdir("before"), office.mkdir("after"), office.mkdir("empty")];
    office.write("before/office.yaml", officePack());
    office.write("after/office.yaml", officePack({ door: "always", doorHold: "1 h" }));
    const other = readFileSync(office.site, "utf8").replaceAll("D1", "D2");
    office.write("site-b.yaml", other);
    const history = ["--history", office.history];
    const config = ["--config", office.site];
    const [packs, sites, mixed, nothing, nowhere] = await Promise.all([
      run("diff", before, after, ...config, ...history, "--lang", "zh"),
      run("diff", office.site, join(office.directory, "site-b.yaml"), ...history),
      run("diff", office.site, after, ...history),
      run("diff", before, empty, ...config, ...history),
      run("diff", before, "/nowhere", ...config, ...history),
    ]);
    expect(packs.answer).toMatch(/^改过的规则：door-after-closing$/m);
    expect(packs.answer).toMatch(/新增 \d+，消失 0/);
    // The door has another name there: its alerts go, and nothing was ever heard of the other one.
    expect(sites.code).toBe(1);
    expect(sites.answer).toMatch(/^✗ \d+ alerts? of priority 1 or 2 would be lost/m);
    expect([mixed, nothing, nowhere].map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(mixed.all).toContain("are not of one kind");
    expect(nothing.all).toContain("there is no pack in");
    expect(nowhere.all).toContain("there is no file or directory /nowhere");
  });
});

test("docs/replay.md shows what the commands print", async () => {
  using office = recordedOffice();
  const other = office.write("new-rules.yaml", officePack({ lightHold: "8 min", doorHold: "2 h" }));
  const days = ["--history", office.history, "--from", "2025-07-08", "--to", "2025-07-11"];
  const said = await Promise.all([
    run("replay", office.site, ...days),
    run("diff", office.rules, other, "--config", office.site, ...days),
  ]);
  const docs = readFileSync(join(PLACES.root, "docs/replay.md"), "utf8");
  for (const { answer } of said) {
    const shown = answer.replaceAll(`${office.directory}/`, "").replace(/in \d+\.\d s/, "in 0.3 s");
    expect(docs).toContain(`\n\`\`\`\n${shown}\`\`\`\n`);
  }
});

describeInTerminal("a long replay in a terminal", () => {
  test("shows how far it is in one line that moves, and Ctrl-C leaves the terminal as it was", async () => {
    using office = recordedOffice({ days: 7 });
    const data = mkdtempSync(join(tmpdir(), "hallwatch-replay-"));
    const archive = openArchive(data, ["L1.power"], 0);
    const rows = 500_000;
    for (let part = 0; part < 8; part++) {
      archive.append({
        rows,
        at: Float64Array.from({ length: rows }, (_, n) => 1_750_000_000_000 + (part * rows + n) * 100),
        value: new Float64Array(rows),
        point: new Uint32Array(rows),
        quality: new Uint8Array(rows),
      });
    }
    archive.close();
    const { open, close } = terminals();
    const seen = open(
      100,
      12,
      "rules",
      "replay",
      office.site,
      "--history",
      `embedded:${data}`,
      "--lang",
      "en",
    );
    const bar = () =>
      /^█*░+ +\d+% +2025-06-\d\d \d\d:\d\d +[\d,]+ readings\/s/m.exec(seen.screen())?.[0] ?? "";
    await until("the bar is there", () => bar() !== "");
    const first = bar();
    await until("it moves on", () => bar() !== "" && bar() !== first);
    seen.press("C-c");
    await until("it ends", () => /ended with 130/.test(seen.screen()));
    expect(seen.screen()).toMatch(
      /^interrupted at 2025-06-\d\d \d\d:\d\d; there is no result\nended with 130$/m,
    );
    close();
    rmSync(data, { recursive: true });
  });
});
