import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, relative, resolve } from "node:path";
import { type Document, parseDocument } from "yaml";
import { instant } from "#rules/time/instant.ts";
import { Gateway } from "../app/gateway.ts";
import { makeLog } from "../app/log.ts";
import { scaledClock } from "../ports/clock.ts";
import { buildConsole } from "./console-build.ts";
import { hallOrStop } from "./hall.ts";
import { releaseStartupMemory } from "./memory.ts";
import { PLACES } from "./places.ts";
import { untilAskedToStop } from "./signals.ts";
import { Simulator } from "./simulator.ts";
import { VERSION } from "./version.ts";

export type DemoOptions = {
  readonly speed: number;
  readonly seed: number;
  readonly begin: Date;
  readonly fault?: readonly string[];
  readonly influx?: string;
  readonly data: string;
  readonly http: { readonly host: string; readonly port: number };
};

/** An evening worth watching: cooling set to 24 °C, a light that stays on, a door unlocked, another that says nothing. */
const DEFAULT_FAULTS = ["setpoint:AC-hall", "light-left-on:L-off1", "door-unlocked:D3", "silent:D4"];

/**
 * Runs the demo hall: the gateway as it would run in a real hall, and the simulated devices as a process of their own,
 * on one fast clock and on ports that happen to be free. Its data directory is made anew each time, since its evening
 * begins anew each time.
 */
export const demo = async ({
  speed,
  seed,
  begin,
  fault,
  influx,
  data,
  http,
}: DemoOptions): Promise<number> => {
  const directory = resolve(data, "demo");
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const config = join(directory, "site.yaml");
  const ports = await writeSite(config, influx);
  const { site, book } = await hallOrStop(config);

  await buildConsole();
  const origin = Date.now();
  const faults = (fault ?? DEFAULT_FAULTS).filter(name => name !== "none");
  const log = makeLog({
    level: process.env.HALLWATCH_LOG ?? "warn",
    isTerminal: process.stderr.isTTY === true,
  });
  const gateway = new Gateway({
    site,
    book,
    directory,
    http,
    consoleDirectory: PLACES.consoleBuilt,
    clock: scaledClock({ start: instant(begin.getTime()), origin: instant(origin), speed }),
    speed,
    log,
    version: VERSION,
  });
  const stopping = untilAskedToStop();
  // They start side by side: on a fast clock a second is a minute in which nothing would be heard.
  const simulator = new Simulator({ config, speed, seed, begin, origin, fault: faults });
  try {
    const url = await gateway.start();
    releaseStartupMemory();
    await simulator.ready();
    const from = begin.toLocaleString("sv-SE", { timeZone: site.calendar.timeZone }).slice(0, 16);
    console.log(
      banner({
        name: site.name.en,
        from,
        speed,
        url,
        points: site.points.length,
        rules: book.instances.length,
        ports,
        faults,
        directory,
      }),
    );
    const devicesGone = new Promise<void>(gone => simulator.onExit(() => gone()));
    await Promise.race([stopping, devicesGone]);
  } finally {
    await simulator.stop();
    await gateway.stop();
  }
  return 0;
};

type Banner = {
  readonly name: string;
  readonly from: string;
  readonly speed: number;
  readonly url: string;
  readonly points: number;
  readonly rules: number;
  readonly ports: readonly number[];
  readonly faults: readonly string[];
  readonly directory: string;
};

const banner = ({
  name,
  from,
  speed,
  url,
  points,
  rules,
  ports: [mqtt, ...modbus],
  faults,
  directory,
}: Banner): string =>
  [
    `Hallwatch demo: ${name}, from ${from}, ${speed} times as fast as real`,
    `  console    ${url}`,
    `  running    ${points} points over MQTT (127.0.0.1:${mqtt}) and Modbus TCP (${modbus.join(", ")}), judged by ${rules} rules`,
    `  wrong      ${faults.length === 0 ? "nothing: a good evening" : faults.join(", ")}; the hall closes at 17:30`,
    `  data       ${relative(process.cwd(), directory) || "."}, made anew at each start; Ctrl-C stops everything`,
  ].join("\n");

/** Writes the demo hall's site file with free ports; returns them, the broker's first. */
const writeSite = async (file: string, influx: string | undefined): Promise<number[]> => {
  const site = parseDocument(await readFile(PLACES.demoHall, "utf8"));
  const lines = linesOf(site);
  const ports = await freePorts(1 + lines.length);
  site.setIn(["sources", "mqtt", "port"], ports[0]);
  for (const [index, line] of lines.entries())
    site.setIn(["sources", "modbus", line, "port"], ports[index + 1]);
  if (influx)
    site.setIn(
      ["history", "influx"],
      site.createNode([{ name: "influx", url: influx, database: "hallwatch" }]),
    );
  await writeFile(file, String(site));
  return ports;
};

const linesOf = (site: Document): string[] => {
  const { sources } = site.toJS() as { sources: { modbus: Record<string, unknown> } };
  return Object.keys(sources.modbus);
};

const freePorts = async (count: number): Promise<number[]> => {
  const servers = await Promise.all(Array.from({ length: count }, () => listening()));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(closed => server.close(closed))));
  return ports;
};

const listening = (): Promise<ReturnType<typeof createServer>> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
