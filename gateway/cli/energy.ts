import { z } from "zod";
import { problem } from "../wire/common.ts";
import { energy as energyShape } from "../wire/energy.ts";
import { hall as hallShape } from "../wire/hall.ts";
import { type Address, ask } from "./api.ts";
import { energyText } from "./energy-text.ts";
import { EXIT, Stop } from "./exit.ts";
import type { Words } from "./words/language.ts";

export type EnergyOptions = {
  readonly http: Address;
  readonly json: boolean;
  readonly from?: string;
  readonly to?: string;
};

/** A year of fifty meters takes a moment. */
const PATIENCE_S = 30;

/** Prints what the hall used on some days, by meter, with its cost: today unless it is said otherwise. */
export const energy = async ({ http, json, from, to }: EnergyOptions, words: Words): Promise<number> => {
  const { timeZone } = await ask(http, "/api/hall", hallShape, words);
  const { at: now } = await ask(http, "/api/health", z.object({ at: z.string() }), words);
  const today = new Date(now).toLocaleDateString("sv-SE", { timeZone });
  const [first, last] = [from ?? to ?? today, to ?? today];
  const path = `/api/energy?from=${first}&to=${last}`;
  const found = await ask(http, path, z.union([energyShape, problem]), words, { patienceS: PATIENCE_S });
  if ("error" in found)
    throw new Stop(found.error === "NO_METER" ? EXIT.found : EXIT.usage, `hallwatch: ${found.message}`);
  console.log(json ? JSON.stringify({ schema: 1, ...found }, null, 2) : energyText(found, words));
  return EXIT.ok;
};
