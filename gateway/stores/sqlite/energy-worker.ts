import { workerData } from "node:worker_threads";
import { serve } from "../thread-serve.ts";
import {
  type EnergyLedger,
  type EnergyRows,
  type EntryQuery,
  energyPath,
  openEnergy,
} from "./energy-book.ts";
import { isIoError, storeFault } from "./failure.ts";

/** What the thread of the ledger of energy is given. */
export type EnergySettings = { readonly directory: string };
/** What the thread of the ledger of energy can be asked. */
export type EnergyThread = typeof handlers;

const { directory } = workerData as EnergySettings;
let ledger: EnergyLedger | null = null;

const opened = (): EnergyLedger => {
  ledger ??= openEnergy(directory);
  return ledger;
};

const attempt = <T>(tried: string, work: (ledger: EnergyLedger) => T): T => {
  const at = opened();
  try {
    return work(at);
  } catch (error) {
    if (isIoError(error)) {
      // After a failed sync the kernel may have dropped the pages: only a new connection sees what is really there.
      ledger = null;
      at.close();
    }
    throw storeFault({ path: energyPath(directory), code: "ENERGY" }, tried, error);
  }
};

const handlers = {
  open: () => {
    opened();
  },
  book: (rows: EnergyRows) => attempt("book", at => at.book(rows)),
  lastToken: () => attempt("read the last booking", at => at.lastToken()),
  states: () => attempt("read the states of meters", at => at.states()),
  quarters: (meters: readonly string[], from: number, to: number) =>
    attempt("read quarters", at => at.quarters(meters, from, to)),
  entries: (query: EntryQuery) => attempt("read entries", at => at.entries(query)),
  close: () => {
    ledger?.close();
    ledger = null;
  },
};

serve(handlers);
