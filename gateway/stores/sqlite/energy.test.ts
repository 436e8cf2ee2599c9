import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { entryWords } from "#rules/energy/entry-words.ts";
import type { MeterEntry } from "#rules/energy/ledger.ts";
import { instant } from "#rules/time/instant.ts";
import { type EnergyUnderTest, energyContract } from "../testing/energy-contract.ts";
import { temporary } from "../testing/temporary.ts";
import { sqliteEnergy } from "./energy.ts";
import { energyPath } from "./energy-book.ts";

energyContract("sqlite", async (): Promise<EnergyUnderTest> => {
  const { directory, remove } = temporary();
  const begin = async () => {
    const begun = sqliteEnergy({ directory });
    await begun.start();
    return begun;
  };
  let energy = await begin();
  return {
    energy,
    reopen: async () => {
      await energy.stop();
      energy = await begin();
      return energy;
    },
    remove: async () => {
      await energy.stop();
      remove();
    },
  };
});

it("a ledger that a later version wrote is left alone", async () => {
  const { directory, remove } = temporary();
  const first = sqliteEnergy({ directory });
  await first.start();
  await first.stop();
  const database = new DatabaseSync(energyPath(directory));
  database.exec("PRAGMA user_version = 99");
  database.close();
  await expect(sqliteEnergy({ directory }).start()).rejects.toMatchObject({ code: "ENERGY_NEWER" });
  remove();
});

it("entries of a ledger of before keep their sentences, and new ones are booked beside them", async () => {
  const { directory, remove } = temporary();
  const first = sqliteEnergy({ directory });
  await first.start();
  await first.stop();
  const database = new DatabaseSync(energyPath(directory));
  database.exec(`
    ALTER TABLE entry DROP COLUMN shown;
    INSERT INTO entry VALUES ('M/gap/1', 'M', 3, 1, 3, 2.5, 'gap', NULL, 'nothing was heard');
    PRAGMA user_version = 1;
  `);
  database.close();
  const next = sqliteEnergy({ directory });
  await next.start();
  const found = { meter: "M", kWh: 0, by: null, why: "" } as const;
  const glitch: MeterEntry = {
    ...{ ...found, id: "M/glitch/2", is: "glitch" },
    shown: { is: "strays", readings: 1 },
    ...{ at: instant(2), from: instant(2), to: instant(2) },
  };
  await next.book({ states: new Map(), quarters: [], entries: [glitch] });
  expect((await next.entries({ limit: 9 })).map(entryWords)).toEqual([
    { zh: "nothing was heard", en: "nothing was heard" },
    {
      zh: "有 1 次读数对不上，之后照旧；这些读数没有计入",
      en: "it told what does not fit once, and went on as before; nothing was counted for it",
    },
  ]);
  await next.stop();
  remove();
});
