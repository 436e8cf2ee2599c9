import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { QUALITIES } from "#rules/reading/columns.ts";
import type { Point } from "#rules/site/model.ts";
import { pointClasses } from "#rules/site/point-classes.ts";
import { instant, minutes } from "#rules/time/instant.ts";
import { temporary } from "../testing/temporary.ts";
import { csvRecorded } from "./recorded.ts";

const point = (index: number, id: string, className: string, range?: readonly [number, number]): Point => {
  const known = pointClasses.get(className);
  if (!known) throw new Error(className);
  const [owner = "", role = ""] = id.split(".");
  return {
    index,
    id,
    owner,
    role,
    zone: "z",
    name: { zh: id, en: id },
    class: known,
    ...(range && { range }),
    staleAfter: minutes(10),
    source: { is: "mqtt", topic: id, path: [], scale: 1 },
    via: `mqtt:${owner}`,
  };
};
const points = [point(0, "D1.lock", "door-lock"), point(1, "z.temperature", "zone-air-temp", [-40, 80])];

describe("a CSV file as a recording", () => {
  let directory: string;
  let remove: () => void;
  beforeEach(() => {
    ({ directory, remove } = temporary());
  });
  afterEach(() => remove());

  const recorded = (text: string, { name = "h.csv", together = 100 } = {}) => {
    const file = join(directory, name);
    writeFileSync(file, name.endsWith(".gz") ? gzipSync(text) : text);
    return csvRecorded({ file, points, together });
  };
  const read = async (text: string, options = {}, from = 0, to = Number.MAX_SAFE_INTEGER) => {
    const rows: string[] = [];
    for await (const part of recorded(text, options).read(instant(from), instant(to)))
      for (let row = 0; row < part.rows; row++) {
        const time = new Date(part.at[row]!).toISOString().slice(11, 19);
        rows.push(
          `${time} ${points[part.point[row]!]?.id} ${part.value[row]} ${QUALITIES[part.quality[row]!]}`,
        );
      }
    return rows;
  };
  const refusal = (text: string, options = {}) =>
    read(text, options).then(
      () => "read",
      (error: Error) => error.message.replace(directory, ""),
    );

  test("gives words, numbers, qualities and times in any form that is clear", async () => {
    const text = `\uFEFFtime,point,value,quality\r
2025-07-08T11:50:00+08:00,D1.lock,unlocked,good\r
# a remark\r
\r
1751946601000,z.temperature,24.5\r
2025-07-08 11:50:02+0800,z.temperature,,bad
2025-07-08T03:50:03.500Z,z.temperature,25,stale
2025-07-08T03:50:04Z,z.temperature,26,uncertain
2025-07-08T03:50:05Z,z.temperature,999,good
2025-07-08T03:50:06Z,D1.lock,0,`;
    const expected = [
      "03:50:00 D1.lock 1 good",
      "03:50:01 z.temperature 24.5 good",
      "03:50:02 z.temperature NaN bad",
      "03:50:03 z.temperature NaN bad",
      "03:50:04 z.temperature 26 uncertain",
      "03:50:05 z.temperature NaN bad",
      "03:50:06 D1.lock 0 good",
    ];
    expect(await read(text)).toEqual(expected);
    expect(await read(text, { name: "h.csv.gz" })).toEqual(expected);
    const whole = recorded(text);
    await whole.span();
    await whole.span();
    expect(whole.impossible?.()).toEqual({
      count: 1,
      first: expect.stringMatching(/h\.csv:9: z\.temperature 999$/),
    });
    const cut = [Date.UTC(2025, 6, 8, 3, 50, 1), Date.UTC(2025, 6, 8, 3, 50, 3)] as const;
    expect(await read(text, {}, ...cut)).toEqual(expected.slice(1, 3));
    expect(await recorded(text).span()).toEqual({
      first: Date.UTC(2025, 6, 8, 3, 50, 0),
      last: Date.UTC(2025, 6, 8, 3, 50, 6),
    });
  });

  const line = (second: number): string =>
    `${Date.UTC(2025, 6, 8) + second * 1_000},z.temperature,${second % 50}`;
  const seconds = (rows: readonly string[]) =>
    rows.map(row => Number(row.slice(3, 5)) * 60 + Number(row.slice(6, 8)));

  test("a small file may be in any order, a large one nearly in order", async () => {
    const backwards = Array.from({ length: 90 }, (_, n) => line(90 - n)).join("\n");
    expect(seconds(await read(backwards))).toEqual(Array.from({ length: 90 }, (_, n) => n + 1));
    const shuffled = Array.from({ length: 1_000 }, (_, n) => line(n % 40 < 20 ? n + 20 : n - 20)).join("\n");
    expect(seconds(await read(shuffled))).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
  });

  test.each([
    [
      "a large one out of order",
      [...Array.from({ length: 200 }, (_, n) => line(n + 10)), line(3)].join("\n"),
      /^\/h\.csv:201: .*03\.000Z is older .* sort/,
    ],
    [
      "a time without its offset",
      "2025-07-08T11:50:00,z.temperature,1",
      /^\/h\.csv:1: "2025-07-08T11:50:00" is no time: .*\+08:00/,
    ],
    ["seconds for milliseconds", "1751946601,z.temperature,1", /seconds need three more digits$/],
    [
      "a misspelt word",
      "1751946601000,D1.lock,unloked",
      /"unloked" is no word of D1\.lock; did you mean "unlocked"\?$/,
    ],
    ["no number", "1751946601000,z.temperature,warm", /"warm" is no number$/],
    [
      "an unknown quality",
      "1751946601000,z.temperature,1,fine",
      /"fine" is no quality: good, uncertain, bad or stale$/,
    ],
    ["too few fields", "time,point,value\n1751946601000", /^\/h\.csv:2: expected time,point,value,quality$/],
    ["too many fields", "1751946601000,z.temperature,1,good,x", /expected time,point,value,quality$/],
  ])("%s is refused with its line", async (_name, text, message) => {
    expect(await refusal(text)).toMatch(message);
  });

  test("a broken archive is refused, and so is a file that is not there", async () => {
    const file = join(directory, "broken.csv.gz");
    writeFileSync(file, "no gzip");
    const reading = csvRecorded({ file, points }).read(instant(0), instant(1));
    await expect(reading[Symbol.asyncIterator]().next()).rejects.toThrow(
      expect.objectContaining({ code: "CSV" }),
    );
    expect(() => csvRecorded({ file: join(directory, "none.csv"), points })).toThrow(
      expect.objectContaining({ code: "NO_HISTORY" }),
    );
  });

  test("points that the hall does not have are passed over and named", async () => {
    const recording = recorded("1751946601000,D9.lock,locked\n1751946601000,z.temperature,20");
    const rows = [];
    for await (const part of recording.read(instant(0), instant(2e12))) rows.push(part.rows);
    expect([rows, recording.strangers()]).toEqual([[1], ["D9.lock"]]);
  });
});
