import { expect, it } from "vitest";
import { jsonPath } from "./json-path.ts";

it("reads the paths of site files into keys and positions", () => {
  const paths = ["$", "$.temp", "$.a.b", "$.list[2].v", '$["two words"]', '$["x\\"y"][0]'];
  expect(paths.map(jsonPath)).toEqual([
    [],
    ["temp"],
    ["a", "b"],
    ["list", 2, "v"],
    ["two words"],
    ['x"y', 0],
  ]);
});

it("says where a path stops being one", () => {
  expect(() => jsonPath("temp")).toThrow('"temp" is no JSON path: it starts with $, as in $.temp');
  expect(() => jsonPath("$.a[*]")).toThrow('"$.a[*]" is no JSON path from its character 4 on');
});
