import { expect, test } from "vitest";
import { instant } from "#rules/time/instant.ts";
import { sqliteEnergy } from "../stores/sqlite/energy.ts";
import { runAndKill, seeded } from "../stores/testing/killed-child.ts";
import { temporary } from "../stores/testing/temporary.ts";
import { foreverKwh } from "./testing/metered-hall.ts";

const program = new URL("./testing/meter-forever.ts", import.meta.url);

test("four kills in the middle of counting: the ledger says what the meter says, nothing lost and nothing twice", async () => {
  const place = temporary();
  const random = seeded(20_250_708);
  let next = 0;
  for (let kill = 0; kill < 4; kill += 1) {
    const printed = (await runAndKill(program, [place.directory, String(next)], 1 + random(60))).map(Number);
    const durable = Math.max(...printed);
    const store = sqliteEnergy({ directory: place.directory });
    await store.start();
    const state = (await store.states()).get("M1");
    if (state?.is !== "counter") throw new Error("the counter is not known");
    const stands = state.counter.base?.kWh ?? 0;
    expect(stands).toBeGreaterThanOrEqual(foreverKwh(durable));
    const quarters = await store.quarters(["M1"], instant(0), instant(Number.MAX_SAFE_INTEGER));
    const total = quarters.reduce((sum, { kWh }) => sum + kWh, 0);
    expect(total).toBeCloseTo(stands - foreverKwh(0), 6);
    expect(state.countedKwh).toBeCloseTo(total, 6);
    await store.stop();
    // What it counts while nobody runs is in its next reading.
    next = durable + 1 + random(40);
  }
  place.remove();
}, 60_000);
