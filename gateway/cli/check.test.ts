import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { PLACES } from "./places.ts";
import { hallwatch, hallwatchIn } from "./testing/running.ts";

const testdata = (name: string) => join(PLACES.root, "rules/site/testdata", name, "site.yaml");
/** A hall that lacks nothing that its pack asks for. */
const COMPLETE = join(PLACES.root, "rules/packs/sites/bank.yaml");
const WRONG = testdata("ten-mistakes");
const DOUBTFUL = testdata("warnings-only");
const ENGLISH = { LC_ALL: "C.UTF-8" };

const directory = await mkdtemp(join(tmpdir(), "hallwatch-check-"));
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The demo hall with nobody counted in office 1. */
const lacking = async (): Promise<string> => {
  const file = join(directory, "lacking.yaml");
  const site = parseDocument(await readFile(PLACES.demoHall, "utf8"));
  site.deleteIn(["zones", "off1", "points", "occupancy"]);
  await writeFile(file, String(site));
  return file;
};

describe("hallwatch check", () => {
  test("a right hall: what each rule needs, exit code 0, in the language of the locale", async () => {
    const english = hallwatch("check", COMPLETE);
    const chinese = hallwatchIn({ LANG: "zh_CN.UTF-8", LC_ALL: "" }, "check", COMPLETE);
    expect(await Promise.all([english.ended, chinese.ended])).toEqual([0, 0]);
    expect(english.output()).toMatch(/^\d+ zones, \d+ pieces of equipment, \d+ points, \d+ rule instances$/m);
    expect(english.output()).toMatch(
      /^✓ {2}door-after-closing +GA-5\.3-8b +\d+ × door +needs door\.lock, door\.contact$/m,
    );
    expect(english.output()).toMatch(/\n\nNothing is wrong, nothing is lacking\.\n$/);
    expect(chinese.output()).toMatch(/^\d+ 个区域，\d+ 台设备，\d+ 个测点，\d+ 条规则实例$/m);
    expect(chinese.output()).toMatch(/\n\n没有错误；什么都不缺。\n$/);
  });

  test("a rule that cannot see is named with what it lacks, and that is no mistake", async () => {
    const run = hallwatch("check", await lacking());
    expect(await run.ended).toBe(0);
    expect(run.output()).toMatch(/^! {2}light-in-empty-room .* 3 × light-circuit/m);
    expect(run.output()).toMatch(
      /\n\nSensors or entries are missing: .*\(!\)\n(.*\n)* {2}zone off1 has no point occupancy\n(.*\n)? {4}! TY-2\.2-1 +\(3 of 4 judged\) At lunch /,
    );
    expect(run.output()).toMatch(/\n\nNothing is wrong, .* only in part.*\.\n$/);
  });

  test("several files: one wrong makes exit code 2, the others are told all the same", async () => {
    const run = hallwatch("check", WRONG, PLACES.demoHall, "--lang", "zh");
    expect(await run.ended).toBe(2);
    expect(run.output()).toMatch(/site\.yaml：10 个错误$/m);
    expect(run.answer()).toMatch(/service-hall\.yaml: 振兴路营业厅/);
    expect(run.output()).not.toContain("\x1b");
  });

  test("as JSON it is one document with everything, whatever the language", async () => {
    const run = hallwatch("check", "--format", "json", "--lang", "zh", WRONG, DOUBTFUL, await lacking());
    expect(await run.ended).toBe(2);
    const { schema, ok, files } = JSON.parse(run.output());
    expect([schema, ok, files.map((file: { ok: boolean }) => file.ok)]).toEqual([
      1,
      false,
      [false, true, true],
    ]);
    expect(files[0]).toMatchObject({ file: WRONG, points: null, rules: null, clauses: null });
    expect(files[0].problems[0]).toMatchObject({
      code: "CFG102",
      line: 4,
      column: 3,
      help: 'did you mean "name"?',
    });
    expect(files[1].problems).toHaveLength(5);
    expect(files[2].rules.find(({ rule }: { rule: string }) => rule === "light-in-empty-room")).toEqual({
      rule: "light-in-empty-room",
      clauses: ["TY-2.2-1"],
      each: "light-circuit",
      judged: 3,
      needs: ["light.power", "room.occupancy"],
      lacking: [{ target: "L-off1", why: expect.stringContaining("occupancy") }],
    });
    const light = files[2].clauses.find(({ clause }: { clause: string }) => clause === "TY-2.2-1");
    expect(light).toEqual({
      clause: "TY-2.2-1",
      text: {
        zh: expect.stringContaining("没人就得关灯"),
        en: expect.stringContaining("lights must be off"),
      },
      state: "in-part",
      judged: 3,
      lacks: [{ rule: "light-in-empty-room", target: "L-off1", why: expect.stringContaining("occupancy") }],
      absent: [],
    });
  });

  test("warnings are shown where they are and stop nothing, but with --strict", async () => {
    const [mild, strict] = [hallwatch("check", DOUBTFUL), hallwatch("check", "--strict", DOUBTFUL)];
    expect(await Promise.all([mild.ended, strict.ended])).toEqual([0, 2]);
    expect(mild.output()).toMatch(
      /^warning\[CFG902\] .*\n +--> .*:12:5\n +\|\n12 \| {5}spare: .*\n +\| {5}\^{5}$/m,
    );
    expect(mild.answer()).toMatch(/Nothing is wrong but for 5 warnings, no rule judges anything\.\n$/);
    expect(strict.output()).toMatch(/^--strict: warnings count as errors\.$/m);
  });

  test("colours only when asked for: FORCE_COLOR paints in a pipe, NO_COLOR and a pipe alone do not", async () => {
    const [painted, plain] = [
      hallwatchIn({ ...ENGLISH, FORCE_COLOR: "1" }, "check", WRONG),
      hallwatchIn(ENGLISH, "check", WRONG),
    ];
    await Promise.all([painted.ended, plain.ended]);
    expect(painted.output()).toContain("\x1b[31m^^^^\x1b[39m");
    expect(stripVTControlCharacters(painted.output())).toBe(plain.output());
    expect(plain.output()).not.toContain("\x1b");
  });

  test("a file that is not there has no line to show", async () => {
    const run = hallwatch("check", "nothing.yaml");
    expect(await run.ended).toBe(2);
    expect(run.output()).toMatch(
      /^error\[CFG001\] .* there is no such file\n--> nothing\.yaml\n = help: .*\n\n1 error in nothing\.yaml\n$/,
    );
  });
});
