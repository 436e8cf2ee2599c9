import { expect, test } from "vitest";
import { at } from "../time/testing/halls.ts";
import { readMarketPrices } from "./market-prices.ts";

const read = (text: string) =>
  readMarketPrices(text, "prices.csv", { stepMinutes: 15, timeZone: "Asia/Shanghai" });

test("prices of a market are read by the end of their interval, on the hall's clock or with a zone", () => {
  const { prices, problems } = read(
    "end,price\r\n2025-07-08 00:15,0.41\r\n2025-07-08 24:00,-0.02\r\n2025-07-07T16:30:00Z,0.5\r\n2025-07-08 00:15,0.42\r\n",
  );
  expect(problems).toEqual([]);
  expect([...prices.perKwh]).toEqual([
    [at("2025-07-08 00:15"), 0.42],
    [at("2025-07-09 00:00"), -0.02],
    [at("2025-07-08 00:30"), 0.5],
  ]);
});

test.each([
  ["moment,price\n", "does not name the columns"],
  ["end,price\n2025-07-08 00:10,0.4\n", "no interval of 15 min ends at 2025-07-08 00:10"],
  ["end,price\n2025-02-30 00:15,0.4\n", "is no date"],
  ["end,price\n2025-07-08 00:15\n", "not two columns"],
  ["end,price\n2025-07-08 00:15,cheap\n", '"cheap" is no price'],
  ["end,price\n2025-07-08 00:15,412\n", "a price of a MWh"],
])("%j is told, and what is right beside it is kept", (text, why) => {
  const { prices, problems } = read(`${text}2025-07-08 00:30,0.5\n`);
  expect(problems.map(({ message }) => message).join()).toContain(why);
  expect(prices.perKwh.size).toBe(text.startsWith("end") ? 1 : 0);
});
