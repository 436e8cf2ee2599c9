import { InvalidArgumentError, Option } from "commander";
import type { Address } from "./api.ts";
import type { Words } from "./words/language.ts";

/** The options that several commands have, the same everywhere. Their parsers say in the person's language what fits. */
export const optionsFor = ({ expected }: Words) => {
  const positive = (text: string): number => {
    const value = Number(text);
    if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(expected.positive);
    return value;
  };
  const moment = (text: string): Date => {
    const value = new Date(text);
    if (Number.isNaN(value.getTime())) throw new InvalidArgumentError(expected.time);
    return value;
  };
  const address = (text: string): Address => {
    const [, host = "", port = ""] = /^(?:\[?([^\]]*)\]?:)?(\d{1,5})$/.exec(text) ?? [];
    if (port === "" || Number(port) > 65_535) throw new InvalidArgumentError(expected.address);
    return { host: host === "" ? "127.0.0.1" : host, port: Number(port) };
  };
  return {
    config: () => new Option("--config <file>", "site file").env("HALLWATCH_CONFIG").makeOptionMandatory(),
    data: () => new Option("--data <dir>", "data directory").env("HALLWATCH_DATA").default("./data"),
    http: (description: string) =>
      new Option("--http <host:port>", description)
        .env("HALLWATCH_HTTP")
        .argParser(address)
        .default({ host: "127.0.0.1", port: 8080 }, "127.0.0.1:8080"),
    speed: (description: string, value: number) =>
      new Option("--speed <n>", description).argParser(positive).default(value),
    seed: (description: string) => new Option("--seed <n>", description).argParser(positive).default(7),
    begin: (description = "the hall's time at start, ISO 8601") =>
      new Option("--begin <time>", description).argParser(moment),
    origin: () =>
      new Option("--origin <ms>", "the machine's time that --begin belongs to")
        .argParser(positive)
        .hideHelp(),
  };
};
