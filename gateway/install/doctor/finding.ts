/** `ok`: as it should be. `warn`: it works, but not for long or not well. `bad`: it does not work. `unknown`: nobody could tell. */
export type Mark = "ok" | "warn" | "bad" | "unknown";

/** One line of a doctor's report. */
export type Finding = {
  readonly mark: Mark;
  /** What was looked at: `clock`, `/dev/ttyUSB0`, `modbus:plant/3`. */
  readonly about: string;
  readonly text: string;
  /** What to type or do; absent: nothing. */
  readonly fix?: string;
};

/** What the checks say, in the language of whoever reads it. */
export type DoctorWords = {
  readonly clock: {
    readonly inStep: string;
    readonly notInStep: string;
    readonly notSet: (date: string) => string;
    readonly unknown: string;
  };
  readonly node: (version: string, least: number, isEnough: boolean) => string;
  readonly disk: (freeGb: string, percent: number) => string;
  readonly directory: {
    readonly ok: string;
    readonly new: string;
    readonly unwritable: (why: string) => string;
    readonly readable: (file: string) => string;
  };
  readonly zone: (zone: string, time: string) => string;
  readonly port: { readonly free: string; readonly taken: string; readonly cannot: (why: string) => string };
  readonly serial: {
    readonly ok: string;
    readonly missing: (why: string) => string;
    readonly denied: string;
    readonly moves: string;
  };
  readonly broker: {
    readonly ok: (ms: number) => string;
    readonly unreachable: (why: string) => string;
    readonly noPassword: (variable: string) => string;
  };
  readonly certificate: {
    readonly days: (days: number) => string;
    readonly expired: (days: number) => string;
    readonly unreadable: (why: string) => string;
    readonly renew: string;
  };
  readonly line: { readonly ok: (ms: number) => string; readonly unreachable: (why: string) => string };
};
