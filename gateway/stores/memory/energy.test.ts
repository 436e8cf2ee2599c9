import { type EnergyUnderTest, energyContract } from "../testing/energy-contract.ts";
import { memoryEnergy } from "./energy.ts";

energyContract("memory", async (): Promise<EnergyUnderTest> => {
  const energy = memoryEnergy();
  await energy.start();
  return { energy, reopen: async () => energy, remove: async () => {} };
});
