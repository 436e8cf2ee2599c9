import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { instant } from "../time/instant.ts";
import { reportOn } from "./testing/asked.ts";
import { type Move, played } from "./testing/played.ts";

const CASES = join(import.meta.dirname, "testdata");
const [FROM, TO] = ["2025-07-07", "2025-07-14"].map(date => instant(Date.parse(`${date}T00:00:00+08:00`)));

/** `2025-07-07 09:00:00 found door-open D1 P2 life-safety by 王伟`; `#` begins a remark. */
const moveOf = (line: string): Move => {
  const [, date, time, is, rule = "", target = "", priority, of, by] =
    /^(\S+) (\S+) (\S+) (\S+) (\S+)(?: P(\d))?(?: (?!by )(\S+))?(?: by (\S+))?$/.exec(line) ?? [];
  if (is === undefined) throw new Error(`${line}: no move`);
  return {
    at: instant(Date.parse(`${date}T${time}+08:00`)),
    is: is as Move["is"],
    rule,
    target,
    ...(priority !== undefined && { priority: Number(priority) as 1 | 2 | 3 | 4 }),
    ...(of !== undefined && { class: of as "life-safety" }),
    ...(by !== undefined && { by }),
  };
};

const clock = (value: number): string =>
  new Date(value + 8 * 3_600_000).toISOString().replace("T", " ").replace(".000Z", "");

/** As JSON for people to look at: moments as the hall's clock shows them, lengths in milliseconds as they are. */
const shown = (report: object): unknown =>
  JSON.parse(
    JSON.stringify(report, (_, value: unknown) =>
      typeof value === "number" && value > 1e12 ? clock(value) : value,
    ),
  );

describe("the report on a week", () => {
  it.each(readdirSync(CASES))("%s", name => {
    const lines = readFileSync(join(CASES, name, "week.txt"), "utf8").split("\n");
    const events = played(lines.filter(line => line !== "" && !line.startsWith("#")).map(moveOf));
    const rules = ["door-open", "window-open", "light-left-on", "panic"];
    const report = shown(reportOn(events, FROM as never, TO as never, { rules }));
    const expected = join(CASES, name, "expected.json");
    if (process.env.UPDATE_GOLDEN && !existsSync(expected))
      writeFileSync(expected, `${JSON.stringify(report, null, 2)}\n`);
    expect(report).toEqual(JSON.parse(readFileSync(expected, "utf8")));
  });
});
