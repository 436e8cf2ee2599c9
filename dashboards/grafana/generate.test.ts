import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const here = import.meta.dirname;
const run = async (...args: readonly string[]) => {
  const done = promisify(execFile)(process.execPath, [join(here, "generate.ts"), ...args]);
  return done.then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
};

describe("the committed boards", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hallwatch-boards-"));
    await cp(join(here, "generated"), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("are what the code makes", async () => {
    expect(await run("--check")).toMatchObject({ code: 0, stderr: "" });
  });

  it("are named when one was edited, one is missing and one is not ours", async () => {
    const text = await readFile(join(folder, "influxql/alerts.json"), "utf8");
    await writeFile(join(folder, "influxql/alerts.json"), text.replace("10s", "11s"));
    await rm(join(folder, "promql/energy.json"));
    await writeFile(join(folder, "other.json"), "{}");
    const { code, stderr } = await run("--check", "--out", folder);
    expect(code).toBe(1);
    expect(
      stderr
        .split("\n")
        .filter(Boolean)
        .map(line => line.split(" ")[0]),
    ).toEqual(["influxql/alerts.json", "promql/energy.json", "other.json"]);
  });

  it("are written anew with another hall's time and console, beside what is there", async () => {
    await writeFile(join(folder, "other.json"), "{}");
    const { code } = await run(
      "--out",
      folder,
      "--time-zone",
      "Europe/Lisbon",
      "--console",
      "https://hall.example.org/",
    );
    expect(code).toBe(0);
    const board = JSON.parse(await readFile(join(folder, "promql/alerts.json"), "utf8"));
    expect(board.timezone).toBe("Europe/Lisbon");
    expect(JSON.stringify(board)).toContain("https://hall.example.org");
    expect((await readdir(folder)).sort()).toEqual(["influxql", "other.json", "promql"]);
    expect(await readdir(join(folder, "promql"))).toEqual(await readdir(join(folder, "influxql")));
  });
});
