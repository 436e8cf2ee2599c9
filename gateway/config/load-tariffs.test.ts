import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { energyDoubts } from "./energy-doubts.ts";
import { loadHall } from "./load-hall.ts";
import { loadMarketPrices } from "./load-market-prices.ts";

const site = (energy: string): string => `hallwatch: 1
site: { id: office, name: { zh: 办公室, en: Office }, timezone: Asia/Shanghai, packs: [service-hall] }
calendar: { holidays: china, week: { mon-fri: ["08:30-17:30"], sat-sun: closed } }
sources: { mqtt: { broker: embedded, port: 1883 } }
zones:
  room: { name: { zh: 房间, en: Room } }
equipment:
  M1: { kind: meter, zone: room, name: { zh: 总表, en: Meter }, mqtt: { topic: office/M1 }, points: { energy: { path: $.kwh } } }
energy: { main: M1, ${energy} }
`;
const tariff = (id: string, from: string, to: string, more = ""): string => `id: ${id}
region: 示例
source: example
valid_from: ${from}
valid_to: ${to}
seasons:
  - months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    workday: { flat: ["00:00-24:00"] }
    weekend: { valley: ["00:00-24:00"] }
prices: { flat: 0.7, valley: 0.3 }
${more}`;

describe("tariffs in files beside the site file", () => {
  let directory: string;
  let remove: () => void;
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  beforeEach(() => {
    ({ directory, remove } = temporary());
    mkdirSync(join(directory, "prices"));
    file("2026.yaml", tariff("next", "2026-01-01", "2026-12-31"));
    file(
      "prices/2025.yaml",
      tariff("now", "2025-01-01", "2025-12-31", "market: { step: 15, file: market.csv }\n"),
    );
    file("prices/market.csv", "end,price\n2025-07-08 00:15,0.4\n2025-07-08 00:20,0.4\n");
    file(
      "wrong.yaml",
      tariff("wrong", "2025-06-01", "2025-07-31").replace('flat: ["00:00-24:00"]', 'flat: ["00:00-23:00"]'),
    );
    file("again.yaml", tariff("again", "2025-12-01", "2026-01-31"));
  });
  afterEach(() => remove());
  const load = async (energy: string) => {
    const path = file("site.yaml", site(energy));
    const loaded = await loadHall(path);
    return { path, loaded };
  };
  const told = async (energy: string) => {
    const { loaded } = await load(energy);
    if (loaded.is === "hall") throw new Error("nothing is wrong");
    return loaded.problems.map(
      ({ code, file: at, line, message }) =>
        `${code} ${at.replace(`${directory}/`, "")}:${line} ${message.replaceAll(`${directory}/`, "")}`,
    );
  };

  test("are in force one after the other, with the prices of the market where their own file says", async () => {
    const { path, loaded } = await load("tariff_files: [./2026.yaml, prices/2025.yaml]");
    if (loaded.is === "refused") throw new Error(loaded.problems.map(({ message }) => message).join());
    const { site: hall, texts } = { ...loaded.hall };
    const { energy } = hall;
    if (energy === undefined) throw new Error("it says what measures its energy");
    expect(energy.tariffs.map(({ id }) => id)).toEqual(["now", "next"]);
    expect(energy).not.toHaveProperty("tariffFiles");
    expect(texts.has(join(directory, "2026.yaml"))).toBe(true);
    const { market, problems } = await loadMarketPrices(energy, "Asia/Shanghai");
    expect([...(market.get("now")?.perKwh ?? [])]).toEqual([[Date.parse("2025-07-07T16:15:00Z"), 0.4]]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([["CFG446", 3]]);
    const doubts = (day: string) =>
      energyDoubts({ file: path, text: site(""), site: hall }, instant(Date.parse(day))).map(
        ({ code, message }) => `${code} ${message}`,
      );
    expect(doubts("2025-07-08T00:00:00Z")).toEqual([]);
    expect(doubts("2026-12-10T00:00:00Z")).toEqual([
      "CFG930 energy: no tariff is in force from 2027-01-01 on: what is used then has no cost",
    ]);
    expect(doubts("2027-01-10T00:00:00Z")).toEqual([
      "CFG930 energy: no tariff is in force today: what is used then has no cost",
    ]);
    const lasting = { ...energy, tariffs: energy.tariffs.map(each => ({ ...each, validTo: null })) };
    const ahead = energyDoubts(
      { file: path, text: site(""), site: { ...hall, energy: lasting } },
      instant(Date.parse("2027-01-10T00:00:00Z")),
    );
    expect(ahead.map(({ code }) => code)).toEqual(["CFG931"]);
  });

  test("are told with their place in their own file, or in the site file where they are missing or hold twice", async () => {
    expect(await told("tariff_files: [wrong.yaml, 2027.yaml, 2026.yaml, again.yaml]")).toEqual([
      "CFG442 wrong.yaml:8 seasons.0: nothing is said of 23:00-24:00",
      "CFG446 site.yaml:9 energy.tariff_files.1: cannot read 2027.yaml: there is no such file",
      'CFG445 site.yaml:9 energy.tariff_files.2: from 2026-01-01 to 2026-01-31 "again" holds as well',
    ]);
  });
});
