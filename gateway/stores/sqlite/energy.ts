import { randomUUID } from "node:crypto";
import type { Booking, EnergyStore } from "#gateway/ports/energy.ts";
import { Fault } from "#gateway/ports/fault.ts";
import type { MeterQuarter } from "#rules/energy/ledger.ts";
import { instant, millis } from "#rules/time/instant.ts";
import { thread } from "../thread.ts";
import type { EnergyRows, QuarterColumns } from "./energy-book.ts";
import type { EnergySettings, EnergyThread } from "./energy-worker.ts";

/**
 * The ledger of energy in `<directory>/energy.db`: SQLite in a thread of its own, each booking one transaction, durable
 * when its promise resolves. A booking is never stored twice: each has a token that it leaves behind, by which one whose
 * answer was lost is told from one that failed, also when it is given again.
 */
export const sqliteEnergy = ({ directory }: { readonly directory: string }): EnergyStore => {
  const worker = thread<EnergyThread>({
    file: new URL("./energy-worker.ts", import.meta.url),
    settings: { directory } satisfies EnergySettings,
  });
  let last: Promise<unknown> = Promise.resolve();
  const tokens = new WeakMap<Booking, string>();
  const tokenOf = (booking: Booking): string => {
    const token = tokens.get(booking) ?? randomUUID();
    tokens.set(booking, token);
    return token;
  };

  const write = async (rows: EnergyRows): Promise<void> => {
    try {
      await worker.ask("book", rows);
    } catch (error) {
      const fault = energyFault(error);
      if (fault.code === "ENERGY_FULL") throw fault;
      // A sync or a thread that fails may leave the transaction stored all the same; only reading it back can tell.
      const token = await worker.ask("lastToken").catch(() => null);
      if (token !== rows.token) throw fault;
    }
  };

  return {
    start: () => worker.start(),
    states: async () => new Map(await worker.ask("states")),
    book: booking => {
      const written = last.then(() => write(rowsOf(booking, tokenOf(booking))));
      last = written.catch(() => {});
      return written;
    },
    quarters: async (meters, from, to) =>
      (await worker.ask("quarters", meters, from, to)).flatMap(quartersOf),
    entries: query => worker.ask("entries", query),
    stop: async () => {
      await last;
      await worker.end();
    },
  };
};

const rowsOf = ({ states, quarters, entries }: Booking, token: string): EnergyRows => ({
  token,
  states: [...states].map(([meter, state]) => [meter, JSON.stringify(state)]),
  quarters,
  entries,
});

const quartersOf = ({
  meter,
  end,
  kWh,
  estimatedKwh,
  covered,
  isAtLeast,
}: QuarterColumns): readonly MeterQuarter[] =>
  Array.from(end, (moment, row) => ({
    meter,
    end: instant(moment),
    kWh: kWh[row]!,
    estimatedKwh: estimatedKwh[row]!,
    covered: millis(covered[row]!),
    isAtLeast: isAtLeast[row] === 1,
  }));

const energyFault = (error: unknown): Fault =>
  error instanceof Fault
    ? error
    : new Fault("ENERGY_FAILED", error instanceof Error ? error.message : String(error), {
        retry: false,
        cause: error,
      });
