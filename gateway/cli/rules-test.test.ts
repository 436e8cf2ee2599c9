import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { hallwatch } from "./testing/running.ts";

// A hall of one light with a pack of its own, and rule tests beside it, as whoever writes rules would have them.
const directory = await mkdtemp(join(tmpdir(), "hallwatch-rules-test-"));
afterAll(() => rm(directory, { recursive: true, force: true }));
const put = async (name: string, text: string): Promise<string> => {
  const file = join(directory, name);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
  return file;
};

await put(
  "hall.yaml",
  `hallwatch: 1
site: { id: one, name: { zh: 一灯, en: One light }, timezone: Asia/Shanghai, packs: [./my-rules.yaml] }
calendar: { week: { mon-sun: ["08:00-18:00"] } }
sources: { mqtt: { broker: embedded } }
zones: { room: { name: { zh: 房间, en: Room }, points: {} } }
equipment:
  L1: { kind: light-circuit, zone: room, name: { zh: 灯, en: Light }, mqtt: { topic: l1 }, points: { power: { path: $.w } } }
`,
);
await put(
  "my-rules.yaml",
  `pack: my-rules
title: { zh: 我的规则, en: My rules }
rules:
  - { id: light-on, title: { zh: 灯亮着, en: Light on }, clauses: [TY-2.2-1], each: light-circuit, in_force: closed,
      condition: light.power >= 10, hold: 5 min, fact: light-on, level: violation, priority: 4 }
  - { id: light-hot, title: { zh: 功率太大, en: Too much power }, clauses: [TY-2.2-1], each: light-circuit,
      condition: light.power > 900, hold: 0 s, fact: light-hot, level: violation, priority: 3 }
`,
);
const rest = (opened: string): string => `site: ../hall.yaml
start: 2025-07-08 18:00
rules: [light-on]
given: { L1.power: 60 W }
steps:
  - { at: "18:05", expect: { alerts: [{ fact: light-on, target: L1, opened: "${opened}" }] } }
`;
const right = await put(
  "right/on.timeline.yaml",
  `timeline: { zh: 灯, en: Light & "lamp" }\n${rest("18:05")}`,
);
const wrong = await put("wrong/on.timeline.yaml", `timeline: a wrong <expectation>\n${rest("18:04")}`);
const broken = await put(
  "broken/on.timeline.yaml",
  `timeline: a mistake\n${rest("18:05").replace("L1.power", "L1.pwer")}`,
);
await mkdir(join(directory, "empty"));

const said = async (...args: readonly string[]) => {
  const run = hallwatch("rules", "test", ...args);
  return { code: await run.ended, answer: run.answer(), output: run.output() };
};

describe("hallwatch rules test", () => {
  test("is one line when all is well, and names the rules of the packs that nobody tests", async () => {
    const { code, output } = await said(join(directory, "right"));
    expect(output).toMatch(/^1 rule test passed \([\d.]+ m?s\)\n1 rule has no test: light-hot\n$/);
    expect(code).toBe(0);
  });

  test("is quiet about other rules for a single file, and -v gives each test a line", async () => {
    const { output } = await said("-v", right);
    expect(output.replaceAll(/[\d.]+ m?s/g, "… ms")).toBe(
      `✓ ${right}  Light & "lamp"  … ms\n1 rule test passed (… ms)\n`,
    );
  });

  test("says in full what failed, exit code 1, in the person's language", async () => {
    const [english, chinese] = [await said(wrong, right), await said(wrong, "--lang", "zh")];
    expect([english.code, chinese.code]).toEqual([1, 1]);
    expect(english.answer).toContain(`✗ ${wrong}  a wrong <expectation>

  2025-07-08 18:05:00  line 7  no alert fits; the nearest is light-on/L1 (TY-2.2-1) active
                 expected  seen
         fact    light-on  light-on
         target  L1        L1
      ≠  opened  18:04:00  18:05:00
      light-on/L1 says yes
        light.power >= 10: 60 W >= 10 W: yes
        L1.power 60 W · holds since 18:00:00

      around it
         18:00:00  given     L1.power 60 W
         18:05:00  ▲ raised  light-on/L1
      >  18:05:00  expected
`);
    expect(english.answer).toMatch(/\n1 rule test failed, 1 passed \([\d.]+ m?s\)\n$/);
    expect(chinese.answer).toMatch(
      /没有符合的告警；最接近的是 light-on\/L1[\s\S]*\n1 个规则测试未通过，0 个规则测试通过/,
    );
  });

  test("tells a mistake in a file with its line, plays the others, exit code 2", async () => {
    const { code, answer, output } = await said(broken, right);
    expect(code).toBe(2);
    expect(output).toContain(`error[CFG601] given: the hall has no point "L1.pwer"\n --> ${broken}:5:10\n`);
    expect(output).toContain('= help: did you mean "L1.power"?');
    expect(answer).toMatch(/^1 could not be read, 1 passed \([\d.]+ m?s\)\n$/);
  });

  test("tells a mistake in the hall at its place, and which test needs it", async () => {
    const site = await put("bad-hall.yaml", "hallwatch: 1\n");
    const file = await put(
      "bad/on.timeline.yaml",
      `timeline: t\n${rest("18:05").replace("hall", "bad-hall")}`,
    );
    const { code, output } = await said(file);
    expect(code).toBe(2);
    expect(output).toContain(`--> ${site}:1:1`);
    expect(output).toContain(
      `error[CFG608] site: ../bad-hall.yaml cannot be used as it is\n --> ${file}:2:7\n`,
    );
    expect(output).toContain("= help: this test is played in that hall: mend what is said of it");
  });

  test("without any test in a place says so, exit code 2", async () => {
    const [empty, gone] = [await said(join(directory, "empty")), await said(join(directory, "gone"))];
    expect([empty.code, gone.code]).toEqual([2, 2]);
    expect(gone.output).toBe(`hallwatch: no rule tests (*.timeline.yaml) in ${join(directory, "gone")}\n`);
  });

  test("answers programs with one document: what passed, failed and could not be read", async () => {
    const { code, answer } = await said("--format", "json", right, wrong, broken);
    const report = JSON.parse(answer);
    expect(code).toBe(2);
    expect([report.schema, report.ok, report.untested]).toEqual([1, false, ["light-hot"]]);
    expect(report.tests.map((each: { result: string }) => each.result)).toEqual([
      "passed",
      "failed",
      "refused",
    ]);
    expect(report.tests[1]).toMatchObject({
      file: wrong,
      title: { zh: "a wrong <expectation>", en: "a wrong <expectation>" },
      rules: ["light-on"],
      failures: [{ at: "2025-07-08T10:05:00.000Z", line: 7, about: { is: "no-such-alert" } }],
    });
    expect(report.tests[2].problems[0]).toMatchObject({ code: "CFG601", line: 5, column: 10 });
  });

  test("writes JUnit XML for build servers", async () => {
    const file = join(directory, "result.xml");
    await said("--junit", file, right, wrong, broken);
    const xml = await readFile(file, "utf8");
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="hallwatch rules test" tests="3" failures="1" errors="1" time="\d+\.\d{3}">\n/,
    );
    expect(xml).toContain(`<testcase name="Light &amp; &quot;lamp&quot;" classname="${right}"`);
    expect(xml).toContain('<testcase name="a wrong &lt;expectation&gt;"');
    expect(xml).toMatch(
      /<failure message="2025-07-08 18:05:00 {2}line 7 {2}no alert fits; [^"]*">\n2025-07-08/,
    );
    expect(xml).toMatch(/<error message="given: the hall has no point &quot;L1.pwer&quot;">/);
    expect(xml.match(/<testcase /g)).toHaveLength(3);
  });
});
