import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { instant } from "#rules/time/instant.ts";
import { Gateway } from "../app/gateway.ts";
import { rulesSource } from "../config/rules-anew.ts";
import { scaledClock } from "../ports/clock.ts";
import { lockDirectory } from "../stores/sqlite/lock.ts";
import type { Address } from "./api.ts";
import { buildConsole } from "./console-build.ts";
import { demoBanner } from "./demo-banner.ts";
import { sendHelpers } from "./demo-helpers.ts";
import { demoLog } from "./demo-log.ts";
import { writeDemoSite } from "./demo-site.ts";
import { followDemo } from "./demo-status.ts";
import { EXIT, Stop } from "./exit.ts";
import { startGateway } from "./gateway-start.ts";
import { hallOrStop } from "./hall.ts";
import { releaseStartupMemory } from "./memory.ts";
import { PLACES } from "./places.ts";
import { untilAskedToStop } from "./signals.ts";
import { Simulator } from "./simulator.ts";
import { StatusLine } from "./status-line.ts";
import { VERSION } from "./version.ts";
import type { Words } from "./words/language.ts";

export type DemoOptions = {
  readonly speed: number;
  readonly seed: number;
  readonly begin: Date;
  readonly fault?: readonly string[];
  readonly influx?: string;
  readonly data: string;
  readonly http: Address;
};

/** An evening worth watching: cooling set to 24 °C, a light that stays on, a door unlocked, another that says nothing. */
const DEFAULT_FAULTS = ["setpoint:AC-hall", "light-left-on:L-off1", "door-unlocked:D3", "silent:D4"];

/**
 * Runs the demo hall: the gateway as it would run in a real hall, and the simulated devices as a process of their own,
 * on one fast clock and on ports that happen to be free. Its data directory is made anew each time, since its evening
 * begins anew each time.
 */
export const demo = async (
  { speed, seed, begin, fault, influx, data, http }: DemoOptions,
  words: Words,
): Promise<number> => {
  const directory = resolve(data, "demo");
  await makeAnew(directory);
  const config = join(directory, "site.yaml");
  const ports = await writeDemoSite(config, influx);
  const hall = await hallOrStop(config, words);
  const { site, book } = hall;

  await buildConsole(words);
  const line = process.stdout.isTTY ? new StatusLine(process.stdout) : undefined;
  const log = await demoLog(process.env.HALLWATCH_LOG ?? "warn", line);
  const origin = Date.now();
  const faults = (fault ?? DEFAULT_FAULTS).filter(name => name !== "none");
  const gateway = new Gateway({
    hall,
    rules: rulesSource(config),
    directory,
    http,
    consoleDirectory: PLACES.consoleBuilt,
    clock: scaledClock({ start: instant(begin.getTime()), origin: instant(origin), speed }),
    speed,
    log,
    version: VERSION,
  });
  const stopping = untilAskedToStop().then(() => "asked" as const);
  const say = (text: string): void => (line ? line.above(`${text}\n`) : console.error(text));
  // They start side by side: on a fast clock a second is a minute in which nothing would be heard.
  const simulator = new Simulator({ config, speed, seed, begin, origin, fault: faults }, say);
  let unfollow: (() => void) | undefined;
  let goHome: (() => void) | undefined;
  try {
    const url = await startGateway(gateway, http, words);
    releaseStartupMemory();
    const up = await Promise.race([simulator.ready(), stopping]);
    if (typeof up === "object")
      throw new Stop(up.code === EXIT.usage ? EXIT.usage : EXIT.failed, words.demo.devicesNotUp(up.code));
    if (up === "ready") {
      const path = gateway.firstLink();
      const link = path && `${url}${path}`;
      const facts = { site, rules: book.instances.length, begin, speed, url, ports, faults, directory, link };
      const banner = demoBanner(facts, process.stdout.columns, words);
      console.log(banner);
      const { timeZone } = site.calendar;
      const address = addressOf(url);
      if (line) unfollow = followDemo(line, { http: address, timeZone, speed }, words);
      const putRight = (name: string): void => simulator.putRight(name);
      goHome = sendHelpers({ http: address, faults, putRight, say: text => say(`  ${text}`) }, words);
    }
    const end = await Promise.race([stopping, simulator.ended]);
    unfollow?.();
    if (end !== "asked") throw new Stop(EXIT.failed, words.demo.devicesGone(end.code));
  } finally {
    goHome?.();
    unfollow?.();
    await simulator.stop();
    await gateway.stop();
  }
  console.error(words.stopped);
  return EXIT.ok;
};

/** @throws {Fault} `DATA_DIRECTORY_IN_USE` when another demo runs on it, which keeps what it has */
const makeAnew = async (directory: string): Promise<void> => {
  const lock = await lockDirectory(directory);
  lock.release();
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
};

/** With the port that was really taken. */
const addressOf = (url: string): Address => {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port === "" ? 80 : port) };
};
