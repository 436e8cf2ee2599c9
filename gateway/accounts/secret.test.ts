import { describe, expect, test } from "vitest";
import { hashOf, isRight } from "./hashing.ts";
import { secretProblem } from "./secret.ts";

describe("a PIN or password", () => {
  test.each([
    ["2580", true],
    ["0007", true],
    ["135792468013", true],
    ["0000", false],
    ["1234", false],
    ["7890", false],
    ["9876", false],
    ["3210", false],
    ["777777", false],
    ["258", false],
    ["1357924680135", false],
    ["abc1234", false],
    ["correct horse", true],
    ["aaaaaaaa", false],
    ["三号门的钥匙在哪里", true],
  ])("%s: %s", (secret, isTaken) => expect(secretProblem(secret) === null).toBe(isTaken));
});

test("digits of a Chinese keyboard are the same digits", async () => {
  expect(await isRight(await hashOf("２５８０"), "2580")).toBe(true);
  expect(await isRight(await hashOf("2580"), "2581")).toBe(false);
  expect(await isRight(null, "nobody's secret")).toBe(false);
});
