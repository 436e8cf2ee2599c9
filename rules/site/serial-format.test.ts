import { expect, it } from "vitest";
import { serialFormat } from "./serial-format.ts";
import { readYaml } from "./yaml-source.ts";

const read = (text: string) => serialFormat.safeParse(readYaml(text, "x.yaml").source?.value).data;

it("even parity is read without quotes too, where YAML sees a number", () => {
  const said = ["8N1", "8E1", '"8E1"', "8E2", "7E1", "7E2", "7O1"];
  expect(said.map(read)).toEqual(["8N1", "8E1", "8E1", "8E2", "7E1", "7E2", "7O1"]);
});

it("a number that is no format stays a mistake", () => {
  expect(["81", "8", "9E1", "8X1", "90"].map(read)).toEqual(Array(5).fill(undefined));
});
