import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hallwatch, hallwatchIn } from "./testing/running.ts";

const site = (roster: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [generic] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed }, seasons: { summer: 06-01..09-30 } }
people:
  - { id: G1, name: 王伟, roles: [guard] }
  - { id: M1, name: 李娜, roles: [duty-manager] }
  - { id: H1, name: 陈静, roles: [hall-director] }
roster:
  ${roster}
  absences: [{ person: H1, from: 2025-07-23 00:00, to: 2025-07-24 07:50, why: 年假 }]
zones: { room: { name: { zh: 房间, en: Room } } }
`;
const CSV = `date,from,to,role,person
2025-07-23,17:30,07:50,guard,G1
2025-07-23,08:00,18:00,duty-manager,李娜
2025-07-24,08:00,18:00,duty-manager,M1
2025-07-25,08:00,18:00,duty-manager,M1
`;
const NOW = ["--begin", "2025-07-23T15:10:00+08:00"] as const;

let directory: string;
const file = (name: string): string => join(directory, name);
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "hallwatch-roster-"));
  await writeFile(file("hall.yaml"), site("file: duties.csv"));
  await writeFile(file("duties.csv"), CSV);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe("hallwatch roster", () => {
  test("says who is on duty, who will be, who is away, and the days without a duty manager", async () => {
    const run = hallwatch("roster", file("hall.yaml"), "--days", "6", ...NOW);
    expect(await run.ended).toBe(1);
    expect(run.answer()).toBe(`On duty at 2025-07-23 15:10
  guard          nobody
  duty manager   李娜 (M1)
  hall director  nobody

The next 6 days
  2025-07-23 Wed  duty manager  李娜 08:00–18:00
                  guard         王伟 17:30–07:50
  2025-07-24 Thu  duty manager  李娜 08:00–18:00
  2025-07-25 Fri  duty manager  李娜 08:00–18:00

Away
  陈静 (H1)  2025-07-23 00:00 – 2025-07-24 07:50  年假

Days without a duty manager (ZX-5-3)
  2025-07-26 Sat (closed)
  2025-07-27 Sun (closed)
  2025-07-28 Mon
`);
  });

  test("exit code 0 where every day has one; in Chinese; as JSON whatever the language", async () => {
    const chinese = hallwatchIn(
      { LC_ALL: "zh_CN.UTF-8" },
      "roster",
      file("hall.yaml"),
      "--days",
      "2",
      ...NOW,
    );
    const json = hallwatch("roster", file("hall.yaml"), "--days", "2", "--json", "--lang", "zh", ...NOW);
    expect(await Promise.all([chinese.ended, json.ended])).toEqual([0, 0]);
    expect(chinese.answer()).toMatch(/今后 2 天每天都有值班经理\n$/);
    expect(JSON.parse(json.answer())).toMatchObject({
      schema: 1,
      gaps: [],
      absences: [{ person: "H1", why: "年假" }],
    });
  });

  test("a gateway that does not answer: exit code 3", async () => {
    const run = hallwatch("roster", "--http", "127.0.0.1:1");
    expect(await run.ended).toBe(3);
  });
});

describe("hallwatch roster import", () => {
  test("puts a roster beside the site file, where that says", async () => {
    const more = `${CSV}2025-07-28,08:00,18:00,duty-manager,M1\n`;
    await writeFile(file("august.csv"), more);
    const run = hallwatch("roster", "import", file("august.csv"), "--config", file("hall.yaml"));
    expect(await run.ended).toBe(0);
    expect(await readFile(file("duties.csv"), "utf8")).toBe(more);
    expect(run.answer()).toContain(`${file("duties.csv")}: 5 shifts, 2025-07-23 to 2025-07-28`);
  });

  test("a roster with a mistake replaces nothing and leaves nothing behind", async () => {
    const [before, files] = [await readFile(file("duties.csv"), "utf8"), await readdir(directory)];
    await writeFile(file("wrong.csv"), CSV.replace("M1\n", "M9\n"));
    const run = hallwatch("roster", "import", file("wrong.csv"), "--config", file("hall.yaml"));
    expect(await run.ended).toBe(2);
    expect(run.output()).toContain('person: there is nobody "M9"');
    expect(run.output()).toMatch(/--> .*wrong\.csv:4:37/);
    expect(await readFile(file("duties.csv"), "utf8")).toBe(before);
    expect(await readdir(directory)).toEqual([...files, "wrong.csv"].toSorted());
  });

  test("mends a site whose roster is missing, and says what to add where none is named", async () => {
    await writeFile(file("bare.yaml"), site("shifts: []"));
    const run = hallwatch("roster", "import", file("duties.csv"), "--config", file("bare.yaml"));
    expect(await run.ended).toBe(0);
    expect(run.answer()).toContain("roster: { file: roster.csv }");
    await writeFile(file("broken.yaml"), site("file: not-yet.csv"));
    expect(await hallwatch("roster", file("broken.yaml")).ended).toBe(2);
    const mended = hallwatch("roster", "import", file("duties.csv"), "--config", file("broken.yaml"));
    expect(await mended.ended).toBe(0);
    expect(await hallwatch("roster", file("broken.yaml"), "--days", "2", ...NOW).ended).toBe(0);
  });
});

test("hallwatch check warns of the days to come without a duty manager", async () => {
  const run = hallwatch("check", file("hall.yaml"));
  expect(await run.ended).toBe(0);
  expect(run.output()).toMatch(/^warning\[CFG913\] roster: 30 of the next 30 days without a duty manager: /m);
});
