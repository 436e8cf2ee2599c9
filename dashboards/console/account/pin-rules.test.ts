import { expect, it } from "vitest";
import { faultOf } from "./pin-rules.ts";

it("a PIN has 4 to 12 digits and is none that everybody tries first", () => {
  const table = [
    ["", "short"],
    ["258", "short"],
    ["2580", null],
    ["0000", "same"],
    ["7777777", "same"],
    ["1234", "run"],
    ["345678", "run"],
    ["9876", "run"],
    ["8901", "run"],
    ["1357", null],
    ["1243", null],
    ["258025802580", null],
    ["2580258025801", "long"],
  ] as const;
  expect(table.map(([secret]) => [secret, faultOf(secret)])).toEqual(table);
});

it("whatever is no PIN is a password, and has eight characters", () => {
  expect(["a123", "滨州黄河路营业", "aaaaaaaa", "1234 678"].map(faultOf)).toEqual([
    "password",
    "password",
    "same",
    null,
  ]);
});
