import { parseArgs } from "node:util";

/** What the command line asks for. */
export type Options = {
  readonly config: string;
  readonly speed: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** The machine's clock at `start`, milliseconds since the epoch. */
  readonly origin: number;
  readonly seed: number;
  /** As typed: `name` or `name:target`. */
  readonly faults: readonly string[];
  /** File with the devices' tokens, where the broker asks for them. */
  readonly tokens?: string;
};

export const USAGE = `usage: node simulators/main.ts --config <site.yaml> [--speed 60] [--start 2025-07-08T17:00:00+08:00]
         [--origin <epoch ms>] [--seed 7] [--tokens <file>] [--fault <name>[:<target>] ...]`;

/**
 * Reads the command line.
 *
 * @param now       the machine's clock, milliseconds since the epoch: what `--start` and `--origin` are when not given
 * @throws {Error}  naming the option and what it takes
 */
export const optionsOf = (args: readonly string[], now: number): Options => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      config: { type: "string" },
      speed: { type: "string", default: "1" },
      start: { type: "string" },
      origin: { type: "string" },
      seed: { type: "string", default: "7" },
      tokens: { type: "string" },
      fault: { type: "string", multiple: true, default: [] },
    },
  });
  if (values.config === undefined) throw new Error("--config is missing: which hall shall be simulated?");
  if (positionals.length > 0 && values.fault.length === 0)
    throw new Error(`"${positionals[0]}" is not expected here`);
  return {
    config: values.config,
    speed: number("--speed", values.speed, value => value > 0 && value <= 3600, "a number up to 3600"),
    start: values.start === undefined ? now : moment(values.start),
    origin:
      values.origin === undefined
        ? now
        : number("--origin", values.origin, Number.isFinite, "milliseconds since 1970"),
    seed: number("--seed", values.seed, Number.isSafeInteger, "a whole number"),
    faults: [...values.fault, ...positionals],
    ...(values.tokens !== undefined && { tokens: values.tokens }),
  };
};

const number = (option: string, text: string, fits: (value: number) => boolean, what: string): number => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!fits(value)) throw new Error(`${option} ${text}: it takes ${what}`);
  return value;
};

const moment = (text: string): number => {
  const value = Date.parse(text);
  if (Number.isNaN(value) || !/(Z|[+-]\d\d:?\d\d)$/.test(text))
    throw new Error(`--start ${text}: it takes a moment with its offset, such as 2025-07-08T17:00:00+08:00`);
  return value;
};
