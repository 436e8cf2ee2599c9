import { expect, test } from "vitest";
import type { UnitLimits } from "#rules/site/modbus.ts";
import { look } from "./look.ts";
import { pointOf } from "./testing/points.ts";

/** What goes out for the register 23, and what becomes of registers that each hold ten times their address. */
const looked = async (limits: Partial<UnitLimits>) => {
  const asked: string[] = [];
  const point = pointOf({ table: "holding", address: 23 });
  const said = await look(
    point,
    { reserved: [], illegal: [], ...limits },
    async ({ table, address, count }) => {
      asked.push(`${table} ${address}+${count}`);
      return { is: "words", words: Array.from({ length: count }, (_, i) => 10 * (address + i)) };
    },
  );
  return [
    asked,
    said.is === "value" ? said.value : said.why,
    said.raw.map(({ address, words }) => [address, words]),
  ];
};
const of23 = { table: "holding", from: 23, to: 23 } as const;

test("a device is looked at as it is polled: within what its model bears", async () => {
  expect(await looked({})).toEqual([["holding 23+1"], 230, [[23, [230]]]]);
  expect(await looked({ isEven: true })).toEqual([["holding 22+2"], 230, [[23, [230]]]]);
  expect(await looked({ reserved: [of23] })).toEqual([["holding 22+2"], 230, [[23, [230]]]]);
});

test("what its model says must not be read is not read, whoever looks", async () => {
  expect(await looked({ illegal: [of23] })).toEqual([
    [],
    "holding 23 must not be read, as its profile says",
    [],
  ]);
});
