import { expect, test } from "vitest";
import { randomOf } from "../testing/random.ts";
import { printsIn, read } from "./print.ts";
import { gbk, print } from "./testing/printer.ts";

const fire = Buffer.from(
  `1B 36 31 31 2F 32 32 2F 32 36 20 20 31 38 3A 30 35 0A 20 20 30 30 37 2D 30 32 31 0A 1B 39 CA D7 B4 CE BB F0 BE AF
  0A C8 FD C2 A5 0A B8 D0 D1 CC CC BD B2 E2 C6 F7 0A 0A`.replaceAll(/\s/g, ""),
  "hex",
);
const all = (bytes: Uint8Array) => printsIn(bytes).prints.map(read);

test("a fire is read with its place and its words", () => {
  expect(print("007-021", "首次火警", "三楼", "感烟探测器")).toEqual(fire);
  expect(all(fire)).toEqual([
    { event: "fire", at: { loop: 7, device: 21 }, text: "首次火警 / 三楼 / 感烟探测器" },
  ]);
});

test.each([
  ["a reset", print("", "复位"), "reset"],
  ["a fault", print("007-021", "故障"), "fault"],
  ["the end of a fault", print("007-021", "故障恢复"), "fault-over"],
  ["a detector that is disabled", print("007-021", "屏蔽"), "disabled"],
  ["a place that is called like a fire", print("007-021", "故障", "火警三楼"), "fault"],
  ["words that nobody knows", print("007-021", "三楼"), "unreadable"],
  ["half a character", print("007-021", "\xbb火"), "unreadable"],
  ["nothing but a date and a place", gbk("\x1b611/22/26  18:05\n  007-021\n\n\n"), "unreadable"],
])("%s is told apart", (_, bytes, event) => {
  expect(all(bytes)).toMatchObject([{ event }]);
});

test("a stream cut anywhere, with carriage returns too, gives each print once", () => {
  const text = Buffer.concat([fire, print("", "复位")]);
  const withReturns = Buffer.from(Array.from(text).flatMap(byte => (byte === 0x0a ? [0x0d, 0x0a] : [byte])));
  for (const bytes of [text, withReturns])
    for (let cut = 0; cut <= bytes.length; cut++) {
      const first = printsIn(bytes.subarray(0, cut));
      const second = printsIn(Buffer.concat([first.rest, bytes.subarray(cut)]));
      expect([...first.prints, ...second.prints].map(read).map(({ event }) => event)).toEqual([
        "fire",
        "reset",
      ]);
    }
});

test("20,000 damaged prints are read without failing, and none of a fire becomes a reset or the end of a fault", () => {
  const random = randomOf(9_000);
  const below = (n: number) => Math.floor(random() * n);
  const seen = new Set<string>();
  for (let round = 0; round < 20_000; round++) {
    const bytes = Buffer.from(fire);
    for (let changes = 1 + below(4); changes > 0; changes--) bytes[below(bytes.length)] = below(256);
    for (const { event } of all(Buffer.concat([bytes, print("", "故障")]))) seen.add(event);
  }
  expect(seen).not.toContain("reset");
  expect(seen).not.toContain("fault-over");
  expect(seen).toContain("unreadable");
});
