import { expect, it } from "vitest";
import { manualNumber } from "./manual-number.ts";

it("numbers addresses as manuals do: from 1, with the table in front, in six digits where five are too few", () => {
  const asked = [
    ["coil", 0],
    ["discrete", 7],
    ["input", 0],
    ["input", 70],
    ["holding", 0],
    ["holding", 9_998],
    ["holding", 9_999],
    ["holding", 40_190],
    ["holding", 65_535],
  ] as const;
  expect(asked.map(([table, address]) => manualNumber(table, address))).toEqual(
    "00001 10008 30001 30071 40001 49999 410000 440191 465536".split(" "),
  );
});
