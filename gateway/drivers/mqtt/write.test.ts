import { expect, it } from "vitest";
import { switched } from "#rules/control/testing/bench.ts";
import type { Point } from "#rules/site/model.ts";
import { tellingOf, writeBy } from "./write.ts";

const point = (id: string): Point => {
  const found = switched().points.find(each => each.id === id);
  if (!found) throw new Error(`no point ${id}`);
  return found;
};
const sign = point("SIGN.state");
const warm: Point = {
  ...point("AC-hall.return_temperature"),
  source: { is: "mqtt", topic: "ac", path: [], scale: 0.1, offset: -10, write: { topic: "ac/set" } },
};

it("a word is told as the device's own word, a number as the device counts it", () => {
  expect([tellingOf(sign, 0), tellingOf(sign, 1), tellingOf(warm, 26.3)]).toEqual([
    { topic: "switched/sign/set", payload: "OFF" },
    { topic: "switched/sign/set", payload: "ON" },
    { topic: "ac/set", payload: "363" },
  ]);
});

it("what nobody can tell a device is refused, and never published", async () => {
  const published: string[] = [];
  const write = writeBy(async topic => void published.push(topic));
  expect([await write(sign, 7), await write(point("SIGN.power"), 1), await write(warm, Number.NaN)]).toEqual([
    { is: "refused", why: "SIGN.state: nothing says what the device is told for 7" },
    { is: "refused", why: "SIGN.power: nothing says how it is written" },
    { is: "refused", why: expect.stringContaining("no number") },
  ]);
  expect(published).toEqual([]);
});

it("a broker that does not take it leaves unknown whether the device was told", async () => {
  const write = writeBy(async () => {
    throw new Error("the broker is not connected");
  });
  expect(await write(sign, 0)).toEqual({ is: "unknown", why: "the broker is not connected" });
});
