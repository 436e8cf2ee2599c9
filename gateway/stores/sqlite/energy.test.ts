import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
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
