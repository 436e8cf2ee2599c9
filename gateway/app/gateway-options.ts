import type { Logger } from "pino";
import type { Hall } from "../config/load-hall.ts";
import type { RulesSource } from "../config/rules-anew.ts";
import type { Clock } from "../ports/clock.ts";

/** What a gateway is made of. */
export type GatewayOptions = {
  readonly hall: Hall;
  /** Where the hall's rules are read again while the gateway runs. */
  readonly rules: RulesSource;
  /** Everything that is kept lives here; one gateway at a time. */
  readonly directory: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly consoleDirectory: string;
  readonly clock: Clock;
  /** How many times as fast as the world's the clock runs: 1 but in a demo. */
  readonly speed: number;
  readonly log: Logger;
  readonly version: string;
  /** Whether the hall is a real one, where it is trouble that nobody has an account yet. */
  readonly needsAccounts?: boolean;
};
