import { expect, it } from "vitest";
import { mapped, readTransform } from "./matrix.ts";
import { readPath } from "./path.ts";

it("a path is read as it is written: absolute, relative, and without spaces", () => {
  expect(readPath("M1 2L3,4h-2v-2z")).toEqual({
    spots: [
      [1, 2],
      [3, 4],
      [1, 4],
      [1, 2],
    ],
    isStraight: true,
  });
  expect(readPath("m10-20.5.5l1 1 2 2")?.spots ?? null).toEqual(null);
  expect(readPath("m10-20l.5.5 1e1-1")?.spots).toEqual([
    [10, -20],
    [10.5, -19.5],
    [20.5, -20.5],
  ]);
  expect(readPath("M0 0a5 5 0 0110 0c1 1 2 2 3 3")).toEqual({
    spots: [
      [0, 0],
      [10, 0],
      [13, 3],
    ],
    isStraight: false,
  });
});

it("what is no path is none", () => {
  for (const d of ["L1 1", "M1", "M1 1X2", "M1 1L2", "M0 0<script>", "javascript:alert(1)", "M0 0 url(#a)"])
    expect([d, readPath(d)]).toEqual([d, null]);
});

it("transforms are applied from the right, as SVG does", () => {
  const at = (text: string) => {
    const matrix = readTransform(text);
    return matrix && mapped(matrix, [1, 2]).map(n => Math.round(n * 1000) / 1000);
  };
  expect(
    [
      "",
      "translate(10)",
      "translate(10,5) scale(2)",
      "rotate(90)",
      "rotate(90 1 2)",
      "matrix(1 0 0 1 3 4)",
    ].map(at),
  ).toEqual([
    [1, 2],
    [11, 2],
    [12, 9],
    [-2, 1],
    [1, 2],
    [4, 6],
  ]);
  expect(["rotate", "rotate(x)", "spin(3)", "matrix(1 0 0)"].map(readTransform)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
